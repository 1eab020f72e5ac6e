import type { Tails } from "./tails.ts";

/** Where a whole-number variable lives, and roughly where its mass is. */
export type Support = {
  readonly low: number;
  /** Infinity when unbounded. */
  readonly high: number;
  readonly centre: number;
  readonly spread: number;
};

/**
 * The least k of the support with P(X ≤ k) ≥ p (side lower) or with P(X > k) ≤ p (side upper).
 * A relative 64 units of the last digit count as equal, so that the tail of a k leads back to k.
 */
export function countQuantile(
  tails: (k: number) => Tails,
  support: Support,
  side: "lower" | "upper",
  p: number,
): number {
  const fuzz = 64 * Number.EPSILON;
  const isReached = (k: number): boolean =>
    side === "lower" ? tails(k).lower >= p * (1 - fuzz) : tails(k).upper <= p * (1 + fuzz);
  if (side === "lower" ? p === 1 : p === 0) return support.high;
  let step = Math.ceil(support.spread);
  let high = Math.min(support.high, Math.max(support.low, Math.floor(support.centre)));
  let below = support.low - 1;
  if (isReached(high)) {
    let low = high - step;
    while (low >= support.low && isReached(low)) {
      high = low;
      step *= 2;
      low = high - step;
    }
    below = Math.max(below, low);
  } else {
    while (high < support.high && !isReached(high)) {
      below = high;
      high = Math.min(support.high, high + step);
      step *= 2;
    }
  }
  while (high - below > 1) {
    const middle = Math.floor((below + high) / 2);
    if (isReached(middle)) high = middle;
    else below = middle;
  }
  return high;
}
