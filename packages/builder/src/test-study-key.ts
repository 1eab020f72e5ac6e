/** Longer keys leave no room for `-uji-99` within the 48 characters of a key. */
const longest = 38;

/** The key of a test study made from a draft: the study's own with `-uji`; further ones end in `-uji-2`, `-uji-3` … */
export function testStudyKey(key: string, number = 1): string {
  const prefix = `${key.slice(0, longest).replace(/-+$/u, "")}-uji`;
  return number === 1 ? prefix : `${prefix}-${number}`;
}
