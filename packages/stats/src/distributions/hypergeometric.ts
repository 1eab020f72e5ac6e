import { logBinomialProbability } from "./binomial.ts";

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
