import type { DoubleDoubles } from "../numeric/double-double.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/** A row whose error is below this is on the way to its limit where the fit diverges. */
const settled = 1e-6;
/** Margins of a direction below this part of the largest are zero but for rounding. */
const zeroMargin = 1e-9;
/** Newton's step moves the linear predictor of every row that a fit separates by about one unit, or more. */
const clearMargin = 0.1;

/**
 * True when the direction separates the outcomes: it moves the linear predictor of no row against its outcome, and of some row
 * clearly towards it, so that the likelihood grows without end along it. `linear` is the direction's linear predictor, `errors` are
 * y − P(y = 1), whose signs say the outcome. Covers complete and quasi-complete separation.
 * Source: Albert & Anderson (1984), Biometrika 71:1.
 */
export function isSeparationCertified(linear: Float64Array, errors: Float64Array): boolean {
  let largest = 0;
  for (let i = 0; i < linear.length; i += 1) largest = Math.max(largest, Math.abs(linear[i] ?? 0));
  let moved = 0;
  for (let i = 0; i < linear.length; i += 1) {
    const error = errors[i] ?? 0;
    const margin = (error > 0 ? 1 : -1) * (linear[i] ?? 0);
    if (Math.abs(error) > settled ? Math.abs(margin) > zeroMargin * largest : margin < clearMargin) return false;
    if (Math.abs(error) <= settled) moved += 1;
  }
  return moved > 0;
}

/**
 * True when no direction separates the outcomes, so that the maximum of the likelihood exists. By Stiemke's theorem that is so
 * exactly when weights > 0 exist with Σ weight × sign × row = 0; the errors at a maximum are such weights. Errors that rounding may
 * have made are left out, and what the others lack to sum to zero is spread over them: the proof holds when all stay above zero and
 * their rows have full rank.
 */
export function isOverlapCertified(q: readonly DoubleDoubles[], errors: Float64Array): boolean {
  return [1e-4, 1e-6, 1e-8, 1e-10, 1e-12].some((least) => {
    const rows: number[] = [];
    for (let i = 0; i < errors.length; i += 1) if (Math.abs(errors[i] ?? 0) > least) rows.push(i);
    const columns = q.map(({ high }) => Float64Array.from(rows, (i) => high[i] ?? 0));
    const kept = Float64Array.from(rows, (i) => errors[i] ?? 0);
    const gram = columns.map((a) => columns.map((b) => dot(a, b)));
    const correction = solveSymmetric(gram, columns.map((a) => dot(a, kept))); // prettier-ignore
    if (correction === null || rows.length === 0) return false;
    return kept.every((error, i) => {
      const change = columns.reduce((total, column, j) => total + (column[i] ?? 0) * (correction[j] ?? 0), 0);
      return Math.abs(change) < 0.5 * Math.abs(error);
    });
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}
