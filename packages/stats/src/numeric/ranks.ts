/** Midranks of the values, in their order, and the sizes of the groups of equal values (1 where there is no tie). */
export type Ranking = {
  readonly ranks: readonly number[];
  readonly groupSizes: readonly number[];
  readonly ties: boolean;
};

/** Ranks from 1, equal values share the mean of their ranks. Example: [10, 20, 20] has ranks 1, 2.5, 2.5. */
export function rank(values: readonly number[]): Ranking {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  const groupSizes: number[] = [];
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (const { index } of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    groupSizes.push(end - start);
    start = end;
  }
  return { ranks, groupSizes, ties: groupSizes.some((size) => size > 1) };
}

/** Σ(t³ − t) over groups of equal values: the correction of rank variances for ties. */
export function tieCorrection(groupSizes: readonly number[]): number {
  return groupSizes.reduce((total, size) => total + size ** 3 - size, 0);
}
