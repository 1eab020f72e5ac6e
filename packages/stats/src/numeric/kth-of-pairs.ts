/** How many elements of a virtual list are ≤ a value, the greatest of those and the least of the others. */
type Split = { readonly count: number; readonly below: number; readonly above: number };

/**
 * The k-th smallest (from 1) of all Walsh averages (x_i + x_j)/2, i ≤ j, without listing them.
 * `sorted` ascending. Example: of [1, 3] the averages are 1, 2, 3.
 */
export function kthWalshAverage(sorted: readonly number[], k: number): number {
  const n = sorted.length;
  const at = (i: number): number => sorted[i] ?? 0;
  const split = (value: number): Split => {
    let count = 0;
    let below = -Infinity;
    let above = Infinity;
    let end = n;
    for (let i = 0; i < n; i += 1) {
      while (end > i && (at(i) + at(end - 1)) / 2 > value) end -= 1;
      if (end > i) {
        count += end - i;
        below = Math.max(below, (at(i) + at(end - 1)) / 2);
      }
      const next = Math.max(end, i);
      if (next < n) above = Math.min(above, (at(i) + at(next)) / 2);
    }
    return { count, below, above };
  };
  return kth(split, at(0), at(n - 1), k);
}

/** The k-th smallest (from 1) of all differences x_i − y_j of two arrays sorted ascending, without listing them. */
export function kthDifference(x: readonly number[], y: readonly number[], k: number): number {
  const split = (value: number): Split => {
    let count = 0;
    let below = -Infinity;
    let above = Infinity;
    let start = 0;
    for (const a of x) {
      while (start < y.length && a - (y[start] ?? 0) > value) start += 1;
      if (start < y.length) {
        count += y.length - start;
        below = Math.max(below, a - (y[start] ?? 0));
      }
      if (start > 0) above = Math.min(above, a - (y[start - 1] ?? 0));
    }
    return { count, below, above };
  };
  return kth(split, (x[0] ?? 0) - (y.at(-1) ?? 0), (x.at(-1) ?? 0) - (y[0] ?? 0), k);
}

/** Median of a virtual list of the given length. */
export function medianOfVirtual(length: number, kthOf: (k: number) => number): number {
  const half = Math.floor(length / 2);
  return length % 2 === 1 ? kthOf(half + 1) : (kthOf(half) + kthOf(half + 1)) / 2;
}

/** Bisection that moves between elements of the list, so that it ends exactly on one. */
function kth(split: (value: number) => Split, least: number, greatest: number, k: number): number {
  let low = least;
  let high = greatest;
  while (low < high) {
    const middle = low + (high - low) / 2;
    const { count, below, above } = split(middle < high ? middle : low);
    if (count >= k) high = below;
    else low = above;
  }
  return high;
}
