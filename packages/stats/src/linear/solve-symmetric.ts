/**
 * Solves S x = v for a symmetric positive definite S by Cholesky; `null` when S is singular to working precision.
 */
export function solveSymmetric(matrix: readonly (readonly number[])[], v: readonly number[]): number[] | null {
  const n = v.length;
  const L = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const at = (i: number, j: number): number => L[i]?.[j] ?? 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k += 1) value -= at(i, k) * at(j, k);
      const row = L[i] ?? [];
      if (i !== j) row[j] = value / at(j, j);
      else if (value <= 1e-12 * (matrix[i]?.[i] ?? 0)) return null;
      else row[i] = Math.sqrt(value);
    }
  }
  const forward: number[] = [];
  for (let i = 0; i < n; i += 1) {
    let value = v[i] ?? 0;
    for (let k = 0; k < i; k += 1) value -= at(i, k) * (forward[k] ?? 0);
    forward.push(value / at(i, i));
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i -= 1) {
    let value = forward[i] ?? 0;
    for (let k = i + 1; k < n; k += 1) value -= at(k, i) * (x[k] ?? 0);
    x[i] = value / at(i, i);
  }
  return x;
}
