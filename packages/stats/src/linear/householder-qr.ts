/** Thin QR of a matrix given by its columns: Q has orthonormal columns, R is upper triangular (`r[j][i]` for i ≤ j). */
export type Qr = { readonly q: readonly Float64Array[]; readonly r: readonly Float64Array[] };

/** The first column that is a combination of the ones before it, to the given relative tolerance. */
export type Dependent = { readonly dependentColumn: number };

/**
 * Householder QR without column exchange, so that the order of terms decides which one is called dependent.
 * Columns of equal length n ≥ their number. The tolerance is that of R's lm, 1e-7 of the column's length.
 * Source: Golub & Van Loan (2013), Matrix Computations, algorithm 5.2.1.
 */
export function householderQr(columns: readonly Float64Array[], tolerance = 1e-7): Qr | Dependent {
  const n = columns[0]?.length ?? 0;
  const work = columns.map((column) => Float64Array.from(column));
  const reflectors: Float64Array[] = [];
  for (const [k, column] of work.entries()) {
    const full = norm(columns[k] ?? column, 0);
    const length = norm(column, k);
    if (!(length > tolerance * full)) return { dependentColumn: k };
    const v = reflectorOf(column, k, length);
    reflectors.push(v);
    for (const other of work.slice(k)) reflect(other, v, k);
  }
  const r = work.map((column, j) => column.slice(0, j + 1));
  const q = columns.map((_, j) => {
    const unit = new Float64Array(n);
    unit[j] = 1;
    for (let k = reflectors.length - 1; k >= 0; k -= 1) reflect(unit, reflectors[k] ?? new Float64Array(n), k);
    return unit;
  });
  return { q, r };
}

/** Solves R x = v. */
export function solveUpper(r: readonly Float64Array[], v: readonly number[]): number[] {
  const x = [...v];
  for (let j = r.length - 1; j >= 0; j -= 1) {
    const column = r[j] ?? new Float64Array(0);
    x[j] = (x[j] ?? 0) / (column[j] ?? 1);
    for (let i = 0; i < j; i += 1) x[i] = (x[i] ?? 0) - (column[i] ?? 0) * (x[j] ?? 0);
  }
  return x;
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

function norm(column: Float64Array, from: number): number {
  let scale = 0;
  for (let i = from; i < column.length; i += 1) scale = Math.max(scale, Math.abs(column[i] ?? 0));
  if (scale === 0) return 0;
  let total = 0;
  for (let i = from; i < column.length; i += 1) total += ((column[i] ?? 0) / scale) ** 2;
  return scale * Math.sqrt(total);
}

/** The unit vector v with (I − 2vvᵀ) mapping the column, from row k on, to a multiple of the k-th unit vector. */
function reflectorOf(column: Float64Array, k: number, length: number): Float64Array {
  const v = new Float64Array(column.length);
  for (let i = k; i < column.length; i += 1) v[i] = (column[i] ?? 0) / length;
  v[k] = (v[k] ?? 0) + ((v[k] ?? 0) >= 0 ? 1 : -1);
  const size = norm(v, k);
  for (let i = k; i < v.length; i += 1) v[i] = (v[i] ?? 0) / size;
  return v;
}

function reflect(column: Float64Array, v: Float64Array, k: number): void {
  let dot = 0;
  for (let i = k; i < column.length; i += 1) dot += (column[i] ?? 0) * (v[i] ?? 0);
  for (let i = k; i < column.length; i += 1) column[i] = (column[i] ?? 0) - 2 * dot * (v[i] ?? 0);
}
