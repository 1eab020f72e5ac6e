import { leastAtLeast, mostAtMost, type IntegerRange } from "./integer-range.ts";
import { roundingInterval, type PrintedNumber, type RoundingRule } from "./printed-number.ts";

/** `sample` divides the squares by n − 1, `population` by n. */
export type SdDefinition = "sample" | "population";

export type SumOfSquaresInput = {
  readonly sum: bigint;
  readonly sd: PrintedNumber;
  readonly n: number;
  /** Values are whole numbers divided by this: an average of `items` items. */
  readonly items?: number;
  readonly definition?: SdDefinition;
};

/**
 * The whole-number sums of squares Q for which n values with sum S have an SD that is printed as `sd`; S and Q are of the
 * values times `items`. From (nQ − S²) / (n(n−1)items²) between the squared ends of the SD's interval. Exact; n ≥ 2 for `sample`.
 * Example: S = 24, n = 20, sd "0.41": only Q = 32.
 */
export function sumOfSquaresRange(input: SumOfSquaresInput, rule: RoundingRule = "closed"): IntegerRange {
  const { sum, sd, items = 1, definition = "sample" } = input;
  const n = BigInt(input.n);
  const interval = roundingInterval(sd, rule);
  const { high, denominator } = interval;
  if (high < 0n) return { low: 1n, high: 0n };
  const isClipped = interval.low < 0n;
  const low = isClipped ? 0n : interval.low;
  const factor = n * (definition === "sample" ? n - 1n : n) * BigInt(items) ** 2n;
  const squares = sum * sum * denominator ** 2n;
  const divisor = n * denominator ** 2n;
  return {
    low: leastAtLeast(squares + low * low * factor, divisor, isClipped || interval.hasLow),
    high: mostAtMost(squares + high * high * factor, divisor, interval.hasHigh),
  };
}
