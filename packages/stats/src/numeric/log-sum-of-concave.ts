/** Logarithms of the terms of whole numbers from `low` to `high`, concave in them. */
type ConcaveLogs = { readonly low: number; readonly high: number; readonly logs: ArrayLike<number> };

/** Terms below e^−50 of the largest do not change a double. */
const negligible = 50;

/** ln Σ exp(logs(i) + i · slope) for i from `from` to `to`; −Infinity when there is no term. */
export function logSumOfConcave(terms: ConcaveLogs, slope: number, from = terms.low, to = terms.high): number {
  const sums = sumAroundPeak(terms, slope, from, to);
  return sums.peak + Math.log(sums.total);
}

/** The mean of i under weights exp(logs(i) + i · slope). */
export function meanOfConcave(terms: ConcaveLogs, slope: number): number {
  const { mode, total, moment } = sumAroundPeak(terms, slope, terms.low, terms.high);
  return mode + moment / total;
}

type Sums = { readonly mode: number; readonly peak: number; readonly total: number; readonly moment: number };

/**
 * Terms that rise to one peak and fall: the peak is found by bisection and only its neighbourhood is summed, so that a long
 * support costs its spread. The moment is about the mode, which keeps the digits of a mean large against its spread.
 */
function sumAroundPeak({ low, high, logs }: ConcaveLogs, slope: number, from: number, to: number): Sums {
  const first = Math.max(low, from);
  const last = Math.min(high, to);
  const term = (i: number): number => (logs[i - low] ?? -Infinity) + i * slope;
  let left = first;
  let right = last;
  while (left < right) {
    const middle = Math.floor((left + right) / 2);
    if (term(middle + 1) > term(middle)) left = middle + 1;
    else right = middle;
  }
  const mode = left;
  const peak = first > last ? -Infinity : term(mode);
  const sums = { mode, peak, total: 0, moment: 0 };
  const add = (i: number): boolean => {
    const distance = term(i) - peak;
    sums.total += Math.exp(distance);
    sums.moment += (i - mode) * Math.exp(distance);
    return distance > -negligible;
  };
  for (let i = mode; i >= first && add(i);) i -= 1;
  for (let i = mode + 1; i <= last && add(i);) i += 1;
  return sums;
}
