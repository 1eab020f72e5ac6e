import { cutAtWord } from "./study-key.ts";

/** Longer keys leave no room for `-uji-99` within the 48 characters of a key. */
const longest = 38;

/** The key of a test study made from a draft: the study's own with `-uji`; further ones end in `-uji-2`, `-uji-3` … */
export function testStudyKey(key: string, number = 1): string {
  const prefix = `${cutAtWord(key, longest)}-uji`;
  return number === 1 ? prefix : `${prefix}-${number}`;
}

/** The key that the next test study of a draft gets: the first of `testStudyKey` that no study has. */
export function freeTestStudyKey(key: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = testStudyKey(key, number);
    if (!taken.has(candidate)) return candidate;
  }
}
