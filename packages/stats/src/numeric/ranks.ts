import { positionOf } from "./position-of.ts";

/** Midranks of the values, in their order, and the sizes of the groups of equal values (1 where there is no tie). */
export type Ranking = {
  readonly ranks: readonly number[];
  readonly groupSizes: readonly number[];
  readonly ties: boolean;
};

/** Ranks from 1, equal values share the mean of their ranks. Example: [10, 20, 20] has ranks 1, 2.5, 2.5. */
export function rank(values: readonly number[]): Ranking {
  // A typed array sorts by number without a callback; each value then finds its group by bisection.
  const sorted = Float64Array.from(values).sort();
  const distinct: number[] = [];
  const midranks: number[] = [];
  const groupSizes: number[] = [];
  for (let start = 0; start < sorted.length;) {
    const value = sorted[start] ?? 0;
    let end = start;
    while (end < sorted.length && sorted[end] === value) end += 1;
    distinct.push(value);
    midranks.push((start + 1 + end) / 2);
    groupSizes.push(end - start);
    start = end;
  }
  const ranks = values.map((value) => midranks[positionOf(distinct, value)] ?? 0);
  return { ranks, groupSizes, ties: groupSizes.length < values.length };
}

/** Σ(t³ − t) over groups of equal values: the correction of rank variances for ties. */
export function tieCorrection(groupSizes: readonly number[]): number {
  return groupSizes.reduce((total, size) => total + size ** 3 - size, 0);
}
