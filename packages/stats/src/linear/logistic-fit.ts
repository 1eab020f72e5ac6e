import type { DoubleDoubles } from "../numeric/double-double.ts";
import { orthonormalBasis } from "./orthonormal-basis.ts";
import type { OrthonormalBasis } from "./orthonormal-basis.ts";
import { isOverlapCertified, isSeparationCertified } from "./separation.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/** A maximum likelihood fit of P(y = 1) = 1 / (1 + exp(−Xb)), in the coordinates of an orthonormal basis of X. */
export type LogisticFit = LogisticPoint & {
  readonly ok: true;
  readonly basis: OrthonormalBasis;
  /** Inverse of the information in these coordinates. */
  readonly bread: readonly (readonly number[])[];
  readonly iterations: number;
};

/** A value of the parameters with everything that depends on it. */
export type LogisticPoint = {
  readonly coordinates: readonly number[];
  readonly linear: Float64Array;
  /** y − P(y = 1). */
  readonly errors: Float64Array;
  readonly weights: Float64Array;
  readonly deviance: number;
};

export type LogisticFailure =
  | { readonly ok: false; readonly reason: "complete_separation" | "not_converged" }
  | { readonly ok: false; readonly reason: "collinear"; readonly dependentColumn: number };

/** Newton's method gains one unit of the linear predictor per step on separated data; 8 bits of a double are used up by then. */
const mostIterations = 200;

/**
 * Fits by Newton's method (iteratively reweighted least squares) with step halving, to a decrement of 1e-16.
 * A fit counts only with a proof that the maximum exists, and data are called separated only with a separating direction, so that
 * slow convergence is neither. `y` holds 0 and 1.
 * Sources: McCullagh & Nelder (1989), 2.5; Albert & Anderson (1984), Biometrika 71:1 (existence).
 */
export function fitLogistic(columns: readonly DoubleDoubles[], y: Float64Array): LogisticFit | LogisticFailure {
  const basis = orthonormalBasis(columns);
  if ("dependentColumn" in basis) return { ok: false, reason: "collinear", dependentColumn: basis.dependentColumn };
  const { q } = basis;
  let point = logisticPoint(q, y, columns.map(() => 0)); // prettier-ignore
  const path = [point];
  for (let iterations = 1; iterations <= mostIterations; iterations += 1) {
    const gradient = gradientOf(q, point.errors);
    const step = solveSymmetric(informationOf(q, point.weights), gradient);
    if (step === null) break;
    if (iterations > 8 && isSeparationCertified(q, step, point.errors)) break;
    const decrement = dot(step, gradient);
    point = improved({ q, y, from: point, step, decrement });
    path.push(point);
    if (decrement > 1e-16) continue;
    const bread = inverseOf(informationOf(q, point.weights));
    if (bread !== null && isOverlapCertified(q, point.errors)) return { ok: true, ...point, basis, bread, iterations };
    break;
  }
  return { ok: false, reason: failureOf(q, path) };
}

/** The point of highest likelihood where the linear function a of the coordinates has the given value; from a start near it. */
export function profileLogistic(
  { q }: OrthonormalBasis,
  y: Float64Array,
  { a, value, start }: { readonly a: readonly number[]; readonly value: number; readonly start: readonly number[] },
): LogisticPoint | null {
  const shift = (value - dot(a, start)) / dot(a, a);
  let point = logisticPoint(q, y, start.map((x, j) => x + shift * (a[j] ?? 0))); // prettier-ignore
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    const gradient = gradientOf(q, point.errors);
    const information = informationOf(q, point.weights);
    const free = solveSymmetric(information, gradient);
    const along = solveSymmetric(information, a);
    if (free === null || along === null) return null;
    const multiplier = dot(a, free) / dot(a, along);
    const step = free.map((x, j) => x - multiplier * (along[j] ?? 0));
    const decrement = dot(step, gradient);
    point = improved({ q, y, from: point, step, decrement });
    if (decrement <= 1e-14) return point;
  }
  return null;
}

