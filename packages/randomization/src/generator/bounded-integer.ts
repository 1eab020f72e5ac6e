import { invariant } from "@kendali/domain";

/** Gives the next unsigned 32-bit word, 0 ≤ w < 2³², of some generator. */
export type WordSource = () => number;

/** Gives a uniform integer, 0 ≤ value < n, for a whole number 1 ≤ n ≤ 2³². */
export type IntegerDraw = (n: number) => number;

const WORDS = 2 ** 32;

/**
 * An unbiased integer from 0 to n − 1: a word at or above the largest multiple of n is thrown away, because keeping it
 * (plain modulo) would make the small values more likely.
 *
 * Refuses nothing: n outside 1 … 2³² or not whole is a bug and throws. For n = 1 a word is drawn all the same, so the
 * number of words depends only on the words and n.
 *
 * Source: rejection rule `accept w < floor(2³²/n)·n, value w mod n`; Lemire 2019, "Fast random integer generation in an
 * interval", section 2 (the classical method).
 *
 * @example boundedInteger(() => 1022050301, 2) // 1
 */
export function boundedInteger(nextWord: WordSource, n: number): number {
  invariant(Number.isInteger(n) && n >= 1 && n <= WORDS, "a bound for an integer is not a whole number from 1 to 2^32");
  const limit = Math.floor(WORDS / n) * n;
  let word = nextWord();
  while (word >= limit) word = nextWord();
  return word % n;
}
