/** Scores that persons can have: `min`, `min` + 1/items, … `max`. */
export type ScoreGrid = { readonly min: number; readonly max: number; readonly items: number };

/** How many different scores there are. */
export function gridSize({ min, max, items }: ScoreGrid): number {
  return (max - min) * items + 1;
}

/** The scores, ascending. */
export function gridValues(grid: ScoreGrid): readonly number[] {
  return Array.from({ length: gridSize(grid) }, (_, step) => grid.min + step / grid.items);
}

/** In how many ways n persons can be put into `cells` cells: C(n + cells − 1, n). Example: 20 into 9 gives 3,108,105. */
export function countFillings(n: number, cells: number): number {
  let count = 1;
  for (let i = 1; i <= Math.min(n, cells - 1); i += 1) {
    count = (count * (n + cells - i)) / i;
    if (count > 1e15) return count;
  }
  return Math.round(count);
}

/** Every way to put n persons on the scores, as counts per score, lexicographic; see {@link countFillings} before asking. */
export function allMargins(n: number, size: number): readonly (readonly number[])[] {
  const margins: number[][] = [];
  const counts = new Array<number>(size).fill(0);
  const place = (position: number, left: number): void => {
    if (position === size - 1) {
      counts[position] = left;
      margins.push([...counts]);
      return;
    }
    for (let count = 0; count <= left; count += 1) {
      counts[position] = count;
      place(position + 1, left - count);
    }
  };
  place(0, n);
  return margins;
}

/** Sum and sum of squares of the steps above `min` (0, 1, 2 …) of persons with these counts. */
export function momentsOf(counts: readonly number[]): { readonly sum: number; readonly squares: number } {
  let sum = 0;
  let squares = 0;
  for (const [step, count] of counts.entries()) {
    sum += step * count;
    squares += step * step * count;
  }
  return { sum, squares };
}

/** The sample SD of n values with this sum and sum of squares of steps, in the scale's unit. */
export function sdOf(n: number, sum: number, squares: number, items: number): number {
  return Math.sqrt((n * squares - sum * sum) / (n * (n - 1))) / items;
}
