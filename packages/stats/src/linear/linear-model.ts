import { sum } from "../numeric/sum.ts";
import {
  columnMajor,
  contrastLength,
  factorize,
  leastSquaresWorkspace,
  solveLeastSquares,
  solveUpperTransposed,
  thinQ,
  upperColumns,
} from "./householder-qr.ts";

/** Estimators of the covariance of the coefficients: σ²(XᵀX)⁻¹, or a sandwich with e²/(1 − h) or e²/(1 − h)². */
export type CovarianceEstimator = "classical" | "hc2" | "hc3";

/** A least-squares fit. Contrasts of its coefficients carry every covariance estimator. */
export type LinearFit = {
  readonly coefficients: readonly number[];
  readonly residuals: readonly number[];
  readonly leverages: readonly number[];
  readonly residualSumOfSquares: number;
  readonly df: number;
  readonly residualSd: number;
  /** cᵀβ. */
  readonly contrast: (c: readonly number[]) => number;
  /** Standard error of cᵀβ under equal variances. */
  readonly standardError: (c: readonly number[]) => number;
  /** Heteroscedasticity-consistent standard error of cᵀβ; `null` where an observation has leverage one and there is none. */
  readonly robustStandardError: (c: readonly number[], estimator: "hc2" | "hc3") => number | null;
};

/**
 * Least squares by Householder QR. `columns` are the design matrix, each of the length of `y`, more rows than columns.
 * Gives the index of the first column that depends on those before it instead of a fit where there is one.
 * Sources: Golub & Van Loan (2013); MacKinnon & White (1985), J Econometrics 29:305 (HC2, HC3).
 */
export function fitLinearModel(
  columns: readonly Float64Array[],
  y: readonly number[],
): LinearFit | { readonly dependentColumn: number } {
  const workspace = leastSquaresWorkspace(y.length, columns.length);
  const design = columnMajor(columns);
  const dependentColumn = factorize(design, workspace);
  if (dependentColumn >= 0) return { dependentColumn };
  const residualSumOfSquares = solveLeastSquares(design, y, workspace);
  const coefficients = Array.from(workspace.coefficients);
  const residuals = Array.from(workspace.residuals);
  const q = thinQ(workspace);
  const r = upperColumns(workspace);
  const leverages = leveragesOf(q, y.length);
  const df = y.length - columns.length;
  const residualSd = Math.sqrt(residualSumOfSquares / df);
  const standardError = (c: readonly number[]): number => residualSd * contrastLength(workspace, c);
  const robustStandardError = (c: readonly number[], estimator: "hc2" | "hc3"): number | null => {
    const half = solveUpperTransposed(r, c);
    if (leverages.some((leverage) => leverage > 1 - 1e-10)) return null;
    const power = estimator === "hc2" ? 1 : 2;
    const influences = combine(q, half, y.length);
    const terms = residuals.map(
      (residual, i) => ((influences[i] ?? 0) * residual) ** 2 / (1 - (leverages[i] ?? 0)) ** power,
    );
    return Math.sqrt(sum(terms));
  };
  const contrast = (c: readonly number[]): number => sum(c.map((value, j) => value * (coefficients[j] ?? 0)));
  return {
    coefficients,
    residuals,
    leverages,
    residualSumOfSquares,
    df,
    residualSd,
    contrast,
    standardError,
    robustStandardError,
  };
}

/** Squared lengths of the rows of Q, at most 1. */
function leveragesOf(q: readonly Float64Array[], rows: number): number[] {
  const leverages = new Array<number>(rows).fill(0);
  for (const column of q)
    for (let i = 0; i < rows; i += 1) leverages[i] = (leverages[i] ?? 0) + (column[i] ?? 0) * (column[i] ?? 0);
  return leverages.map((leverage) => Math.min(1, leverage));
}

/** Σ weight × column. */
function combine(columns: readonly Float64Array[], weights: readonly number[], rows: number): Float64Array {
  const total = new Float64Array(rows);
  for (const [j, column] of columns.entries()) {
    const weight = weights[j] ?? 0;
    for (let i = 0; i < rows; i += 1) total[i] = (total[i] ?? 0) + (column[i] ?? 0) * weight;
  }
  return total;
}
