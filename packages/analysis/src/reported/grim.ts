import { integersWithin, type IntegerRange } from "./integer-range.ts";
import { roundingInterval, type PrintedNumber, type RoundingRule } from "./printed-number.ts";

/** `items` whole-number items are averaged in each of `n` persons, so the sum has n · items addends. */
export type GrimInput = { readonly mean: PrintedNumber; readonly n: number; readonly items?: number };

export type GrimResult = {
  readonly consistent: boolean;
  /** Every sum that is printed as this mean, ascending; at most {@link mostListed} of them are listed. */
  readonly possibleSums: readonly number[];
  readonly sums: IntegerRange;
};

const mostListed = 100_000;

/**
 * GRIM: is there a whole-number sum S with S / (n · items) printed as this mean? Exact integer arithmetic.
 * Source: Brown & Heathers (2017), Social Psychological and Personality Science 8:363.
 * Example: mean "5.19", n = 28 has no sum; "7.3", n = 12 has 87 and 88.
 */
export function checkGrim({ mean, n, items = 1 }: GrimInput, rule: RoundingRule = "closed"): GrimResult {
  const sums = integersWithin(roundingInterval(mean, rule), BigInt(n) * BigInt(items));
  const count = Math.min(mostListed, Math.max(0, Number(sums.high - sums.low) + 1));
  const first = Number(sums.low);
  return { consistent: count > 0, possibleSums: Array.from({ length: count }, (_, i) => first + i), sums };
}
