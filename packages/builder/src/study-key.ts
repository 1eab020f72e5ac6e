/** Keys up to this length stand whole in the key of their test study too. */
const longestProposed = 38;

/**
 * The key proposed for a study out of its name: small letters, digits and dashes, cut between words. A name without
 * three such letters gives `studi-baru`.
 *
 * @example proposeStudyKey("Volume ASI sebelum dan sesudah pijat oksitosin") // "volume-asi-sebelum-dan-sesudah-pijat"
 */
export function proposeStudyKey(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  const key = cutAtWord(plain, longestProposed);
  return key.length >= 3 ? key : "studi-baru";
}

/** A key of words joined by dashes, no longer than `length`, cut at a word's end where one lies in the second half. */
export function cutAtWord(key: string, length: number): string {
  if (key.length <= length) return key;
  const short = key.slice(0, length);
  const end = key[length] === "-" ? length : short.lastIndexOf("-");
  return (end > length / 2 ? short.slice(0, end) : short).replace(/-+$/, "");
}
