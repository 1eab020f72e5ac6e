import { sum, sumOfDeviations, sumOfSquaredDeviations } from "./sum.ts";

/** Number, mean, and standard deviation (divisor n − 1; 0 for values that are all equal) of some values. */
export type Moments = { readonly n: number; readonly mean: number; readonly sd: number };

/**
 * Moments of the values from index `from` up to but not including `to`, at least two of them. Works without allocation, so
 * that simulations run through the very code of the methods.
 */
export function momentsOf(values: ArrayLike<number>, from = 0, to = values.length): Moments {
  const centre = meanOf(values, from, to);
  return { n: to - from, mean: centre, sd: Math.sqrt(varianceOf(values, centre, from, to)) };
}

/** Arithmetic mean in two passes, so that a large offset costs no digits. Needs at least one value. */
export function mean(values: ArrayLike<number>): number {
  return meanOf(values, 0, values.length);
}

/** Sum of squared deviations from the mean, with the second-order correction of Chan, Golub & LeVeque (1983). */
export function centredSumOfSquares(values: ArrayLike<number>, centre: number = mean(values)): number {
  return sumOfSquaresAbout(values, centre, 0, values.length);
}

/** Unbiased variance (divisor n − 1). Needs at least two values. */
export function variance(values: ArrayLike<number>): number {
  return varianceOf(values, mean(values), 0, values.length);
}

/** Standard deviation with divisor n − 1. Needs at least two values. Example: [1, 2, 3] has 1. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

function meanOf(values: ArrayLike<number>, from: number, to: number): number {
  const n = to - from;
  const rough = sumOfDeviations(values, 0, from, to) / n;
  return rough + sumOfDeviations(values, rough, from, to) / n;
}

function sumOfSquaresAbout(values: ArrayLike<number>, centre: number, from: number, to: number): number {
  const drift = sumOfDeviations(values, centre, from, to);
  return sumOfSquaredDeviations(values, centre, from, to) - (drift * drift) / (to - from);
}

/** The index of the first value that is not the one at `from`, or `to`. */
function firstDifferent(values: ArrayLike<number>, from: number, to: number): number {
  let i = from + 1;
  while (i < to && values[i] === values[from]) i += 1;
  return i;
}

function varianceOf(values: ArrayLike<number>, centre: number, from: number, to: number): number {
  return firstDifferent(values, from, to) >= to
    ? 0
    : Math.max(0, sumOfSquaresAbout(values, centre, from, to)) / (to - from - 1);
}

/** True when all values are the same number. */
export function isConstant(values: ArrayLike<number>): boolean {
  return firstDifferent(values, 0, values.length) >= values.length;
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
