/**
 * The fewest rows that would have to move for all to stand in order, ascending: those outside a longest ascending run of
 * rows (equal neighbours are in order). One row in a wrong place names itself, not everything it passed.
 *
 * `compare` is negative where the first comes before the second. Takes n log n comparisons.
 *
 * Source: Fredman 1975, Discrete Mathematics 11:29 (longest ascending subsequence by piles).
 *
 * @example rowsOutOfOrder([1, 5, 2, 3], (left, right) => left - right) // [1]
 */
export function rowsOutOfOrder<T>(rows: readonly T[], compare: (left: T, right: T) => number): readonly number[] {
  /** For each length, the row with which an ascending run of that length can end lowest. */
  const lowestEnds: { readonly row: T; readonly index: number }[] = [];
  const before: (number | null)[] = [];
  rows.forEach((row, index) => {
    const length = runsEndingBefore(row);
    before.push(lowestEnds[length - 1]?.index ?? null);
    lowestEnds[length] = { row, index };
  });
  const inOrder = new Set<number>();
  for (let index = lowestEnds.at(-1)?.index ?? null; index !== null; index = before[index] ?? null) inOrder.add(index);
  return rows.flatMap((_, index) => (inOrder.has(index) ? [] : [index]));

  function runsEndingBefore(row: T): number {
    let [low, high] = [0, lowestEnds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = lowestEnds[middle];
      if (end !== undefined && compare(end.row, row) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
