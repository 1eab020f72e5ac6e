import { normalQuantile, normalUpper } from "../../distributions/normal.ts";
import { mean } from "../../numeric/moments.ts";
import { sortAscending } from "../../numeric/quantile-of-data.ts";
import { sum } from "../../numeric/sum.ts";

const c1 = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const c2 = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const c3 = [0.544, -0.39978, 0.025054, -6.714e-4];
const c4 = [1.3822, -0.77857, 0.062767, -0.0020322];
const c5 = [-1.5861, -0.31082, -0.083751, 0.0038915];
const c6 = [-0.4803, -0.082676, 0.0030302];
const g = [-2.273, 0.459];

/** W and its upper tail for 3 to 5,000 values that are not all equal. Royston (1995), AS R94. */
export function royston(values: readonly number[]): { W: number; p: number } {
  const n = values.length;
  const sorted = sortAscending(values);
  const range = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  const centre = mean(sorted);
  const x = sorted.map((value) => (value - centre) / range);
  const half = weights(n);
  // The weights are antisymmetric: −a for the lower half, +a for the upper, 0 in the middle.
  const a = x.map((_, i) => (i < half.length ? -(half[i] ?? 0) : i >= n - half.length ? (half[n - 1 - i] ?? 0) : 0));
  const ssa = sum(a.map((weight) => weight * weight));
  const ssx = sum(x.map((value) => value * value));
  const sax = sum(x.map((value, i) => value * (a[i] ?? 0)));
  // 1 − W without cancellation when W is near one.
  const root = Math.sqrt(ssa * ssx);
  const oneMinusW = ((root - sax) * (root + sax)) / (ssa * ssx);
  const W = 1 - oneMinusW;
  return { W, p: pValue(n, W, oneMinusW) };
}

/** The weights of the smallest ⌊n/2⌋ values, with positive sign. */
function weights(n: number): number[] {
  if (n === 3) return [Math.SQRT1_2];
  const half = Math.floor(n / 2);
  const m = Array.from({ length: half }, (_, i) => normalQuantile((i + 1 - 0.375) / (n + 0.25)));
  const square = 2 * sum(m.map((value) => value * value));
  const norm = Math.sqrt(square);
  const inverseRoot = 1 / Math.sqrt(n);
  const [m1 = 0, m2 = 0] = m;
  const first = polynomial(c1, inverseRoot) - m1 / norm;
  if (n <= 5) {
    const factor = Math.sqrt((square - 2 * m1 ** 2) / (1 - 2 * first ** 2));
    return m.map((value, i) => (i === 0 ? first : -value / factor));
  }
  const second = polynomial(c2, inverseRoot) - m2 / norm;
  const factor = Math.sqrt((square - 2 * m1 ** 2 - 2 * m2 ** 2) / (1 - 2 * first ** 2 - 2 * second ** 2));
  return m.map((value, i) => (i === 0 ? first : i === 1 ? second : -value / factor));
}

function pValue(n: number, W: number, oneMinusW: number): number {
  if (n === 3) {
    // Two equal values of three give W = 3/4 and p = 0; both angles are right to a few units of 2⁻⁵³ only.
    const angle = Math.asin(Math.sqrt(W)) - Math.PI / 3;
    return angle < 1e-15 ? 0 : (6 / Math.PI) * angle;
  }
  const logN = Math.log(n);
  const y = Math.log(oneMinusW);
  if (n > 11) return normalUpper((y - polynomial(c5, logN)) / Math.exp(polynomial(c6, logN)));
  const bound = polynomial(g, n);
  if (y >= bound) return 1e-99;
  return normalUpper((-Math.log(bound - y) - polynomial(c3, n)) / Math.exp(polynomial(c4, n)));
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}
