import { continuousQuantile } from "./continuous-quantile.ts";
import { requireDomain, requirePoint } from "./domain.ts";
import { chiSquareLogTails } from "./gamma.ts";
import { logIncompleteGamma } from "./incomplete-gamma.ts";
import { logPoissonMixture } from "./poisson-mixture.ts";
import { logNothingAbove, logNothingBelow, logTailsFrom, tailsOfLogs } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/**
 * Both tails of the noncentral chi-square distribution, df > 0, noncentrality ncp ≥ 0 (the sum of squared means of unit
 * normals). Poisson mixture of central tails, the smaller tail summed on its own.
 * Example: x = 3.841458820694124, df = 1, ncp = 7.848862: upper 0.8.
 */
export function noncentralChiSquareTails(x: number, df: number, ncp: number): Tails {
  return tailsOfLogs(noncentralChiSquareLogTails(x, df, ncp));
}

/** Logarithms of both tails, also where the tails underflow. */
export function noncentralChiSquareLogTails(x: number, df: number, ncp: number): LogTails {
  check(df, ncp);
  requirePoint(x, "noncentral chi-square");
  if (x <= 0) return logNothingBelow;
  if (x === Infinity) return logNothingAbove;
  if (ncp === 0) return chiSquareLogTails(x, df);
  const isLower = x < df + ncp;
  const log = logPoissonMixture(ncp / 2, (j) => {
    const tails = logIncompleteGamma(df / 2 + j, x / 2);
    return isLower ? tails.logLower : tails.logUpper;
  });
  return logTailsFrom(isLower ? "lower" : "upper", log);
}

/** The x below which a proportion p lies. */
export function noncentralChiSquareQuantile(p: number, df: number, ncp: number): number {
  return quantile("lower", p, df, ncp);
}

/** The x above which a proportion q lies; keeps the digits of a small q. */
export function noncentralChiSquareUpperQuantile(q: number, df: number, ncp: number): number {
  return quantile("upper", q, df, ncp);
}

function quantile(side: "lower" | "upper", p: number, df: number, ncp: number): number {
  check(df, ncp);
  const logTails = (x: number): LogTails => noncentralChiSquareLogTails(x, df, ncp);
  return continuousQuantile({ name: "noncentral chi-square", logTails, centre: df + ncp }, side, p);
}

function check(df: number, ncp: number): void {
  const holds = df > 0 && df < Infinity && ncp >= 0 && ncp < Infinity;
  requireDomain(holds, "noncentral chi-square", "0 < df < ∞, 0 ≤ ncp < ∞", [df, ncp]);
}
