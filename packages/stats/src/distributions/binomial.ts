import { countQuantile } from "./count-quantile.ts";
import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { incompleteBeta, logIncompleteBeta } from "./incomplete-beta.ts";
import { deviance, stirlingError } from "./stirling.ts";
import { logNothingAbove, logNothingBelow, nothingAbove, nothingBelow, swapLogTails, swapTails } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/** P(X ≤ k) and P(X > k) for X successes in n trials with probability p. Example: k = 4, n = 5, p = 0.5: upper 0.03125. */
export function binomialTails(k: number, n: number, p: number): Tails {
  check(k, n, p);
  if (k < 0) return nothingBelow;
  if (k >= n) return nothingAbove;
  return swapTails(incompleteBeta(p, 1 - p, Math.floor(k) + 1, n - Math.floor(k)));
}

/** ln P(X ≤ k) and ln P(X > k), also where the tails underflow. */
export function binomialLogTails(k: number, n: number, p: number): LogTails {
  check(k, n, p);
  if (k < 0) return logNothingBelow;
  if (k >= n) return logNothingAbove;
  return swapLogTails(logIncompleteBeta(p, 1 - p, Math.floor(k) + 1, n - Math.floor(k)));
}

/** P(X = k); zero where k is not a whole number from 0 to n. */
export function binomialProbability(k: number, n: number, p: number): number {
  return Math.exp(logBinomialProbability(k, n, p));
}

/** ln P(X = k); −Infinity where impossible. Source: Loader (2000). */
export function logBinomialProbability(k: number, n: number, p: number): number {
  check(k, n, p);
  if (k < 0 || k > n || !Number.isInteger(k) || (p === 0 && k > 0) || (p === 1 && k < n)) return -Infinity;
  if (n === 0 || p === 0 || p === 1) return 0;
  if (k === 0) return n * Math.log1p(-p);
  if (k === n) return n * Math.log(p);
  const correction = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const distance = deviance(k, n * p) + deviance(n - k, n * (1 - p));
  return correction - distance + 0.5 * Math.log(n / (2 * Math.PI * k * (n - k)));
}

/** The least k with P(X ≤ k) ≥ p. Example: p = 0.5, n = 20, probability 0.3 gives 6. */
export function binomialQuantile(p: number, n: number, probability: number): number {
  return quantile("lower", p, n, probability);
}

/** The least k with P(X > k) ≤ q; keeps the digits of a small q. */
export function binomialUpperQuantile(q: number, n: number, probability: number): number {
  return quantile("upper", q, n, probability);
}

function quantile(side: "lower" | "upper", p: number, n: number, probability: number): number {
  check(0, n, probability);
  requireProportion(p, "binomial");
  const centre = n * probability;
  const spread = Math.sqrt(centre * (1 - probability)) + 1;
  return countQuantile((k) => binomialTails(k, n, probability), { low: 0, high: n, centre, spread }, side, p);
}

function check(k: number, n: number, p: number): void {
  requirePoint(k, "binomial");
  const holds = n >= 0 && Number.isInteger(n) && p >= 0 && p <= 1;
  requireDomain(holds, "binomial", "n a whole number ≥ 0, 0 ≤ p ≤ 1", [n, p]);
}

/**
 * Two-sided exact p-value by the method of small probabilities: all outcomes no more likely than the one seen.
 * Source: R binom.test, with its relative fuzz of 1e-7. Example: 4 of 20 at 0.5 gives 0.01181793212890625.
 */
export function binomialTwoSided(k: number, n: number, p: number): number {
  if (p === 0.5) return Math.min(1, 2 * binomialTails(Math.min(k, n - k), n, 0.5).lower);
  const limit = binomialProbability(k, n, p) * (1 + 1e-7);
  const centre = n * p;
  if (k === centre) return 1;
  const isLow = k < centre;
  const far = isLow ? firstFrom(Math.ceil(centre), n, (i) => binomialProbability(i, n, p) <= limit) : k;
  const near = isLow ? k : firstFrom(0, Math.floor(centre), (i) => binomialProbability(i, n, p) > limit) - 1;
  return Math.min(1, binomialTails(near, n, p).lower + binomialTails(far - 1, n, p).upper);
}

/** The first whole number in [low, high] for which a monotone condition holds; high + 1 when none. */
function firstFrom(low: number, high: number, holds: (i: number) => boolean): number {
  let from = low;
  let to = high + 1;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
