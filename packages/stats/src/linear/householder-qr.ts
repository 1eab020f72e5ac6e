import { sumOfSquaredDeviations } from "../numeric/sum.ts";

/** That of R's lm: a column is dependent when what the columns before it leave of it is shorter than this share of its length. */
const lmTolerance = 1e-7;

/**
 * Room for one least-squares problem after another of the same size, so that a simulation allocates nothing.
 * Matrices are column-major: row i of column j is at `j × rows + i`.
 */
export type LeastSquaresWorkspace = {
  readonly rows: number;
  readonly columns: number;
  /** Unit reflectors; entries of column j above row j are zero. */
  readonly reflectors: Float64Array;
  /** Upper triangular, column-major, columns × columns. */
  readonly r: Float64Array;
  /** Qᵀy. */
  readonly projected: Float64Array;
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
};

export function leastSquaresWorkspace(rows: number, columns: number): LeastSquaresWorkspace {
  return {
    rows,
    columns,
    reflectors: new Float64Array(rows * columns),
    r: new Float64Array(columns * columns),
    projected: new Float64Array(rows),
    coefficients: new Float64Array(columns),
    residuals: new Float64Array(rows),
  };
}

/**
 * Householder QR without column exchange, so that the order of terms decides which one is called dependent. Fills reflectors
 * and R of the workspace and gives −1, or the index of the first dependent column. `design`: column-major, rows ≥ columns.
 * Source: Golub & Van Loan (2013), Matrix Computations, algorithm 5.2.1.
 */
export function factorize(design: Float64Array, workspace: LeastSquaresWorkspace, tolerance = lmTolerance): number {
  const { rows, columns, reflectors, r } = workspace;
  reflectors.set(design.length === reflectors.length ? design : design.subarray(0, reflectors.length));
  r.fill(0);
  for (let k = 0; k < columns; k += 1) {
    const start = k * rows;
    for (let j = 0; j < k; j += 1) reflect(reflectors, start, reflectors, j * rows, j, rows);
    const length = lengthOf(reflectors, start + k, start + rows);
    if (!(length > tolerance * lengthOf(design, start, start + rows))) return k;
    for (let i = 0; i < k; i += 1) {
      r[k * columns + i] = reflectors[start + i] ?? 0;
      reflectors[start + i] = 0;
    }
    r[k * columns + k] = makeReflector(reflectors, start + k, start + rows, length);
  }
  return -1;
}

/**
 * Coefficients and residuals of y in the workspace that holds the factors of `design`; gives the residual sum of squares.
 * Residuals are y − Xβ, not a projection, so that they are those of the coefficients given.
 */
export function solveLeastSquares(
  design: Float64Array,
  y: ArrayLike<number>,
  workspace: LeastSquaresWorkspace,
): number {
  const { rows, columns, reflectors, r, projected, coefficients, residuals } = workspace;
  for (let i = 0; i < rows; i += 1) projected[i] = y[i] ?? 0;
  for (let k = 0; k < columns; k += 1) reflect(projected, 0, reflectors, k * rows, k, rows);
  for (let j = columns - 1; j >= 0; j -= 1) {
    let value = projected[j] ?? 0;
    for (let k = j + 1; k < columns; k += 1) value -= (r[k * columns + j] ?? 0) * (coefficients[k] ?? 0);
    coefficients[j] = value / (r[j * columns + j] ?? 1);
  }
  for (let i = 0; i < rows; i += 1) residuals[i] = y[i] ?? 0;
  for (let j = 0; j < columns; j += 1) {
    const coefficient = coefficients[j] ?? 0;
    const start = j * rows;
    for (let i = 0; i < rows; i += 1) residuals[i] = (residuals[i] ?? 0) - (design[start + i] ?? 0) * coefficient;
  }
  return sumOfSquaredDeviations(residuals, 0, 0, rows);
}

/** √(cᵀ(XᵀX)⁻¹c) for the factors in the workspace: times the residual standard deviation, the standard error of cᵀβ. */
export function contrastLength(workspace: LeastSquaresWorkspace, c: readonly number[]): number {
  const half = solveUpperTransposed(upperColumns(workspace), c);
  return Math.sqrt(sumOfSquaredDeviations(half, 0, 0, half.length));
}

/** The columns one after the other in one array. */
export function columnMajor(columns: readonly ArrayLike<number>[]): Float64Array {
  const rows = columns[0]?.length ?? 0;
  const matrix = new Float64Array(rows * columns.length);
  for (const [j, column] of columns.entries()) matrix.set(column, j * rows);
  return matrix;
}

/** The orthonormal columns that span the design. */
export function thinQ({ rows, columns, reflectors }: LeastSquaresWorkspace): Float64Array[] {
  return Array.from({ length: columns }, (_, j) => {
    const unit = new Float64Array(rows);
    unit[j] = 1;
    for (let k = columns - 1; k >= 0; k -= 1) reflect(unit, 0, reflectors, k * rows, k, rows);
    return unit;
  });
}

/** R by columns, column j with its j + 1 entries. */
export function upperColumns({ columns, r }: LeastSquaresWorkspace): Float64Array[] {
  return Array.from({ length: columns }, (_, j) => r.slice(j * columns, j * columns + j + 1));
}

/** Solves Rᵀ x = v. */
export function solveUpperTransposed(r: readonly Float64Array[], v: readonly number[]): number[] {
  const x: number[] = [];
  for (const [j, column] of r.entries()) {
    let value = v[j] ?? 0;
    for (let i = 0; i < j; i += 1) value -= (column[i] ?? 0) * (x[i] ?? 0);
    x.push(value / (column[j] ?? 1));
  }
  return x;
}

/** Euclidean length of a piece of an array, without overflow. */
function lengthOf(values: Float64Array, from: number, to: number): number {
  let scale = 0;
  for (let i = from; i < to; i += 1) scale = Math.max(scale, Math.abs(values[i] ?? 0));
  if (scale === 0) return 0;
  let total = 0;
  for (let i = from; i < to; i += 1) {
    const ratio = (values[i] ?? 0) / scale;
    total += ratio * ratio;
  }
  return scale * Math.sqrt(total);
}

/** Turns a piece into the unit v with (I − 2vvᵀ) mapping it to a multiple of its first direction, and gives that multiple. */
function makeReflector(values: Float64Array, from: number, to: number, length: number): number {
  const isPositive = (values[from] ?? 0) >= 0;
  for (let i = from; i < to; i += 1) values[i] = (values[i] ?? 0) / length;
  values[from] = (values[from] ?? 0) + (isPositive ? 1 : -1);
  const size = lengthOf(values, from, to);
  for (let i = from; i < to; i += 1) values[i] = (values[i] ?? 0) / size;
  return isPositive ? -length : length;
}

/** Applies (I − 2vvᵀ) to rows k … of a column. */
function reflect(
  target: Float64Array,
  at: number,
  reflectors: Float64Array,
  start: number,
  k: number,
  rows: number,
): void {
  let dot = 0;
  for (let i = k; i < rows; i += 1) dot += (target[at + i] ?? 0) * (reflectors[start + i] ?? 0);
  const twice = 2 * dot;
  for (let i = k; i < rows; i += 1) target[at + i] = (target[at + i] ?? 0) - twice * (reflectors[start + i] ?? 0);
}
