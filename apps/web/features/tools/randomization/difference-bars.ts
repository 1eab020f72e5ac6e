/** Simulated trials whose arms ended between two differences, both included. */
export type DifferenceBar = { readonly from: number; readonly to: number; readonly trials: number };

/** As many bars as can be told apart. */
const mostBars = 24;

/**
 * The differences as bars: one for each where they are few, with the ones between that never came; else ranges of equal
 * width.
 */
export function differenceBars(
  differences: readonly { readonly difference: number; readonly trials: number }[],
): readonly DifferenceBar[] {
  if (differences.length <= mostBars)
    return differences.map(({ difference, trials }) => ({ from: difference, to: difference, trials }));
  const [first, last] = [differences[0]?.difference ?? 0, differences.at(-1)?.difference ?? 0];
  const isWhole = differences.every(({ difference }) => Number.isInteger(difference));
  const width = isWhole ? Math.ceil((last - first + 1) / mostBars) : (last - first) / mostBars;
  const trials = Array.from({ length: Math.min(mostBars, Math.ceil((last - first + 1e-9) / width) || 1) }, () => 0);
  for (const one of differences) {
    const place = Math.min(trials.length - 1, Math.floor((one.difference - first) / width));
    trials[place] = (trials[place] ?? 0) + one.trials;
  }
  return trials.map((count, index) => {
    const from = first + index * width;
    return { from, to: isWhole ? Math.min(last, from + width - 1) : from + width, trials: count };
  });
}
