import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { gammaFront, incompleteGamma, logIncompleteGamma } from "./incomplete-gamma.ts";
import { jstatGammaQuantile } from "./jstat.ts";
import { logConcaveQuantile } from "./log-concave-quantile.ts";
import { logGamma } from "./stirling.ts";
import type { LogTails, Tails } from "./tails.ts";

/** Both tails of the gamma distribution with the given shape and scale. */
export function gammaTails(x: number, shape: number, scale = 1): Tails {
  check(x, shape, scale);
  return incompleteGamma(shape, x / scale);
}

/** Logarithms of both tails, also where the tails underflow. */
export function gammaLogTails(x: number, shape: number, scale = 1): LogTails {
  check(x, shape, scale);
  return logIncompleteGamma(shape, x / scale);
}

/** Density of the gamma distribution; Infinity at zero for a shape below one. */
export function gammaDensity(x: number, shape: number, scale = 1): number {
  check(x, shape, scale);
  if (x < 0 || x === Infinity) return 0;
  if (x === 0) return shape < 1 ? Infinity : shape === 1 ? 1 / scale : 0;
  return (gammaFront(shape, x / scale) * shape) / x;
}

/** The x below which a proportion p lies. */
export function gammaQuantile(p: number, shape: number, scale = 1): number {
  requireProportion(p, "gamma");
  return quantile({ lower: p, upper: 1 - p }, shape, scale);
}

/** The x above which a proportion q lies; keeps the digits of a small q. */
export function gammaUpperQuantile(q: number, shape: number, scale = 1): number {
  requireProportion(q, "gamma");
  return quantile({ lower: 1 - q, upper: q }, shape, scale);
}

/** Newton on the log tail in ln x, from jStat's value where p lies within 0.001–0.999. */
function quantile(target: Tails, shape: number, scale: number): number {
  check(0, shape, scale);
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
  // A small shape puts nearly all mass near zero, where P(X ≤ x) = x^a / Γ(a + 1).
  if (shape < 1) return Math.min(0, (Math.log(target.lower) + logGamma(shape + 1)) / shape);
  return Math.log(shape);
}

/** Both tails of the chi-square distribution. Example: x = 3.841458820694124, df = 1: upper 0.05. */
export function chiSquareTails(x: number, df: number): Tails {
  return gammaTails(x, df / 2, 2);
}

/** Logarithms of both tails of chi-square. */
export function chiSquareLogTails(x: number, df: number): LogTails {
  return gammaLogTails(x, df / 2, 2);
}

/** P(X > x) of chi-square. */
export function chiSquareUpper(x: number, df: number): number {
  return chiSquareTails(x, df).upper;
}

/** Density of chi-square. */
export function chiSquareDensity(x: number, df: number): number {
  return gammaDensity(x, df / 2, 2);
}

/** The x below which a proportion p of chi-square lies. */
export function chiSquareQuantile(p: number, df: number): number {
  return gammaQuantile(p, df / 2, 2);
}

/** The x above which a proportion q of chi-square lies; keeps the digits of a small q. */
export function chiSquareUpperQuantile(q: number, df: number): number {
  return gammaUpperQuantile(q, df / 2, 2);
}

function check(x: number, shape: number, scale: number): void {
  requirePoint(x, "gamma");
  const holds = shape > 0 && shape < Infinity && scale > 0 && scale < Infinity;
  requireDomain(holds, "gamma", "0 < shape < ∞, 0 < scale < ∞ (df = 2 shape)", [shape, scale]);
}
