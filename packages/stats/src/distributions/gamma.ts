import { gammaFront, incompleteGamma } from "./incomplete-gamma.ts";
import { jstatGammaQuantile } from "./jstat.ts";
import { logConcaveQuantile } from "./log-concave-quantile.ts";
import type { Tails } from "./tails.ts";

/** Both tails of the gamma distribution with the given shape and scale. */
export function gammaTails(x: number, shape: number, scale = 1): Tails {
  return incompleteGamma(shape, x / scale);
}

/** The x with the given tails. Newton on the log tail in ln x, from jStat's value where p lies within 0.001–0.999. */
export function gammaQuantile(target: Tails, shape: number, scale = 1): number {
  if (target.lower <= 0) return 0;
  if (target.upper <= 0) return Infinity;
  const u = logConcaveQuantile(
    {
      tails: (at) => incompleteGamma(shape, Math.exp(at)),
      density: (at) => gammaFront(shape, Math.exp(at)) * shape,
      start: startOf(target, shape),
    },
    target,
  );
  return Math.exp(u) * scale;
}

function startOf(target: Tails, shape: number): number {
  if (shape >= 0.1 && shape <= 100 && target.lower >= 0.001 && target.upper >= 0.001) {
    const start = Math.log(jstatGammaQuantile(target.lower, shape));
    if (Number.isFinite(start)) return start;
  }
  return Math.log(shape);
}

/** Both tails of the chi-square distribution. Example: x = 3.841458820694124, df = 1: upper 0.05. */
export function chiSquareTails(x: number, df: number): Tails {
  return gammaTails(x, df / 2, 2);
}

/** P(X > x) of chi-square. */
export function chiSquareUpper(x: number, df: number): number {
  return chiSquareTails(x, df).upper;
}

/** The x below which a proportion p of chi-square lies. */
export function chiSquareQuantile(p: number, df: number): number {
  return gammaQuantile({ lower: p, upper: 1 - p }, df / 2, 2);
}

/** P(X ≤ k) and P(X > k) of a Poisson variable. */
export function poissonTails(k: number, meanCount: number): Tails {
  if (k < 0) return { lower: 0, upper: 1 };
  const { lower, upper } = incompleteGamma(Math.floor(k) + 1, meanCount);
  return { lower: upper, upper: lower };
}
