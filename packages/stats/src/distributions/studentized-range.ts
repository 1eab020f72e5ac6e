import { continuousQuantile } from "./continuous-quantile.ts";
import { requireDomain, requirePoint } from "./domain.ts";
import { logChiDensity } from "./log-chi.ts";
import { logIntegral } from "./log-integral.ts";
import { logNormalRange } from "./normal-range.ts";
import { logNothingAbove, logNothingBelow, logTailsFrom, tailsOfLogs } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/**
 * Both tails of the studentized range of k ≥ 2 normal means (k a whole number), df > 0 (Infinity allowed), as Tukey's honestly
 * significant difference needs them. The range of k normals given the standard deviation, integrated over ln S with the
 * trapezoidal rule, each tail on its own. R's ptukey is right to 6e-2 only at 2 degrees of freedom.
 * Source: Hochberg & Tamhane (1987) ch. 3 eq. 1.7. Example: q = 3.5, k = 3, df = 10: upper 0.0771033108.
 */
export function studentizedRangeTails(q: number, k: number, df: number): Tails {
  return tailsOfLogs(studentizedRangeLogTails(q, k, df));
}

/** Logarithms of both tails, also where the tails underflow. */
export function studentizedRangeLogTails(q: number, k: number, df: number): LogTails {
  check(k, df);
  requirePoint(q, "studentized range");
  if (q <= 0) return logNothingBelow;
  if (q === Infinity) return logNothingAbove;
  // Near the median of the range of k normals; only decides which tail is computed and which is its complement.
  const side = q < 1.1 + 1.3 * Math.log(k) ? "lower" : "upper";
  if (df === Infinity) return logTailsFrom(side, logNormalRange(side, q, k));
  const density = logChiDensity(df);
  const width = Math.min(1, 1 / Math.sqrt(df));
  const log = logIntegral((u) => density(u) + logNormalRange(side, q * Math.exp(u), k), 0, width);
  return logTailsFrom(side, log);
}

/** The q below which a proportion p lies: Tukey's critical value. Example: p = 0.95, k = 3, df = 10 gives 3.87677675. */
export function studentizedRangeQuantile(p: number, k: number, df: number): number {
  return quantile("lower", p, k, df);
}

/** The q above which a proportion lies; keeps the digits of a small one. */
export function studentizedRangeUpperQuantile(p: number, k: number, df: number): number {
  return quantile("upper", p, k, df);
}

function quantile(side: "lower" | "upper", p: number, k: number, df: number): number {
  check(k, df);
  const logTails = (q: number): LogTails => studentizedRangeLogTails(q, k, df);
  return continuousQuantile({ name: "studentized range", logTails, centre: 1 + Math.log(k) }, side, p);
}

function check(k: number, df: number): void {
  const holds = Number.isInteger(k) && k >= 2 && df > 0;
  requireDomain(holds, "studentized range", "k a whole number ≥ 2, df > 0", [k, df]);
}
