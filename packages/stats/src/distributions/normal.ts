import { requirePoint, requireProportion } from "./domain.ts";
import { jstatNormal } from "./jstat.ts";
import { logConcaveQuantile } from "./log-concave-quantile.ts";
import { millsRatio } from "./mills-ratio.ts";
import type { LogTails, Tails } from "./tails.ts";

const logRootTwoPi = 0.5 * Math.log(2 * Math.PI);
const rootTwoPi = Math.sqrt(2 * Math.PI);

/** Both tails of the standard normal distribution. Example: z = −1.959963984540054: lower 0.025. */
export function normalTails(z: number): Tails {
  const small = smallTail(Math.abs(z));
  return z <= 0 ? { lower: small, upper: 1 - small } : { lower: 1 - small, upper: small };
}

/** Logarithms of both tails. Example: z = −40: logLower −804.6084420137538. */
export function normalLogTails(z: number): LogTails {
  requirePoint(z, "normal");
  return { logLower: logNormalLower(z), logUpper: logNormalLower(-z) };
}

/** P(Z ≤ z). */
export function normalLower(z: number): number {
  const small = smallTail(Math.abs(z));
  return z <= 0 ? small : 1 - small;
}

/** P(Z > z). */
export function normalUpper(z: number): number {
  return normalLower(-z);
}

/** ln P(Z ≤ z), right down to z = −1e154. */
export function logNormalLower(z: number): number {
  // Plus zero, lest ln 1 print as −0.
  if (z > 0) return Math.log1p(-smallTail(z)) + 0;
  if (z > -1) return Math.log(smallTail(-z));
  return z === -Infinity ? -Infinity : Math.log(millsRatio(-z)) - (z * z) / 2 - logRootTwoPi;
}

/** Two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * smallTail(Math.abs(z)));
}

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return expMinusHalfSquare(z) / rootTwoPi;
}

/** ln of the density. */
export function logNormalDensity(z: number): number {
  return -(z * z) / 2 - logRootTwoPi;
}

/** The z below which a proportion p lies, 0 ≤ p ≤ 1. Example: p = 0.975 gives 1.959963984540054. */
export function normalQuantile(p: number): number {
  requireProportion(p, "normal");
  if (p === 0.5) return 0;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p >= 0.001 && p <= 0.999) return jstatNormal.quantile(p);
  return p < 0.5 ? farQuantile(p) : -farQuantile(1 - p);
}

/** The z above which a proportion q lies; keeps the digits of a small q. */
export function normalUpperQuantile(q: number): number {
  return -normalQuantile(q);
}

/** Q(z), z ≥ 0. jStat is exact to the last digits within one standard deviation and loses them by cancellation beyond. */
function smallTail(z: number): number {
  requirePoint(z, "normal");
  if (z <= 1) return jstatNormal.lower(-z);
  return z > 40 ? 0 : (expMinusHalfSquare(z) / rootTwoPi) * millsRatio(z);
}

/** e^(−z²/2) with the rounding error of z² put back; it would be multiplied by z²/2. */
function expMinusHalfSquare(z: number): number {
  if (Math.abs(z) > 40) return 0;
  const head = Math.trunc(z * 16) / 16;
  return Math.exp((-head * head) / 2) * Math.exp((-(z - head) * (z + head)) / 2);
}

function farQuantile(p: number): number {
  const start = -Math.sqrt(-2 * Math.log(p)) + 1;
  return logConcaveQuantile({ tails: normalTails, density: normalDensity, start }, { lower: p, upper: 1 - p });
}
