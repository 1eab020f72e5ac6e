import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { betaFront, incompleteBeta, logIncompleteBeta } from "./incomplete-beta.ts";
import { logConcaveQuantile } from "./log-concave-quantile.ts";
import { swapTails } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/** Both tails of the beta distribution at x. */
export function betaTails(x: number, a: number, b: number): Tails {
  check(x, a, b);
  return incompleteBeta(x, 1 - x, a, b);
}

/** Logarithms of both tails, also where the tails underflow. */
export function betaLogTails(x: number, a: number, b: number): LogTails {
  check(x, a, b);
  return logIncompleteBeta(x, 1 - x, a, b);
}

/** Density of the beta distribution; Infinity at an end where the parameter of that end is below one. */
export function betaDensity(x: number, a: number, b: number): number {
  check(x, a, b);
  if (x < 0 || x > 1) return 0;
  if (x === 0) return a < 1 ? Infinity : a === 1 ? b : 0;
  if (x === 1) return b < 1 ? Infinity : b === 1 ? a : 0;
  return betaFront(x, 1 - x, a, b) / x / (1 - x);
}

/** The x below which a proportion p of Beta(a, b) lies. Example: p = 0.5, a = 2, b = 2 gives 0.5. */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProportion(p, "beta");
  return quantile({ lower: p, upper: 1 - p }, a, b);
}

/** The x above which a proportion q of Beta(a, b) lies; keeps the digits of a small q. */
export function betaUpperQuantile(q: number, a: number, b: number): number {
  requireProportion(q, "beta");
  return quantile({ lower: 1 - q, upper: q }, a, b);
}

function quantile(target: Tails, a: number, b: number): number {
  check(0, a, b);
  if (target.lower <= 0) return 0;
  if (target.upper <= 0) return 1;
  return 1 / (1 + Math.exp(-betaLogitQuantile(target, a, b)));
}

/** ln(x / (1 − x)) of the point with the given tails: neither end of the interval loses digits. */
export function betaLogitQuantile(target: Tails, a: number, b: number): number {
  // The logit is solved on the side where it is negative or small, so that e^u keeps its digits.
  if (a > b) return -betaLogitQuantile(swapTails(target), b, a);
  const x = (u: number): number => 1 / (1 + Math.exp(-u));
  return logConcaveQuantile(
    {
      tails: (u) => incompleteBeta(x(u), x(-u), a, b),
      density: (u) => betaFront(x(u), x(-u), a, b),
      start: Math.log(a / b),
    },
    target,
  );
}

function check(x: number, a: number, b: number): void {
  requirePoint(x, "beta");
  requireDomain(a > 0 && a < Infinity && b > 0 && b < Infinity, "beta", "0 < a < ∞, 0 < b < ∞", [a, b]);
}
