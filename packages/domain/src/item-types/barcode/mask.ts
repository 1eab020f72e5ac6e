/**
 * Whether a text has the form of a mask, character by character: `#` is a digit, `@` a letter A–Z, `*` a letter or a digit,
 * and every other character stands for itself. `fitsMask("MLT-0042", "@@@-####")` is true. It runs in one pass, which a
 * pattern of somebody else's need not.
 */
export function fitsMask(text: string, mask: string): boolean {
  if (text.length !== mask.length) return false;
  return Array.from({ length: mask.length }, (_, index) => index).every((index) => {
    const [asked, found] = [mask.charAt(index), text.charAt(index)];
    if (asked === "#") return /^\d$/.test(found);
    if (asked === "@") return /^[A-Za-z]$/.test(found);
    return asked === "*" ? /^[A-Za-z\d]$/.test(found) : asked === found;
  });
}
