export type FoundIntegers = {
  /** The whole numbers, ascending; null where none were found. */
  readonly values: readonly number[] | null;
  /** True when every possibility was looked at, so that null means that there are none. */
  readonly exhausted: boolean;
};

/** Enough for every set of four, and for the first try of nearly every larger one. */
const mostSteps = 200_000;
/** So many data are no example to look at. */
const mostValues = 10_000;

/**
 * Finds n whole numbers with this sum and this sum of squares, or proves that there are none. The greatest is chosen first, as
 * large as leaves the rest possible: n values with sum S have at least the squares of values next to S/n.
 * Example: findIntegers(3, 0, 2) gives −1, 0, 1; findIntegers(2, 0, 4) gives none.
 */
export function findIntegers(n: number, sum: number, squares: number): FoundIntegers {
  if (n > mostValues) return { values: null, exhausted: false };
  // Around the rounded mean the numbers stay small.
  const shift = Math.round(sum / n);
  const search = { stepsLeft: mostSteps };
  const shiftedSum = sum - n * shift;
  const shiftedSquares = squares - 2 * shift * sum + n * shift * shift;
  const found = searchRest(search, n, shiftedSum, shiftedSquares, Infinity);
  const values = found === null ? null : found.map((value) => value + shift).toSorted((a, b) => a - b);
  return { values, exhausted: search.stepsLeft > 0 };
}

function searchRest(
  search: { stepsLeft: number },
  n: number,
  sum: number,
  squares: number,
  greatest: number,
): number[] | null {
  search.stepsLeft -= 1;
  const least = leastSquares(n, sum);
  if (search.stepsLeft <= 0 || squares < least || (squares - sum) % 2 !== 0) return null;
  if (squares === least) return nextToMean(n, sum, greatest);
  if (n === 1) return sum * sum === squares && sum <= greatest ? [sum] : null;
  if (n === 2) return findPair(sum, squares, greatest);
  // Nothing lies further from the mean than √((n−1)/n · Σ(x−x̄)²).
  const reach = Math.sqrt(Math.max(0, ((n - 1) / n) * (squares - (sum * sum) / n)));
  const start = Math.min(greatest, Math.floor(sum / n + reach + 1e-9));
  // The greatest of n values is at least their mean.
  for (let value = start; value >= Math.ceil(sum / n - 1e-9); value -= 1) {
    const rest = searchRest(search, n - 1, sum - value, squares - value * value, value);
    if (rest !== null) return [value, ...rest];
    if (search.stepsLeft <= 0) return null;
  }
  return null;
}

/** The only numbers with the least squares: those next to the mean on either side. */
function nextToMean(n: number, sum: number, greatest: number): number[] | null {
  const low = Math.floor(sum / n);
  const above = sum - n * low;
  if ((above === 0 ? low : low + 1) > greatest) return null;
  return Array.from({ length: n }, (_, i) => (i < above ? low + 1 : low));
}

/** a + b = sum and a² + b² = squares, so (a − b)² = 2·squares − sum². */
function findPair(sum: number, squares: number, greatest: number): number[] | null {
  const gap = Math.round(Math.sqrt(2 * squares - sum * sum));
  if (gap * gap !== 2 * squares - sum * sum || (sum + gap) % 2 !== 0) return null;
  const high = (sum + gap) / 2;
  return high <= greatest ? [high, sum - high] : null;
}

function leastSquares(n: number, sum: number): number {
  const low = Math.floor(sum / n);
  const above = sum - n * low;
  return n * low * low + above * (2 * low + 1);
}
