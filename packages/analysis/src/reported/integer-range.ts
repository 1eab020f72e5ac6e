import type { RoundingInterval } from "./printed-number.ts";

/** The whole numbers from `low` to `high`, both included; none where low > high. */
export type IntegerRange = { readonly low: bigint; readonly high: bigint };

/** The whole numbers S for which S / total lies in the interval. Exact. */
export function integersWithin(interval: RoundingInterval, total: bigint): IntegerRange {
  return {
    low: leastAtLeast(interval.low * total, interval.denominator, interval.hasLow),
    high: mostAtMost(interval.high * total, interval.denominator, interval.hasHigh),
  };
}

/** The least whole number q with q ≥ numerator / denominator (or > where the end does not count). */
export function leastAtLeast(numerator: bigint, denominator: bigint, includesEnd: boolean): bigint {
  const floor = floorDivide(numerator, denominator);
  const isExact = floor * denominator === numerator;
  return isExact && includesEnd ? floor : floor + 1n;
}

/** The greatest whole number q with q ≤ numerator / denominator (or < where the end does not count). */
export function mostAtMost(numerator: bigint, denominator: bigint, includesEnd: boolean): bigint {
  const floor = floorDivide(numerator, denominator);
  const isExact = floor * denominator === numerator;
  return isExact && !includesEnd ? floor - 1n : floor;
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}
