/**
 * Sum with Neumaier's compensation: the error does not grow with the number of terms. The lost part of each addition is found
 * by Knuth's two-sum, which is exact like Neumaier's comparison of sizes and needs no branch.
 * Source: Neumaier (1974), ZAMM 54, 39–51; Knuth (1997), TAOCP 2, 4.2.2. Example: sum([1, 1e100, 1, -1e100]) is 2.
 */
export function sum(values: ArrayLike<number>): number {
  return sumOfDeviations(values, 0, 0, values.length);
}

/** Compensated sum of `values[i] − centre` for from ≤ i < to. */
export function sumOfDeviations(values: ArrayLike<number>, centre: number, from: number, to: number): number {
  let total = 0;
  let lost = 0;
  for (let i = from; i < to; i += 1) {
    const value = (values[i] ?? 0) - centre;
    const next = total + value;
    const added = next - total;
    lost += total - (next - added) + (value - added);
    total = next;
  }
  return total + lost;
}

/** Compensated sum of `(values[i] − centre)²` for from ≤ i < to. */
export function sumOfSquaredDeviations(values: ArrayLike<number>, centre: number, from: number, to: number): number {
  let total = 0;
  let lost = 0;
  for (let i = from; i < to; i += 1) {
    const deviation = (values[i] ?? 0) - centre;
    const value = deviation * deviation;
    const next = total + value;
    const added = next - total;
    lost += total - (next - added) + (value - added);
    total = next;
  }
  return total + lost;
}
