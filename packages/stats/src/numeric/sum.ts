/**
 * Sum with Neumaier's compensation: the error does not grow with the number of terms.
 * Source: Neumaier (1974), ZAMM 54, 39–51. Example: sum([1, 1e100, 1, -1e100]) is 2.
 */
export function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
