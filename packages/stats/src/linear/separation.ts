import type { DoubleDoubles } from "../numeric/double-double.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/** A row whose error is below one of these is perhaps on the way to its limit; rows that diverge do so at different rates. */
const settledErrors = [1e-6, 1e-4, 1e-2, 0.499];
/** Margins of a direction below this part of the largest are zero but for rounding. */
const zeroMargin = 1e-9;

/**
 * True when the direction, freed of what it says about rows that keep an error, separates the outcomes: it moves the linear predictor
 * of no row against its outcome and of some row towards it, so that the likelihood grows without end along it. The direction is in
 * the coordinates of Q; `errors` are y − P(y = 1) where the fit is, and their signs say the outcome. Covers complete and
 * quasi-complete separation. Source: Albert & Anderson (1984), Biometrika 71:1.
 */
export function isSeparationCertified(
  q: readonly DoubleDoubles[],
  direction: readonly number[],
  errors: Float64Array,
): boolean {
  return settledErrors.some((settled) => separates(q, direction, errors, settled));
}

function separates(
  q: readonly DoubleDoubles[],
  direction: readonly number[],
  errors: Float64Array,
  settled: number,
): boolean {
  const fixed = rowBasis(q, errors, settled);
  if (fixed.length === q.length) return false;
  let free = [...direction];
  for (const unit of fixed) {
    const part = product(unit, free);
    free = free.map((value, j) => value - part * (unit[j] ?? 0));
  }
  let least = 0;
  let most = 0;
  let largestOfFixed = 0;
  for (let i = 0; i < errors.length; i += 1) {
    const error = errors[i] ?? 0;
    let margin = 0;
    for (const [j, value] of free.entries()) margin += value * (q[j]?.high[i] ?? 0);
    if (error < 0) margin = -margin;
    if (Math.abs(error) > settled) largestOfFixed = Math.max(largestOfFixed, Math.abs(margin));
    least = Math.min(least, margin);
    most = Math.max(most, margin);
  }
  return most > 0 && least >= -zeroMargin * most && largestOfFixed <= zeroMargin * most;
}

/** Orthonormal vectors that span the rows which keep an error; all of the space as soon as there are enough. */
function rowBasis(q: readonly DoubleDoubles[], errors: Float64Array, settled: number): number[][] {
  const basis: number[][] = [];
  for (let i = 0; i < errors.length && basis.length < q.length; i += 1) {
    if (Math.abs(errors[i] ?? 0) <= settled) continue;
    const row = q.map(({ high }) => high[i] ?? 0);
    const length = Math.hypot(...row);
    let rest = row;
    // Twice is enough to make the vectors orthogonal to working precision.
    for (const unit of [...basis, ...basis]) {
      const part = product(unit, rest);
      rest = rest.map((value, j) => value - part * (unit[j] ?? 0));
    }
    const size = Math.hypot(...rest);
    if (size > 1e-8 * length) basis.push(rest.map((value) => value / size));
  }
  return basis;
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, j) => total + value * (b[j] ?? 0), 0);
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
