import { logBinomialProbability } from "./binomial.ts";
import { countQuantile } from "./count-quantile.ts";
import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { logNothingAbove, logNothingBelow, logTailsFrom, tailsOfLogs } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/** The 2 × 2 tables with the margins given: the first cell runs from `low` to `high`. */
export type Margins = { readonly firstTotal: number; readonly secondTotal: number; readonly events: number };

/** The support from `low` on, and the logarithm of each probability at odds ratio one. */
export type Hypergeometric = { readonly low: number; readonly high: number; readonly logs: readonly number[] };

/** The first cell of all tables with these margins under independence. Probabilities as products of binomials, Loader (2000). */
export function hypergeometric({ firstTotal, secondTotal, events }: Margins): Hypergeometric {
  const low = Math.max(0, events - secondTotal);
  const high = Math.min(firstTotal, events);
  const share = events / (firstTotal + secondTotal);
  const logs = Array.from({ length: high - low + 1 }, (_, i) => {
    const first = logBinomialProbability(low + i, firstTotal, share);
    return first + logBinomialProbability(events - low - i, secondTotal, share);
  });
  return { low, high, logs };
}

/** Probabilities of the support at an odds ratio given as its logarithm (Fisher's noncentral hypergeometric distribution). */
export function tiltedProbabilities({ low, logs }: Hypergeometric, logOdds = 0): number[] {
  const tilted = logs.map((value, i) => value + (low + i) * logOdds);
  const most = tilted.reduce((a, b) => Math.max(a, b), -Infinity);
  const weights = tilted.map((value) => Math.exp(value - most));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/**
 * P(X ≤ k) and P(X > k) of the first cell of a 2 × 2 table with fixed margins. The smaller tail is summed on its own, from its
 * largest term outwards. In R: phyper(k, firstTotal, secondTotal, events). Example: k = 1 of {5, 5, 4}: lower 0.2619047619.
 */
export function hypergeometricTails(k: number, margins: Margins): Tails {
  return tailsOfLogs(hypergeometricLogTails(k, margins));
}

/** ln P(X ≤ k) and ln P(X > k), also where the tails underflow. */
export function hypergeometricLogTails(k: number, margins: Margins): LogTails {
  check(k, margins);
  const { low, high, mean } = supportOf(margins);
  const at = Math.floor(k);
  if (at < low) return logNothingBelow;
  if (at >= high) return logNothingAbove;
  const isLower = at < mean;
  const first = isLower ? at : at + 1;
  const peak = logHypergeometricProbability(first, margins);
  let total = 1;
  let term = 1;
  if (isLower) for (let i = first; i > low && term > 1e-20; i -= 1) total += term /= stepUp(i - 1, margins);
  else for (let i = first; i < high && term > 1e-20; i += 1) total += term *= stepUp(i, margins);
  return logTailsFrom(isLower ? "lower" : "upper", peak + Math.log(total));
}

/** P(X = k); zero where k is not possible. */
export function hypergeometricProbability(k: number, margins: Margins): number {
  return Math.exp(logHypergeometricProbability(k, margins));
}

/** ln P(X = k); −Infinity where impossible. Products of binomial probabilities, Loader (2000). */
export function logHypergeometricProbability(k: number, margins: Margins): number {
  check(k, margins);
  const { firstTotal, secondTotal, events } = margins;
  const all = firstTotal + secondTotal;
  const { low, high } = supportOf(margins);
  if (k < low || k > high || !Number.isInteger(k)) return -Infinity;
  if (low === high) return 0;
  const share = events / all;
  const cells = logBinomialProbability(k, firstTotal, share) + logBinomialProbability(events - k, secondTotal, share);
  return cells - logBinomialProbability(events, all, share);
}

/** The least k with P(X ≤ k) ≥ p. */
export function hypergeometricQuantile(p: number, margins: Margins): number {
  return quantile("lower", p, margins);
}

/** The least k with P(X > k) ≤ q; keeps the digits of a small q. */
export function hypergeometricUpperQuantile(q: number, margins: Margins): number {
  return quantile("upper", q, margins);
}

function quantile(side: "lower" | "upper", p: number, margins: Margins): number {
  check(0, margins);
  requireProportion(p, "hypergeometric");
  const { low, high, mean } = supportOf(margins);
  const support = { low, high, centre: mean, spread: Math.sqrt(mean) + 1 };
  return countQuantile((k) => hypergeometricTails(k, margins), support, side, p);
}

function supportOf({ firstTotal, secondTotal, events }: Margins) {
  const all = firstTotal + secondTotal;
  return {
    low: Math.max(0, events - secondTotal),
    high: Math.min(firstTotal, events),
    mean: all === 0 ? 0 : (firstTotal / all) * events,
  };
}

/** P(X = k + 1) / P(X = k). */
function stepUp(k: number, { firstTotal, secondTotal, events }: Margins): number {
  return ((firstTotal - k) / (k + 1)) * ((events - k) / (secondTotal - events + k + 1));
}

function check(k: number, { firstTotal, secondTotal, events }: Margins): void {
  requirePoint(k, "hypergeometric");
  const holds = [firstTotal, secondTotal, events].every((count) => Number.isInteger(count) && count >= 0);
  const rule = "whole numbers ≥ 0, events ≤ firstTotal + secondTotal";
  const given = [firstTotal, secondTotal, events];
  requireDomain(holds && events <= firstTotal + secondTotal, "hypergeometric", rule, given);
}
