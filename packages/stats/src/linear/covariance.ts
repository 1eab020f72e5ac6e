import type { DoubleDoubles } from "../numeric/double-double.ts";

/**
 * Estimators of the covariance of coefficients: from the model; sandwiches with e², e²n/(n − p), e²/(1 − h), e²/(1 − h)²; and
 * sandwiches of the sums of clusters, plain, times G/(G − 1), and times G/(G − 1) · (n − 1)/(n − p).
 */
export type CovarianceKey = "model" | "hc0" | "hc1" | "hc2" | "hc3" | "cr0" | "cr1" | "cr1s";

/** What a fit gives to every estimator, in the coordinates of an orthonormal basis of its columns. */
export type CovarianceInput = {
  readonly q: readonly DoubleDoubles[];
  /** The row's score is its row of Q times this: y − fitted for least squares and for canonical links. */
  readonly errors: Float64Array;
  readonly leverages: Float64Array;
  /** Inverse information in these coordinates, without the dispersion; `null` is the identity (least squares). */
  readonly bread: readonly (readonly number[])[] | null;
  readonly dispersion: number;
  /** The cluster of each row, counted from 0, and their number. */
  readonly clusters: Clusters | null;
};

export type Clusters = { readonly of: Int32Array; readonly count: number };

export type CovarianceEstimator = {
  readonly needsClusters: boolean;
  /** Undefined where a row has leverage one. */
  readonly needsLeverage: boolean;
  /** Rows of the meat weighted by this, times the factor; `null` for the model's own covariance. */
  readonly weight: ((leverage: number) => number) | null;
  readonly factor: (n: number, p: number, clusters: number) => number;
};

const one = (): number => 1;
const ofRows = { needsClusters: false, needsLeverage: false, weight: one, factor: one } as const;
const ofClusters = { needsClusters: true, needsLeverage: false, weight: one, factor: one } as const;

/** Sources: MacKinnon & White (1985), J Econometrics 29:305 (HC1 to HC3); Liang & Zeger (1986), Biometrika 73:13 (CR0). */
export const covarianceEstimators: Readonly<Record<CovarianceKey, CovarianceEstimator>> = {
  model: { ...ofRows, weight: null },
  hc0: ofRows,
  hc1: { ...ofRows, factor: (n, p) => n / (n - p) },
  hc2: { ...ofRows, needsLeverage: true, weight: (h) => 1 / (1 - h) },
  hc3: { ...ofRows, needsLeverage: true, weight: (h) => 1 / (1 - h) ** 2 },
  cr0: ofClusters,
  cr1: { ...ofClusters, factor: (_n, _p, clusters) => clusters / (clusters - 1) },
  cr1s: { ...ofClusters, factor: (n, p, clusters) => ((clusters / (clusters - 1)) * (n - 1)) / (n - p) },
};

/** Above this a row determines a coefficient alone and e²/(1 − h) is 0/0. */
const leverageOfOne = 1 - 1e-10;

/** The first row (from 0) for which the estimator is undefined, or −1. */
export function rowOfLeverageOne(key: CovarianceKey, leverages: Float64Array): number {
  return covarianceEstimators[key].needsLeverage ? leverages.findIndex((h) => h > leverageOfOne) : -1;
}

/** The covariance in the coordinates of the basis: bread × meat × bread. */
export function covarianceOf(key: CovarianceKey, input: CovarianceInput): number[][] {
  const { weight, factor, needsClusters } = covarianceEstimators[key];
  const { q, errors, leverages, clusters } = input;
  const p = q.length;
  const bread = input.bread ?? q.map((_, i) => q.map((_column, j) => (i === j ? 1 : 0)));
  if (weight === null) return bread.map((row) => row.map((value) => value * input.dispersion));
  const scores = q.map(({ high }) => high.map((value, i) => value * (errors[i] ?? 0) * Math.sqrt(weight(leverages[i] ?? 0)))); // prettier-ignore
  const summed = needsClusters && clusters !== null ? scores.map((column) => sumsOf(column, clusters)) : scores;
  const scale = factor(errors.length, p, clusters?.count ?? 0);
  const meat = summed.map((a) => summed.map((b) => scale * dot(a, b)));
  return multiply(multiply(bread, meat), bread);
}

/** A sum below this part of the sizes of its terms is their rounding. */
const roundingOfSums = 1e-13;

/**
 * √(cᵀVc) for a linear function given by its coordinates in the same basis; zero where the terms cancel to their rounding, as when
 * the residuals of every cluster, or of one group, sum to nothing.
 */
export function standardErrorOf(covariance: readonly (readonly number[])[], coordinates: readonly number[]): number {
  let variance = 0;
  let size = 0;
  for (const [i, row] of covariance.entries()) {
    const factor = coordinates[i] ?? 0;
    if (factor === 0) continue;
    for (let j = 0; j < row.length; j += 1) {
      const term = factor * (row[j] ?? 0) * (coordinates[j] ?? 0);
      variance += term;
      size += Math.abs(term);
    }
  }
  return variance > roundingOfSums * size ? Math.sqrt(variance) : 0;
}

/** Numbers the clusters of the rows from 0, in the order in which they are met. */
export function clustersOf(values: readonly (string | number)[]): Clusters {
  const numbers = new Map<string | number, number>();
  const of = Int32Array.from(values, (value) => {
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  });
  return { of, count: numbers.size };
}

function sumsOf(column: Float64Array, { of, count }: Clusters): Float64Array {
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (let i = 0; i < column.length; i += 1) {
    const cluster = of[i] ?? 0;
    sums[cluster] = (sums[cluster] ?? 0) + (column[i] ?? 0);
    sizes[cluster] = (sizes[cluster] ?? 0) + Math.abs(column[i] ?? 0);
  }
  return sums.map((value, c) => (Math.abs(value) > roundingOfSums * (sizes[c] ?? 0) ? value : 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}

function multiply(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => row.map((_, j) => row.reduce((total, value, k) => total + value * (b[k]?.[j] ?? 0), 0)));
}
