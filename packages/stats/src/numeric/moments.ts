import { sum } from "./sum.ts";

/** Arithmetic mean in two passes, so that a large offset costs no digits. Needs at least one value. */
export function mean(values: readonly number[]): number {
  const rough = sum(values) / values.length;
  return rough + sum(values.map((value) => value - rough)) / values.length;
}

/** Sum of squared deviations from the mean, with the second-order correction of Chan, Golub & LeVeque (1983). */
export function centredSumOfSquares(values: readonly number[], centre: number = mean(values)): number {
  const deviations = values.map((value) => value - centre);
  const drift = sum(deviations);
  return sum(deviations.map((deviation) => deviation * deviation)) - (drift * drift) / values.length;
}

/** Unbiased variance (divisor n − 1). Needs at least two values. */
export function variance(values: readonly number[]): number {
  return isConstant(values) ? 0 : Math.max(0, centredSumOfSquares(values)) / (values.length - 1);
}

/** Standard deviation with divisor n − 1. Needs at least two values. Example: [1, 2, 3] has 1. */
export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

/** True when all values are the same number. */
export function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Pearson correlation of two arrays of equal length; `null` when either is constant. */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  if (isConstant(x) || isConstant(y)) return null;
  const meanX = mean(x);
  const meanY = mean(y);
  const products = x.map((value, i) => (value - meanX) * ((y[i] ?? 0) - meanY));
  const r = sum(products) / Math.sqrt(centredSumOfSquares(x, meanX)) / Math.sqrt(centredSumOfSquares(y, meanY));
  return Math.max(-1, Math.min(1, r));
}
