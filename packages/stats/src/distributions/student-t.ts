import { betaLogitQuantile } from "./beta.ts";
import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { halfStepGammaRatio } from "./half-step-gamma-ratio.ts";
import { betaFraction, logIncompleteBeta } from "./incomplete-beta.ts";
import { normalDensity, normalLogTails, normalQuantile, normalUpper } from "./normal.ts";
import { logGamma } from "./stirling.ts";
import { logTailsFrom } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

const rootPi = Math.sqrt(Math.PI);

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
  const size = Math.abs(t);
  if (isFar(size, df)) return Math.exp(logFarTail(size, df)) * (df / size);
  const square = (size / df) * size;
  return (halfStepGammaRatio(df / 2) / Math.sqrt(Math.PI * df)) * power(square, df / 2 + 0.5);
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
  if (df >= 3 && tail >= 5e-4 && tail <= 0.4) return Math.sign(p - 0.5) * centralQuantile(tail, df);
  const u = betaLogitQuantile({ lower: 2 * tail, upper: 1 - 2 * tail }, df / 2, 0.5);
  return Math.sign(p - 0.5) * Math.sqrt(df) * Math.exp(-u / 2);
}

/** The t above which a proportion q lies; keeps the digits of a small q. */
export function tUpperQuantile(q: number, df: number): number {
  return -tQuantile(q, df);
}

/**
 * The t > 0 above which a proportion of 0.0005 to 0.4 lies, df ≥ 3: Halley's steps from the Cornish–Fisher expansion, which is
 * right to 2e-2 or better there. Source: Abramowitz & Stegun (1964) 26.7.5.
 */
function centralQuantile(tail: number, df: number): number {
  const z = -normalQuantile(tail);
  const square = z * z;
  const first = (square + 1) / 4;
  const second = ((5 * square + 16) * square + 3) / 96;
  const third = (((3 * square + 19) * square + 17) * square - 15) / 384;
  let t = z * (1 + (first + (second + third / df) / df) / df);
  for (let iteration = 0; iteration < 20; iteration += 1) {
    const newton = (smallTail(t, df) - tail) / tDensity(t, df);
    t += newton / (1 - (newton * (df + 1) * t) / (2 * (df + t * t)));
    // The error that is left is of the order of the cube of the step.
    if (Math.abs(newton) < 1e-6 * t) break;
  }
  return t;
}

/** P(T > t) for t ≥ 0. */
function smallTail(t: number, df: number): number {
  check(t, df);
  if (df === Infinity) return normalUpper(t);
  if (isFar(t, df)) return Math.exp(logFarTail(t, df));
  const { x, y } = sharesOf(t, df);
  const a = df / 2;
  // x^a y^½ / B(a, ½)
  const front = (halfStepGammaRatio(a) / rootPi) * power(y / x, a) * Math.sqrt(y);
  // The fraction for P(T > t) converges where y is beyond 1.5 / (a + 2.5), the one for P(|T| < t) below.
  if (y * (a + 2.5) < 1.5) return 0.5 - 0.5 * front * betaFraction(y, x, 0.5, a);
  return 0.5 * front * betaFraction(x, y, a, 0.5);
}

/** (1 + square)^−a. */
function power(square: number, a: number): number {
  return Math.exp(-a * Math.log1p(square));
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