/** Predictors, errors, weights and deviance at given coordinates; errors and weights keep their digits in both tails. */
function logisticPoint(q: readonly DoubleDoubles[], y: Float64Array, coordinates: readonly number[]): LogisticPoint {
  const linear = linearOf(q, coordinates);
  const errors = new Float64Array(linear.length);
  const weights = new Float64Array(linear.length);
  let deviance = 0;
  for (let i = 0; i < linear.length; i += 1) {
    const sign = (y[i] ?? 0) > 0.5 ? 1 : -1;
    const margin = sign * (linear[i] ?? 0);
    const small = Math.exp(-Math.abs(margin));
    const error = margin > 0 ? small / (1 + small) : 1 / (1 + small);
    errors[i] = sign * error;
    weights[i] = small / (1 + small) ** 2;
    deviance += 2 * (Math.log1p(small) + (margin < 0 ? -margin : 0));
  }
  return { coordinates, linear, errors, weights, deviance };
}

type Step = {
  readonly q: readonly DoubleDoubles[];
  readonly y: Float64Array;
  readonly from: LogisticPoint;
  readonly step: readonly number[];
  readonly decrement: number;
};

/**
 * The whole step, or a part of it that does not lower the likelihood. Near the maximum the whole step is always right, and the
 * deviances of two points differ by less than their rounding.
 */
function improved({ q, y, from, step, decrement }: Step): LogisticPoint {
  let part = 1;
  for (;;) {
    const size = part;
    const to = logisticPoint(q, y, from.coordinates.map((x, j) => x + size * (step[j] ?? 0))); // prettier-ignore
    if (decrement < 1e-4 || part < 1e-9 || to.deviance <= from.deviance) return to;
    part /= 2;
  }
}

/**
 * A proof of separation from the directions in which the fit was going, or none of either kind. Over several steps the rows that are
 * still finding their place cancel, and rows that leave at different rates have all left.
 */
function failureOf(
  q: readonly DoubleDoubles[],
  path: readonly LogisticPoint[],
): "complete_separation" | "not_converged" {
  const last = path.at(-1);
  if (last === undefined) return "not_converged";
  const step = solveSymmetric(informationOf(q, last.weights), gradientOf(q, last.errors));
  const starts = [last.coordinates.map(() => 0), ...path.slice(0, -1).map(({ coordinates }) => coordinates)];
  const travelled = starts.map((start) => last.coordinates.map((x, j) => x - (start[j] ?? 0)));
  const directions = step === null ? travelled : [step, ...travelled];
  const isSeparated = directions.some((direction) => isSeparationCertified(q, direction, last.errors));
  return isSeparated ? "complete_separation" : "not_converged";
}

function linearOf(q: readonly DoubleDoubles[], coordinates: readonly number[]): Float64Array {
  const linear = new Float64Array(q[0]?.high.length ?? 0);
  for (const [j, { high }] of q.entries()) {
    const factor = coordinates[j] ?? 0;
    for (let i = 0; i < linear.length; i += 1) linear[i] = (linear[i] ?? 0) + factor * (high[i] ?? 0);
  }
  return linear;
}

function gradientOf(q: readonly DoubleDoubles[], errors: Float64Array): number[] {
  return q.map(({ high }) => {
    let total = 0;
    for (let i = 0; i < errors.length; i += 1) total += (high[i] ?? 0) * (errors[i] ?? 0);
    return total;
  });
}

function informationOf(q: readonly DoubleDoubles[], weights: Float64Array): number[][] {
  const information = q.map(() => q.map(() => 0));
  for (const [j, { high: a }] of q.entries()) {
    for (const [k, { high: b }] of q.slice(0, j + 1).entries()) {
      let total = 0;
      for (let i = 0; i < weights.length; i += 1) total += (a[i] ?? 0) * (b[i] ?? 0) * (weights[i] ?? 0);
      for (const [row, column] of [
        [j, k],
        [k, j],
      ] as const) {
        // prettier-ignore
        const target = information[row];
        if (target !== undefined) target[column] = total;
      }
    }
  }
  return information;
}

function inverseOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const columns = matrix.map((_, j) => solveSymmetric(matrix, matrix.map((_row, i) => (i === j ? 1 : 0)))); // prettier-ignore
  return columns.some((column) => column === null) ? null : columns.map((column) => column ?? []);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
}
