import { studentP } from "../../inference.ts";
import type { Moments } from "../../numeric/moments.ts";
import type { Alternative } from "../../result.ts";

/** The paired t-test; `mean` of the differences in the unit of the data. */
export type DifferencesTest = {
  readonly mean: number;
  readonly standardError: number;
  readonly df: number;
  readonly t: number;
  readonly p: number;
};

/**
 * The paired t-test from the moments of at least two differences: the numbers of `runPairedT` without the rest of its result,
 * for simulations. `size` is the largest absolute value among the measurements. `null` where the differences have no variance. Source: Student (1908), Biometrika 6:1.
 */
export function testDifferences(
  { n, mean, sd }: Moments,
  size: number,
  alternative: Alternative = "two_sided",
): DifferencesTest | null {
  if (isRoundingOnly(sd, size)) return null;
  const standardError = sd / Math.sqrt(n);
  const df = n - 1;
  const t = mean / standardError;
  return { mean, standardError, df, t, p: studentP(t, df, alternative) };
}

/** Differences that are equal but for rounding of the inputs (0.3 − 0.2 against 0.2 − 0.1) have no variance. */
export function isRoundingOnly(sd: number, size: number): boolean {
  return sd <= 4 * Number.EPSILON * size;
}

/** The largest absolute value of both. */
export function largestSize(first: readonly number[], second: readonly number[]): number {
  let most = 0;
  for (const values of [first, second]) for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
