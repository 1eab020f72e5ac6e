import {
  addDoubleDouble,
  divideDoubleDouble,
  dotDoubleDouble,
  multiplyDoubleDouble,
  scaleColumn,
  squareRootDoubleDouble,
  subtractMultiple,
} from "../numeric/double-double.ts";
import type { DoubleDouble, DoubleDoubles } from "../numeric/double-double.ts";

/** X = QR with orthonormal Q, and the inverse of R; everything in double-double. */
export type OrthonormalBasis = {
  readonly q: readonly DoubleDoubles[];
  /** Row i, column j of R⁻¹, so that coefficients are R⁻¹ Qᵀy. */
  readonly inverse: readonly (readonly DoubleDouble[])[];
  /** Lengths of the columns of X. */
  readonly lengths: readonly number[];
  /** Diagonal of the projection on the columns. */
  readonly leverages: Float64Array;
};

/** A vector split into what the columns explain, as coordinates in Q, and what they leave. */
export type Projection = { readonly coordinates: readonly DoubleDouble[]; readonly residuals: DoubleDoubles };

/**
 * A column counts as a combination of earlier ones when what is left of it is below this part of the sizes that cancelled:
 * numbers written with 15 digits, as spreadsheets do, say no more than this about what is left.
 */
const tolerance = 1e-14;

/**
 * Orthogonalizes columns by modified Gram–Schmidt in double-double, so that a design with condition numbers up to 1e14 keeps all
 * the digits of a double. Gives the index of the first column that follows from earlier ones instead, where there is one.
 * Columns have equal length; numbers up to 1e140. Source: Björck (1967), BIT 7:1.
 */
export function orthonormalBasis(
  columns: readonly DoubleDoubles[],
): OrthonormalBasis | { readonly dependentColumn: number } {
  const q: DoubleDoubles[] = [];
  const exponents: number[] = [];
  const lengths: number[] = [];
  const inverse: DoubleDouble[][] = columns.map(() => columns.map((): DoubleDouble => [0, 0]));
  for (const [k, column] of columns.entries()) {
    const exponent = exponentOf(column);
    const work = scaled(column, 2 ** -exponent);
    const size = Math.sqrt(dotDoubleDouble(work, work)[0]);
    const above = projectOut(q, work);
    const length = squareRootDoubleDouble(dotDoubleDouble(work, work));
    // Column k of R⁻¹ is −R⁻¹r/length; the same product says how large the parts are that cancel.
    const combination = q.map((_, i) => sumProducts(inverse[i] ?? [], above, i));
    const cancelled = combination.reduce((total, [b], i) => total + Math.abs(b) * (lengths[i] ?? 0), size);
    if (!(length[0] > tolerance * cancelled)) return { dependentColumn: k };
    scaleColumn(work, divideDoubleDouble([1, 0], length));
    q.push(work);
    exponents.push(exponent);
    lengths.push(size);
    for (const [i, part] of combination.entries()) {
      const row = inverse[i];
      if (row !== undefined) row[k] = divideDoubleDouble([-part[0], -part[1]], length);
    }
    const own = inverse[k];
    if (own !== undefined) own[k] = divideDoubleDouble([1, 0], length);
  }
  return {
    q,
    inverse: inverse.map((row, i) =>
      row.map(([h, l]) => [h * 2 ** -(exponents[i] ?? 0), l * 2 ** -(exponents[i] ?? 0)]),
    ),
    lengths: lengths.map((length, i) => length * 2 ** (exponents[i] ?? 0)),
    leverages: leveragesOf(q),
  };
}

/** Splits a vector; the residuals keep the digits that y − Xb in doubles would lose. */
export function project(q: readonly DoubleDoubles[], y: DoubleDoubles): Projection {
  const residuals = scaled(y, 1);
  return { coordinates: projectOut(q, residuals), residuals };
}

/** Rᵀ⁻¹c: the coordinates in Q of the linear function cᵀb, so that its value is their product with Qᵀy and its variance σ² times their squares. */
export function coordinatesOf({ inverse }: OrthonormalBasis, c: readonly number[]): number[] {
  return inverse.map((_, j) => {
    let total: DoubleDouble = [0, 0];
    for (let i = 0; i <= j; i += 1) {
      const factor = c[i] ?? 0;
      // Mostly c picks one coefficient out of as many as a factor has levels.
      if (factor !== 0) total = addDoubleDouble(total, multiplyDoubleDouble([factor, 0], inverse[i]?.[j] ?? [0, 0]));
    }
    return total[0];
  });
}

/** Removes from a vector, in place, its parts along orthonormal columns; gives those parts. */
function projectOut(q: readonly DoubleDoubles[], work: DoubleDoubles): DoubleDouble[] {
  return q.map((unit) => {
    const part = dotDoubleDouble(unit, work);
    subtractMultiple(work, part, unit);
    return part;
  });
}

function sumProducts(row: readonly DoubleDouble[], parts: readonly DoubleDouble[], from: number): DoubleDouble {
  let total: DoubleDouble = [0, 0];
  for (let j = from; j < parts.length; j += 1)
    total = addDoubleDouble(total, multiplyDoubleDouble(row[j] ?? [0, 0], parts[j] ?? [0, 0]));
  return total;
}

function leveragesOf(q: readonly DoubleDoubles[]): Float64Array {
  const leverages = new Float64Array(q[0]?.high.length ?? 0);
  for (const { high } of q)
    for (let i = 0; i < leverages.length; i += 1) leverages[i] = (leverages[i] ?? 0) + (high[i] ?? 0) ** 2;
  return leverages.map((value) => Math.min(1, value));
}

/** The power of two just above the largest entry, so that squares neither overflow nor vanish. */
function exponentOf({ high }: DoubleDoubles): number {
  let largest = 0;
  for (let i = 0; i < high.length; i += 1) largest = Math.max(largest, Math.abs(high[i] ?? 0));
  return largest === 0 ? 0 : Math.max(-1000, Math.ceil(Math.log2(largest)));
}

function scaled({ high, low }: DoubleDoubles, factor: number): DoubleDoubles {
  return { high: high.map((value) => value * factor), low: low.map((value) => value * factor) };
}
