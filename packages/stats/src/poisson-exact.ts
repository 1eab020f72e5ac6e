import { gammaQuantile, gammaUpperQuantile } from "./distributions/gamma.ts";
import { logPoissonProbability, poissonLogTails } from "./distributions/poisson.ts";
import type { Alternative } from "./result.ts";

/** R's relative fuzz against rounding when probabilities are compared, in the logarithm. */
const fuzz = Math.log1p(1e-7);

/**
 * Exact p of a Poisson count against its expected value > 0: one tail, or all counts no more likely than the one seen.
 * Compared and summed in logarithms, so that a p as small as a double can hold keeps its digits. Source: R poisson.test.
 */
export function poissonExactP(events: number, expected: number, alternative: Alternative): number {
  if (alternative === "less") return Math.exp(poissonLogTails(events, expected).logLower);
  if (alternative === "greater") return upperTail(events, expected);
  if (events === expected) return 1;
  const limit = logPoissonProbability(events, expected) + fuzz;
  if (events < expected) {
    const far = firstAbove(expected, (count) => logPoissonProbability(count, expected) <= limit);
    return Math.min(1, Math.exp(poissonLogTails(events, expected).logLower) + upperTail(far, expected));
  }
  const near = lastBelow(expected, (count) => logPoissonProbability(count, expected) <= limit);
  return Math.min(1, Math.exp(poissonLogTails(near, expected).logLower) + upperTail(events, expected));
}

/** Limits of the expected count; `tail` outside each. Garwood (1936), Biometrika 28:437. */
export function poissonLimits(events: number, tail: number): { readonly lower: number; readonly upper: number } {
  return { lower: events === 0 ? 0 : gammaQuantile(tail, events), upper: gammaUpperQuantile(tail, events + 1) };
}

/** P(X ≥ count). */
function upperTail(count: number, expected: number): number {
  return count <= 0 ? 1 : Math.exp(poissonLogTails(count - 1, expected).logUpper);
}

/** The first whole number from the mean on for which a condition holds that is false and then true. */
function firstAbove(expected: number, holds: (count: number) => boolean): number {
  const start = Math.ceil(expected);
  let step = 1;
  while (!holds(start + step)) step *= 2;
  return bisect(start - 1, start + step, holds);
}

/** The last whole number up to the mean for which a condition holds that is true and then false; −1 when none. */
function lastBelow(expected: number, holds: (count: number) => boolean): number {
  return bisect(-1, Math.floor(expected) + 1, (count) => !holds(count)) - 1;
}

/** The first whole number above `low`, at most `high`, for which a monotone condition holds. */
function bisect(low: number, high: number, holds: (count: number) => boolean): number {
  let from = low;
  let to = high;
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle;
  }
  return to;
}
