import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import { rootOfIncreasing } from "./continuous-quantile.ts";
import { logChiDensity } from "./log-chi.ts";
import { logIntegral } from "./log-integral.ts";
import { logNormalLower } from "./normal.ts";
import { tLogTails, tTails } from "./student-t.ts";
import { logTailsFrom, tailsOfLogs } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/**
 * Both tails of the noncentral t distribution, df > 0 (Infinity allowed), noncentrality ncp of either sign.
 * P(T ≤ t) = E Φ(t S − ncp) over the estimated standard deviation S, integrated in ln S: every term is positive, so that
 * either tail keeps its digits at any noncentrality, where the series of AS 243 lose theirs.
 * Source: Johnson, Kotz & Balakrishnan (1995) ch. 31. Example: t = 4, df = 3, ncp = 2: upper 0.1839499957.
 */
export function noncentralTTails(t: number, df: number, ncp: number): Tails {
  check(t, df, ncp);
  return ncp === 0 ? tTails(t, df) : tailsOfLogs(noncentralTLogTails(t, df, ncp));
}

/** Logarithms of both tails, also where the tails underflow. */
export function noncentralTLogTails(t: number, df: number, ncp: number): LogTails {
  check(t, df, ncp);
  if (ncp === 0) return tLogTails(t, df);
  const side = t < ncp ? "lower" : "upper";
  return logTailsFrom(side, logTail(side, t, df, ncp));
}

/** One tail alone: half the work of both where it is the larger one. */
export function noncentralTTail(side: "lower" | "upper", t: number, df: number, ncp: number): number {
  return noncentralTTails(t, df, ncp)[side];
}

/** The t below which a proportion p lies. */
export function noncentralTQuantile(p: number, df: number, ncp: number): number {
  return quantile("lower", p, df, ncp);
}

/** The t above which a proportion q lies; keeps the digits of a small q. */
export function noncentralTUpperQuantile(q: number, df: number, ncp: number): number {
  return quantile("upper", q, df, ncp);
}

function logTail(side: "lower" | "upper", t: number, df: number, ncp: number): number {
  const sign = side === "lower" ? 1 : -1;
  if (Math.abs(t) === Infinity) return sign * t > 0 ? 0 : -Infinity;
  if (df === Infinity || t === 0) return logNormalLower(sign * (t - ncp));
  const density = logChiDensity(df);
  return logIntegral(
    (u) => density(u) + logNormalLower(sign * (t * Math.exp(u) - ncp)),
    0,
    Math.min(1, 1 / Math.sqrt(df)),
  );
}

/** Brent on the logarithm of the smaller tail, in asinh t. */
function quantile(side: "lower" | "upper", p: number, df: number, ncp: number): number {
  check(0, df, ncp);
  requireProportion(p, "noncentral t");
  if (p === 0 || p === 1) return (p === 0) === (side === "lower") ? -Infinity : Infinity;
  const isLower = (side === "lower") === p <= 0.5;
  const target = Math.log(p <= 0.5 ? p : 1 - p);
  const excess = (u: number): number => {
    const { logLower, logUpper } = noncentralTLogTails(Math.sinh(u), df, ncp);
    return isLower ? Math.max(logLower, -1e300) - target : target - Math.max(logUpper, -1e300);
  };
  return Math.sinh(rootOfIncreasing(excess, Math.asinh(ncp)));
}

function check(t: number, df: number, ncp: number): void {
  requirePoint(t, "noncentral t");
  requireDomain(df > 0 && Math.abs(ncp) < Infinity, "noncentral t", "df > 0, |ncp| < ∞", [df, ncp]);
}
