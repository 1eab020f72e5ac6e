import { centredSumOfSquares, mean } from "../../numeric/moments.ts";
import { sum } from "../../numeric/sum.ts";

/** r, and 1 − r², which is not taken from r where r is near ±1. Both exact at a perfect correlation: ±1 and 0. */
export type ProductMoment = { readonly r: number; readonly unexplained: number };

/**
 * Pearson's r of two columns of equal length from their centred values. Near ±1 the squared distance of the two standardized
 * columns gives 1 − |r| with all its digits. `null` where a column does not vary beyond the rounding of its numbers.
 */
export function productMoment(x: readonly number[], y: readonly number[]): ProductMoment | null {
  const one = standardize(x);
  const other = standardize(y);
  if (one === null || other === null) return null;
  const rough = sum(Float64Array.from(one.values, (value, i) => value * (other.values[i] ?? 0)));
  if (Math.abs(rough) < 0.5) return { r: rough, unexplained: 1 - rough * rough };
  const sign = Math.sign(rough);
  const distance = sum(Float64Array.from(one.values, (value, i) => (value - sign * (other.values[i] ?? 0)) ** 2)) / 2;
  if (distance <= one.noise + other.noise) return { r: sign, unexplained: 0 };
  return { r: sign * (1 - distance), unexplained: distance * (2 - distance) };
}

/** Centred values over the root of their sum of squares, and how much of a squared distance is rounding of the inputs. */
function standardize(values: readonly number[]): { readonly values: Float64Array; readonly noise: number } | null {
  const centre = mean(values);
  const squares = centredSumOfSquares(values, centre);
  let size = 0;
  for (const value of values) size = Math.max(size, Math.abs(value));
  const noise = values.length * (4 * Number.EPSILON * size) ** 2;
  if (squares <= noise) return null;
  const root = Math.sqrt(squares);
  return { values: Float64Array.from(values, (value) => (value - centre) / root), noise: noise / squares };
}
