import { studentP } from "../../inference.ts";
import type { Moments } from "../../numeric/moments.ts";
import type { Alternative } from "../../result.ts";

/** The test of two means: difference is first minus second, in the unit of the data. */
export type MeansComparison = {
  readonly difference: number;
  readonly standardError: number;
  readonly df: number;
  readonly t: number;
  readonly p: number;
};

export type MeansComparisonOptions = {
  readonly variant?: "welch" | "pooled";
  readonly alternative?: Alternative;
};

/**
 * Welch's (default) or the pooled t-test from the moments of two groups of at least two values: the numbers of
 * `runTwoSampleT` without interval, effect sizes and checks, for simulations. `null` where neither group varies.
 * Source: Welch (1947), Biometrika 34:28; Student (1908).
 * Example: the moments of [1, 2, 3] and [3, 4, 8] give difference −3, t −1.837117, df 2.56.
 */
export function compareMeans(
  first: Moments,
  second: Moments,
  { variant = "welch", alternative = "two_sided" }: MeansComparisonOptions = {},
): MeansComparison | null {
  const difference = first.mean - second.mean;
  const v1 = (first.sd * first.sd) / first.n;
  const v2 = (second.sd * second.sd) / second.n;
  const noise = 4 * Number.EPSILON * Math.max(Math.abs(first.mean), Math.abs(second.mean));
  if (v1 + v2 <= noise * noise) return null;
  const isWelch = variant === "welch";
  const standardError = isWelch ? Math.sqrt(v1 + v2) : pooledSdOf(first, second) / groupSize(first, second);
  const df = isWelch ? welchDf(first.n, second.n, v1 / (v1 + v2)) : first.n + second.n - 2;
  const t = difference / standardError;
  return { difference, standardError, df, t, p: studentP(t, df, alternative) };
}

/** The standard deviation common to both groups. */
export function pooledSdOf(first: Moments, second: Moments): number {
  const squares = (first.n - 1) * first.sd * first.sd + (second.n - 1) * second.sd * second.sd;
  return Math.sqrt(squares / (first.n + second.n - 2));
}

/** √(n1 n2 / (n1 + n2)): what d_s is multiplied with to give t. */
export function groupSize(first: Moments, second: Moments): number {
  return Math.sqrt((first.n * second.n) / (first.n + second.n));
}

/** Welch–Satterthwaite, from the first group's share of the squared standard error, so that no square overflows. */
function welchDf(n1: number, n2: number, share: number): number {
  const rest = 1 - share;
  return 1 / ((share * share) / (n1 - 1) + (rest * rest) / (n2 - 1));
}
