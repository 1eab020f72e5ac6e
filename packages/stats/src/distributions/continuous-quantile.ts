import { findRoot } from "../numeric/find-root.ts";
import { requireProportion } from "./domain.ts";
import type { LogTails } from "./tails.ts";

/** A continuous distribution on (0, ∞), without a density at hand. */
export type OnHalfLine = {
  readonly name: string;
  readonly logTails: (x: number) => LogTails;
  /** Any point where there is mass. */
  readonly centre: number;
};

/**
 * The x with the given lower or upper tail, by Brent's method on the logarithm of the smaller tail in ln x.
 * At p = 0 and p = 1 the ends of the half line: 0 and Infinity.
 */
export function continuousQuantile(distribution: OnHalfLine, side: "lower" | "upper", p: number): number {
  requireProportion(p, distribution.name);
  if (p === 0 || p === 1) return (p === 0) === (side === "lower") ? 0 : Infinity;
  // The smaller of the two tails is the one whose digits count.
  const isLower = (side === "lower") === p <= 0.5;
  const target = Math.log(p <= 0.5 ? p : 1 - p);
  // Increasing in u on either side.
  const excess = (u: number): number => {
    const { logLower, logUpper } = distribution.logTails(Math.exp(u));
    return isLower ? finite(logLower) - target : target - finite(logUpper);
  };
  return Math.exp(rootOfIncreasing(excess, Math.log(distribution.centre)));
}

/** The zero of an increasing function: doubling steps from a start, then Brent. */
export function rootOfIncreasing(f: (u: number) => number, start: number): number {
  let step = 0.5;
  let low = start;
  let high = start;
  if (f(start) > 0) {
    do {
      high = low;
      low -= step;
      step *= 2;
    } while (f(low) > 0);
  } else {
    do {
      low = high;
      high += step;
      step *= 2;
    } while (f(high) < 0);
  }
  return findRoot(f, low, high, 1e-15);
}

/** Brent's interpolation needs finite numbers. */
function finite(log: number): number {
  return Math.max(log, -1e300);
}
