import { continuousQuantile } from "./continuous-quantile.ts";
import { requireDomain, requirePoint } from "./domain.ts";
import { fLogTails, sharesOf } from "./f.ts";
import { logIncompleteBeta } from "./incomplete-beta.ts";
import { noncentralChiSquareLogTails } from "./noncentral-chi-square.ts";
import { logPoissonMixture } from "./poisson-mixture.ts";
import { logNothingAbove, logNothingBelow, logTailsFrom, tailsOfLogs } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/** Degrees of freedom of the two mean squares, and the noncentrality of the first one's sum of squares. */
export type NoncentralF = { readonly df1: number; readonly df2: number; readonly ncp: number };

/**
 * Both tails of the noncentral F distribution: df1 > 0, df2 > 0 (Infinity allowed), ncp ≥ 0 as in R's pf.
 * Poisson mixture of incomplete beta functions, the smaller tail summed on its own.
 * Example: f = 4, df1 = 2, df2 = 27, ncp = 9: upper 0.6366585217.
 */
export function noncentralFTails(f: number, parameters: NoncentralF): Tails {
  return tailsOfLogs(noncentralFLogTails(f, parameters));
}

/** Logarithms of both tails, also where the tails underflow. */
export function noncentralFLogTails(f: number, { df1, df2, ncp }: NoncentralF): LogTails {
  check(df1, df2, ncp);
  requirePoint(f, "noncentral F");
  if (f <= 0) return logNothingBelow;
  if (f === Infinity) return logNothingAbove;
  if (ncp === 0) return fLogTails(f, df1, df2);
  if (df2 === Infinity) return noncentralChiSquareLogTails(f * df1, df1, ncp);
  const { x, y } = sharesOf(f, df1, df2);
  const isLower = f * df1 < df1 + ncp;
  const log = logPoissonMixture(ncp / 2, (j) => {
    const tails = logIncompleteBeta(x, y, df1 / 2 + j, df2 / 2);
    return isLower ? tails.logLower : tails.logUpper;
  });
  return logTailsFrom(isLower ? "lower" : "upper", log);
}

/** The F below which a proportion p lies. */
export function noncentralFQuantile(p: number, parameters: NoncentralF): number {
  return quantile("lower", p, parameters);
}

/** The F above which a proportion q lies; keeps the digits of a small q. */
export function noncentralFUpperQuantile(q: number, parameters: NoncentralF): number {
  return quantile("upper", q, parameters);
}

function quantile(side: "lower" | "upper", p: number, parameters: NoncentralF): number {
  const { df1, df2, ncp } = parameters;
  check(df1, df2, ncp);
  const logTails = (f: number): LogTails => noncentralFLogTails(f, parameters);
  return continuousQuantile({ name: "noncentral F", logTails, centre: 1 + ncp / df1 }, side, p);
}

function check(df1: number, df2: number, ncp: number): void {
  const holds = df1 > 0 && df1 < Infinity && df2 > 0 && ncp >= 0 && ncp < Infinity;
  requireDomain(holds, "noncentral F", "0 < df1 < ∞, df2 > 0, 0 ≤ ncp < ∞", [df1, df2, ncp]);
}
