import { addDoubleDouble, dotDoubleDouble, multiplyDoubleDouble } from "../numeric/double-double.ts";
import type { DoubleDouble, DoubleDoubles } from "../numeric/double-double.ts";
import { coordinatesOf, orthonormalBasis, project } from "./orthonormal-basis.ts";
import type { OrthonormalBasis } from "./orthonormal-basis.ts";

/** A least-squares fit to double precision, whatever the condition of the design. */
export type LeastSquares = {
  readonly basis: OrthonormalBasis;
  readonly coefficients: readonly number[];
  /** Qᵀy. */
  readonly coordinates: readonly number[];
  readonly residuals: Float64Array;
  readonly df: number;
  readonly residualSumOfSquares: number;
  /** About the mean with an intercept in the first column, about zero without. */
  readonly totalSumOfSquares: number;
  readonly rSquared: number;
  readonly residualSd: number;
  /** True when what is left is no more than the rounding of the data; residuals are then zero. */
  readonly isPerfect: boolean;
};

/** What is left of y below this part of the sizes that cancelled is rounding of y and of the columns. */
const roundingOfData = 1e-15;

/**
 * Least squares in double-double. Columns and response have equal length n, with more rows than columns.
 * Source: Björck (1967), BIT 7:1; the sums of squares are those of the orthogonal parts, never differences of large numbers.
 */
export function leastSquares(
  columns: readonly DoubleDoubles[],
  y: DoubleDoubles,
  hasIntercept: boolean,
): LeastSquares | { readonly dependentColumn: number } {
  const basis = orthonormalBasis(columns);
  if ("dependentColumn" in basis) return basis;
  const { coordinates, residuals } = project(basis.q, y);
  const coefficients = basis.inverse.map((row) => innerProduct(row, coordinates));
  const size = Math.sqrt(dotDoubleDouble(y, y)[0]);
  const cancelled = coefficients.reduce((total, b, i) => total + Math.abs(b) * (basis.lengths[i] ?? 0), size);
  const left = dotDoubleDouble(residuals, residuals)[0];
  const isPerfect = Math.sqrt(left) <= roundingOfData * cancelled;
  const residualSumOfSquares = isPerfect ? 0 : left;
  const explained = coordinates.slice(hasIntercept ? 1 : 0).reduce((total, [part]) => total + part * part, 0);
  const totalSumOfSquares = explained + residualSumOfSquares;
  const df = y.high.length - columns.length;
  return {
    basis,
    coefficients,
    coordinates: coordinates.map(([part]) => part),
    residuals: isPerfect ? new Float64Array(y.high.length) : residuals.high,
    df,
    residualSumOfSquares,
    totalSumOfSquares,
    rSquared: explained / totalSumOfSquares,
    residualSd: Math.sqrt(residualSumOfSquares / df),
    isPerfect,
  };
}

/** The value of cᵀb, without the cancellation between coefficients. */
export function valueOf(fit: LeastSquares, c: readonly number[]): number {
  return coordinatesOf(fit.basis, c).reduce((total, part, j) => total + part * (fit.coordinates[j] ?? 0), 0);
}

function innerProduct(row: readonly DoubleDouble[], coordinates: readonly DoubleDouble[]): number {
  let total: DoubleDouble = [0, 0];
  for (const [j, part] of coordinates.entries())
    total = addDoubleDouble(total, multiplyDoubleDouble(row[j] ?? [0, 0], part));
  return total[0];
}
