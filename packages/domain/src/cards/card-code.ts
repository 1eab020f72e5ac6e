import { invariant } from "../result.ts";

/** Crockford's base 32: digits and capitals without I, L, O (read as 1, 1, 0) and U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** How many characters of a code are drawn; one more checks them. */
export const CARD_CODE_DATA = 9;
const length = CARD_CODE_DATA + 1;
const group = 5;

/**
 * The code printed on a sealed card, from nine numbers of 0 … 31: two groups of five characters, the last of which checks
 * the others. A code is a word of a code over GF(32) whose weights are all different, so every single wrong character and
 * every exchange of two characters is found.
 *
 * Source: Gumm 1985, IEEE Trans. Inf. Theory 31:102 (check digits over finite fields); Crockford's Base 32.
 *
 * @example cardCode([0, 1, 2, 3, 4, 5, 6, 7, 8]) // "01234-56789"
 */
export function cardCode(data: readonly number[]): string {
  invariant(data.length === CARD_CODE_DATA && data.every(isDigit), "a card code is made of nine numbers of 0 to 31");
  return written([...data, timesTwo(weightedSum(data))]);
}

/**
 * The code as it stands on the card, from what a person typed: `ol23 45 6789` and `01234-56789` are the same. Null when
 * it is no code: of another length, of other characters, or with a check character that does not fit.
 */
export function parseCardCode(text: string): string | null {
  const typed = text
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const digits = [...typed].map((character) => alphabet.indexOf(character));
  if (digits.length !== length || !digits.every(isDigit) || weightedSum(digits) !== 0) return null;
  return written(digits);
}

function isDigit(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < alphabet.length;
}

function written(digits: readonly number[]): string {
  const characters = digits.map((digit) => alphabet[digit]).join("");
  return `${characters.slice(0, group)}-${characters.slice(group)}`;
}

/** The last digit counts once, the one before it twice, then four times …, in GF(32). */
function weightedSum(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => timesTwo(sum) ^ digit, 0);
}

/** Multiplication by x in GF(32) = GF(2)[x] / (x⁵ + x² + 1), of which x generates the 31 weights. */
function timesTwo(value: number): number {
  return value & 16 ? (value << 1) ^ 0b100101 : value << 1;
}
