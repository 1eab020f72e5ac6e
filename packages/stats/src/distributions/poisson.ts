import { countQuantile } from "./count-quantile.ts";
import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { incompleteGamma, logGammaFront, logIncompleteGamma } from "./incomplete-gamma.ts";
import { logNothingAbove, logNothingBelow, nothingAbove, nothingBelow, swapLogTails, swapTails } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/** P(X ≤ k) and P(X > k) of a Poisson count with the given mean ≥ 0. Example: k = 2, mean 5: lower 0.12465201948308113. */
export function poissonTails(k: number, meanCount: number): Tails {
  check(k, meanCount);
  if (k < 0) return nothingBelow;
  if (k === Infinity || meanCount === 0) return nothingAbove;
  return swapTails(incompleteGamma(Math.floor(k) + 1, meanCount));
}

/** ln P(X ≤ k) and ln P(X > k). */
export function poissonLogTails(k: number, meanCount: number): LogTails {
  check(k, meanCount);
  if (k < 0) return logNothingBelow;
  if (k === Infinity || meanCount === 0) return logNothingAbove;
  return swapLogTails(logIncompleteGamma(Math.floor(k) + 1, meanCount));
}

/** P(X = k); zero where k is not a whole number ≥ 0. */
export function poissonProbability(k: number, meanCount: number): number {
  return Math.exp(logPoissonProbability(k, meanCount));
}

/** ln P(X = k); −Infinity where impossible. Source: Loader (2000). */
export function logPoissonProbability(k: number, meanCount: number): number {
  check(k, meanCount);
  if (k < 0 || !Number.isInteger(k)) return -Infinity;
  if (meanCount === 0) return k === 0 ? 0 : -Infinity;
  return k === 0 ? -meanCount : logGammaFront(k, meanCount);
}

/** The least k with P(X ≤ k) ≥ p; Infinity at p = 1. */
export function poissonQuantile(p: number, meanCount: number): number {
  return quantile("lower", p, meanCount);
}

/** The least k with P(X > k) ≤ q; Infinity at q = 0. */
export function poissonUpperQuantile(q: number, meanCount: number): number {
  return quantile("upper", q, meanCount);
}

function quantile(side: "lower" | "upper", p: number, meanCount: number): number {
  check(0, meanCount);
  requireProportion(p, "Poisson");
  const spread = Math.sqrt(meanCount) + 1;
  const tail = (k: number): Tails => poissonTails(k, meanCount);
  return countQuantile(tail, { low: 0, high: meanCount === 0 ? 0 : Infinity, centre: meanCount, spread }, side, p);
}

function check(k: number, meanCount: number): void {
  requirePoint(k, "Poisson");
  requireDomain(meanCount >= 0 && meanCount < Infinity, "Poisson", "0 ≤ mean < ∞", [meanCount]);
}
