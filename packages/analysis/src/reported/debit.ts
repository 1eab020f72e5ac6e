import { checkGrim } from "./grim.ts";
import type { PrintedNumber, RoundingRule } from "./printed-number.ts";
import { sumOfSquaresRange, type SdDefinition } from "./sum-of-squares.ts";

export type DebitInput = {
  readonly mean: PrintedNumber;
  readonly sd: PrintedNumber;
  readonly n: number;
  readonly definition?: SdDefinition;
};

export type DebitResult = {
  readonly consistent: boolean;
  /** How many of the n values can be one, ascending. */
  readonly possibleCounts: readonly number[];
};

/**
 * DEBIT: can n values of 0 and 1 have this mean and SD? A k exists with k/n printed as the mean and √(k(n−k)/(n(n−1))) as the SD.
 * Exact: the sum of squares of such values is their sum. Source: Heathers & Brown (2019), DEBIT, OSF.
 * Example: mean "0.19", sd "0.35", n = 1683 cannot be; "0.93" and "0.25" can.
 */
export function checkDebit(input: DebitInput, rule: RoundingRule = "closed"): DebitResult {
  const { sd, n, definition = "sample" } = input;
  const possibleCounts = checkGrim(input, rule).possibleSums.filter((k) => {
    if (k < 0 || k > n || (n === 1 && definition === "sample")) return false;
    const range = sumOfSquaresRange({ sum: BigInt(k), sd, n, definition }, rule);
    return BigInt(k) >= range.low && BigInt(k) <= range.high;
  });
  return { consistent: possibleCounts.length > 0, possibleCounts };
}
