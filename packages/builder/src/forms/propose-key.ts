/** Longest key of an item, a form, a code list: 32 characters. */
const longest = 32;
const keyForm = /^[a-z][a-z0-9_]{0,31}$/;

/** Whether a text can be a key: a small letter first, then small letters, digits and single underscores, 32 at most. */
export function isKey(text: string): boolean {
  return keyForm.test(text) && !text.includes("__");
}

/**
 * A key out of the words of a label: small letters and digits of the Latin alphabet joined by underscores, cut between
 * words, and with a number behind it where it is taken. Words without any such letter give `fallback`.
 *
 * @example proposeKey("Left breast (ml)", () => false) // "left_breast_ml"
 */
export function proposeKey(words: string, isTaken: (key: string) => boolean, fallback = "item"): string {
  const plain = words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[0-9_]+|_+$/g, "");
  return unusedKey(plain === "" ? fallback : cut(plain, longest), isTaken);
}

/**
 * A key that is not taken: the one wished for, or that with the lowest number from 2 that is free.
 *
 * @example unusedKey("volume", (key) => key === "volume") // "volume_2"
 */
export function unusedKey(wished: string, isTaken: (key: string) => boolean): string {
  if (!isTaken(wished)) return wished;
  const stem = cut(wished.replace(/_\d+$/, ""), longest - 5);
  let number = 2;
  while (isTaken(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

/** Cut at a word's end where one lies in the second half, so that no stump of a word is left. */
function cut(key: string, length: number): string {
  if (key.length <= length) return key;
  const short = key.slice(0, length);
  const end = key[length] === "_" ? length : short.lastIndexOf("_");
  return (end > length / 2 ? short.slice(0, end) : short).replace(/_+$/, "");
}
