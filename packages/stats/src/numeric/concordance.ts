import { positionOf } from "./position-of.ts";

/** Pairs of observations by how their two values are ordered. Whole numbers, exact for up to 10⁸ observations. */
export type Concordance = {
  /** Concordant minus discordant pairs: Kendall's S. */
  readonly score: number;
  /** Pairs tied in x, in y, and all pairs. */
  readonly tiedX: number;
  readonly tiedY: number;
  readonly pairs: number;
  /** Sizes of the groups of equal x and of equal y (1 where there is no tie). */
  readonly groupsX: readonly number[];
  readonly groupsY: readonly number[];
};

/**
 * Concordant, discordant and tied pairs in O(n log n): sorted by x and then y, the discordant pairs are the exchanges that a merge
 * sort of y needs. Source: Knight (1966), J Am Stat Assoc 61:436. Example: [1, 2, 3] against [1, 3, 2] has score 1 of 3 pairs.
 */
export function countConcordance(x: readonly number[], y: readonly number[]): Concordance {
  const n = x.length;
  const dense = { x: denseRanks(x), y: denseRanks(y) };
  const width = dense.y.groups.length;
  // One number holds both ranks, x first, so that a typed array sorts the pairs without a callback.
  const keys = Float64Array.from(dense.x.ranks, (rank, i) => rank * width + (dense.y.ranks[i] ?? 0)).sort();
  const tiedBoth = pairsTied(runLengths(keys));
  const discordant = countExchanges(Float64Array.from(keys, (key) => key % width));
  const tiedX = pairsTied(dense.x.groups);
  const tiedY = pairsTied(dense.y.groups);
  const pairs = (n * (n - 1)) / 2;
  return {
    score: pairs - tiedX - tiedY + tiedBoth - 2 * discordant,
    tiedX,
    tiedY,
    pairs,
    groupsX: dense.x.groups,
    groupsY: dense.y.groups,
  };
}

/** Position of each value among the distinct ones, from 0, and how often each distinct value occurs. */
function denseRanks(values: readonly number[]): { readonly ranks: Float64Array; readonly groups: readonly number[] } {
  const sorted = Float64Array.from(values).sort();
  const groups = runLengths(sorted);
  const distinct = new Float64Array(groups.length);
  let start = 0;
  for (const [i, size] of groups.entries()) {
    distinct[i] = sorted[start] ?? 0;
    start += size;
  }
  return { ranks: Float64Array.from(values, (value) => positionOf(distinct, value)), groups };
}

/** Lengths of the runs of equal numbers. */
function runLengths(sorted: Float64Array): number[] {
  const lengths: number[] = [];
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1;
    lengths.push(end - start);
    start = end;
  }
  return lengths;
}

function pairsTied(groups: readonly number[]): number {
  let tied = 0;
  for (const size of groups) tied += (size * (size - 1)) / 2;
  return tied;
}

/** Pairs out of order, counted by a merge sort from the bottom up. The array is sorted in passing. */
function countExchanges(values: Float64Array): number {
  const n = values.length;
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(n);
  let exchanges = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at += 1) {
        const isLeft = left < middle && (right >= end || (from[left] ?? 0) <= (from[right] ?? 0));
        if (!isLeft) exchanges += middle - left;
        to[at] = (isLeft ? from[left++] : from[right++]) ?? 0;
      }
    }
    [from, to] = [to, from];
  }
  return exchanges;
}
