import { logPoissonProbability } from "./poisson.ts";

/**
 * ln Σ_j P(J = j) e^{logTail(j)} over a Poisson count J with the given mean > 0: a tail of a noncentral distribution.
 * Summed outwards from the largest term, which for a far tail lies far from the Poisson mode; all terms are positive, so
 * that nothing cancels. The terms must rise to one maximum and fall (they are log-concave for chi-square and F).
 * Source: Patnaik (1949), Biometrika 36:202, summed as in Benton & Krishnamoorthy (2003), CSDA 43:249.
 */
export function logPoissonMixture(mean: number, logTail: (j: number) => number): number {
  const logTerm = (j: number): number => {
    const tail = logTail(j);
    return tail === -Infinity ? -Infinity : logPoissonProbability(j, mean) + tail;
  };
  const mode = largestTerm(logTerm, Math.floor(mean), Math.ceil(Math.sqrt(mean)) + 1);
  const peak = logTerm(mode);
  if (peak === -Infinity) return -Infinity;
  let total = 1;
  for (let j = mode + 1; ; j += 1) {
    const term = Math.exp(logTerm(j) - peak);
    total += term;
    if (term < negligible) break;
  }
  for (let j = mode - 1; j >= 0; j -= 1) {
    const term = Math.exp(logTerm(j) - peak);
    total += term;
    if (term < negligible) break;
  }
  return peak + Math.log(total);
}

/** Beside the largest term; the terms beyond fall at least geometrically, with a ratio that is far from one by then. */
const negligible = 1e-20;

/** The whole number j ≥ 0 where a function that rises and then falls is largest. */
function largestTerm(f: (j: number) => number, start: number, stride: number): number {
  let at = start;
  let value = f(at);
  let step = stride;
  while (step >= 1) {
    const up = f(at + step);
    if (up > value) {
      at += step;
      value = up;
      step *= 2;
      continue;
    }
    const down = at - step >= 0 ? f(at - step) : -Infinity;
    if (down > value) {
      at -= step;
      value = down;
      step *= 2;
      continue;
    }
    if (value === -Infinity && at > 0) {
      at = Math.floor(at / 2);
      value = f(at);
      continue;
    }
    step = Math.floor(step / 2);
  }
  return at;
}
