import { betaLogitQuantile } from "./beta.ts";
import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { betaFront, incompleteBeta, logIncompleteBeta } from "./incomplete-beta.ts";
import { normalDensity, normalLogTails, normalQuantile, normalUpper } from "./normal.ts";
import { logGamma } from "./stirling.ts";
import { logTailsFrom } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/** Both tails of Student's t, df > 0 (Infinity allowed), evaluated from the small side. Example: t = 2.093024054408263, df = 19: upper 0.025. */
export function tTails(t: number, df: number): Tails {
  const small = smallTail(Math.abs(t), df);
  return t <= 0 ? { lower: small, upper: 1 - small } : { lower: 1 - small, upper: small };
}

/** Logarithms of both tails, also where the tails underflow. Example: t = 1e200, df = 5: logUpper −2300.3348367582. */
export function tLogTails(t: number, df: number): LogTails {
  check(t, df);
  if (df === Infinity) return normalLogTails(t);
  const side = t <= 0 ? "lower" : "upper";
  const size = Math.abs(t);
  if (isFar(size, df)) return logTailsFrom(side, logFarTail(size, df));
  const { x, y } = sharesOf(size, df);
  return logTailsFrom(side, logIncompleteBeta(x, y, df / 2, 0.5).logLower - Math.LN2);
}

/** Two-sided p-value of a t statistic. */
export function tTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * smallTail(Math.abs(t), df));
}

/** Density of Student's t. Example: t = 0, df = 1 gives 0.3183098861837907. */
export function tDensity(t: number, df: number): number {
  check(t, df);
  if (df === Infinity) return normalDensity(t);
  // At a ratio below 1e-100 the density is the one at zero, and t² would underflow.
  const at = Math.max(Math.abs(t), 1e-100 * Math.sqrt(df));
  const { x, y } = sharesOf(at, df);
  return x === 0 ? 0 : betaFront(x, y, df / 2, 0.5) / at;
}

/** The t below which a proportion p lies. Example: p = 0.975, df = 19 gives 2.093024054408263. */
export function tQuantile(p: number, df: number): number {
  requireProportion(p, "t");
  check(0, df);
  if (p === 0.5) return 0;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (df === Infinity) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  const u = betaLogitQuantile({ lower: 2 * tail, upper: 1 - 2 * tail }, df / 2, 0.5);
  return Math.sign(p - 0.5) * Math.sqrt(df) * Math.exp(-u / 2);
}

/** The t above which a proportion q lies; keeps the digits of a small q. */
export function tUpperQuantile(q: number, df: number): number {
  return -tQuantile(q, df);
}

/** P(T > t) for t ≥ 0. */
function smallTail(t: number, df: number): number {
  check(t, df);
  if (df === Infinity) return normalUpper(t);
  if (isFar(t, df)) return Math.exp(logFarTail(t, df));
  const { x, y } = sharesOf(t, df);
  return incompleteBeta(x, y, df / 2, 0.5).lower / 2;
}

/** df / (df + t²) and its complement. */
function sharesOf(t: number, df: number): { readonly x: number; readonly y: number } {
  const square = (t / df) * t;
  return { x: 1 / (1 + square), y: square / (1 + square) };
}

/** Where df is nothing beside t², and t² may overflow. */
function isFar(t: number, df: number): boolean {
  return t > 1e9 * Math.sqrt(df);
}

/** ln P(T > t) by the first term of the incomplete beta series, x^a / (2 a B(a, ½)) with x = df / t² below 1e-18. */
function logFarTail(t: number, df: number): number {
  const a = df / 2;
  const logBeta = logGamma(a) + logGamma(0.5) - logGamma(a + 0.5);
  return -df * (Math.log(t) - 0.5 * Math.log(df)) - Math.log(df) - logBeta;
}

function check(t: number, df: number): void {
  requirePoint(t, "t");
  requireDomain(df > 0, "t", "df > 0", [df]);
}
