import { studentP } from "../inference.ts";
import { centredSumOfSquares } from "../numeric/moments.ts";
import type { Alternative } from "../result.ts";
import { contrastLength, factorize, solveLeastSquares } from "./householder-qr.ts";
import type { LeastSquaresWorkspace } from "./householder-qr.ts";

/** One coefficient of a linear model, its classical standard error and its t-test. */
export type LinearTermTest = {
  readonly coefficient: number;
  readonly standardError: number;
  readonly df: number;
  readonly t: number;
  readonly p: number;
};

/** A residual sum of squares of at most this share of the total one is rounding: the model fits without error. */
export const perfectFit = 1e-24;

/** Why there is no test: the index of a column that depends on those before it, or a fit without error. */
export type LinearTermFailure = { readonly dependentColumn: number } | { readonly residuals: "zero" };

/**
 * Least squares of y on a column-major design with the intercept in column 0, and the t-test of one column: the numbers of
 * the linear-model methods without the rest of their results, for simulations. The workspace has the size of the design, more
 * rows than columns, and is written over.
 */
export function testLinearTerm(
  input: { readonly design: Float64Array; readonly y: ArrayLike<number>; readonly column: number },
  workspace: LeastSquaresWorkspace,
  alternative: Alternative = "two_sided",
): LinearTermTest | LinearTermFailure {
  const { design, y, column } = input;
  const { rows, columns } = workspace;
  const dependentColumn = factorize(design, workspace);
  if (dependentColumn >= 0) return { dependentColumn };
  const squares = solveLeastSquares(design, y, workspace);
  if (squares <= perfectFit * centredSumOfSquares(y)) return { residuals: "zero" };
  const df = rows - columns;
  const c = Array.from({ length: columns }, (_, j) => (j === column ? 1 : 0));
  const standardError = Math.sqrt(squares / df) * contrastLength(workspace, c);
  const coefficient = workspace.coefficients[column] ?? 0;
  const t = coefficient / standardError;
  return { coefficient, standardError, df, t, p: studentP(t, df, alternative) };
}
