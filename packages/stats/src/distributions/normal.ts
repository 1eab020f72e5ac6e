import { incompleteGamma } from "./incomplete-gamma.ts";
import { jstatNormal } from "./jstat.ts";
import { logConcaveQuantile } from "./log-concave-quantile.ts";
import type { Tails } from "./tails.ts";

/** Both tails of the standard normal distribution. Example: z = −1.959963984540054: lower 0.025. */
export function normalTails(z: number): Tails {
  const small = smallTail(Math.abs(z));
  return z <= 0 ? { lower: small, upper: 1 - small } : { lower: 1 - small, upper: small };
}

/** P(Z ≤ z). */
export function normalLower(z: number): number {
  return normalTails(z).lower;
}

/** P(Z > z). */
export function normalUpper(z: number): number {
  return normalTails(z).upper;
}

/** Two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * smallTail(Math.abs(z)));
}

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The z below which a proportion p lies, 0 ≤ p ≤ 1. Example: p = 0.975 gives 1.959963984540054. */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p >= 0.001 && p <= 0.999) return jstatNormal.quantile(p);
  return p < 0.5 ? farQuantile(p) : -farQuantile(1 - p);
}

/** The z above which a proportion q lies; keeps the digits of a small q. */
export function normalUpperQuantile(q: number): number {
  return -normalQuantile(q);
}

/** jStat is exact to 1e-15 down to tails of about 1e-3 and loses digits by cancellation beyond. */
function smallTail(z: number): number {
  if (z <= 2) return jstatNormal.lower(-z);
  return incompleteGamma(0.5, (z * z) / 2).upper / 2;
}

function farQuantile(p: number): number {
  const start = -Math.sqrt(-2 * Math.log(p)) + 1;
  return logConcaveQuantile({ tails: normalTails, density: normalDensity, start }, { lower: p, upper: 1 - p });
}
