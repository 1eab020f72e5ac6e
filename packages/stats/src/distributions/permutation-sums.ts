/** Probabilities of the values offset, offset + 1, … of a whole-number statistic under its permutation distribution. */
export type DiscreteDistribution = { readonly offset: number; readonly probabilities: readonly number[] };

/**
 * Distribution of the sum of the scores that get a plus sign, each with probability ½: the signed-rank statistic given its ties.
 * Scores are whole numbers > 0 (ranks doubled). Streitberg & Röhmel (1986), shift algorithm; O(n Σscores).
 */
export function signFlipDistribution(scores: readonly number[]): DiscreteDistribution {
  const total = scores.reduce((a, b) => a + b, 0);
  const probabilities = new Float64Array(total + 1);
  probabilities[0] = 1;
  let reached = 0;
  for (const score of scores) {
    reached += score;
    for (let s = reached; s >= score; s -= 1)
      probabilities[s] = ((probabilities[s] ?? 0) + (probabilities[s - score] ?? 0)) / 2;
    for (let s = 0; s < score; s += 1) probabilities[s] = (probabilities[s] ?? 0) / 2;
  }
  return { offset: 0, probabilities: Array.from(probabilities) };
}

/**
 * Distribution of the sum of the scores of a random subset of the given size: the rank-sum statistic given its ties.
 * `groups`: distinct score (whole number) and how many carry it. Counts are kept as doubles, exact to rounding.
 */
export function subsetSumDistribution(
  groups: readonly { readonly score: number; readonly size: number }[],
  subset: number,
): DiscreteDistribution {
  const least = groups.reduce((lowest, { score }) => Math.min(lowest, score), Infinity);
  const shifted = groups.map(({ score, size }) => ({ score: score - least, size }));
  const length = maximalSum(shifted, subset) + 1;
  const ways = Array.from({ length: subset + 1 }, () => ({ counts: new Float64Array(length), reached: -1 }));
  const [none] = ways;
  if (none !== undefined) {
    none.counts[0] = 1;
    none.reached = 0;
  }
  for (const group of shifted) addGroup(ways, group);
  const counts = ways[subset]?.counts ?? new Float64Array(0);
  const total = counts.reduce((a, b) => a + b, 0);
  return { offset: subset * least, probabilities: Array.from(counts, (count) => count / total) };
}

type Group = { readonly score: number; readonly size: number };

function maximalSum(groups: readonly Group[], subset: number): number {
  let left = subset;
  let total = 0;
  for (const { score, size } of groups.toSorted((a, b) => b.score - a.score)) {
    const taken = Math.min(left, size);
    total += taken * score;
    left -= taken;
  }
  return total;
}

/** In how many ways each sum is reached, and the greatest sum reached so far (−1: none). */
type Ways = { readonly counts: Float64Array; reached: number };

/** Lets every subset size draw from one more group. Larger subsets first, so that smaller ones are still without it. */
function addGroup(ways: readonly Ways[], { score, size }: Group): void {
  for (let taken = ways.length - 1; taken > 0; taken -= 1) {
    const to = ways[taken];
    let binomial = 1;
    for (let drawn = 1; drawn <= Math.min(size, taken); drawn += 1) {
      binomial = (binomial * (size - drawn + 1)) / drawn;
      const from = ways[taken - drawn];
      if (from === undefined || to === undefined || from.reached < 0) continue;
      addShifted(to, from, drawn * score, binomial);
    }
  }
}

function addShifted(to: Ways, from: Ways, shift: number, factor: number): void {
  const last = Math.min(from.reached, to.counts.length - 1 - shift);
  for (let s = 0; s <= last; s += 1)
    to.counts[s + shift] = (to.counts[s + shift] ?? 0) + (from.counts[s] ?? 0) * factor;
  to.reached = Math.max(to.reached, last + shift);
}

/** P(S ≤ s) and P(S ≥ s): both include the observed value, each summed from its own end. */
export function inclusiveTails(
  { offset, probabilities }: DiscreteDistribution,
  s: number,
): { lower: number; upper: number } {
  let lower = 0;
  for (let i = 0; i < probabilities.length && i + offset <= s; i += 1) lower += probabilities[i] ?? 0;
  let upper = 0;
  for (let i = probabilities.length - 1; i >= 0 && i + offset >= s; i -= 1) upper += probabilities[i] ?? 0;
  return { lower: Math.min(1, lower), upper: Math.min(1, upper) };
}

/** The smallest s with P(S ≤ s) ≥ p, with R's fuzz against rounding. */
export function discreteQuantile({ offset, probabilities }: DiscreteDistribution, p: number): number {
  let total = 0;
  for (const [i, probability] of probabilities.entries()) {
    total += probability;
    if (total >= p * (1 - 64 * Number.EPSILON)) return offset + i;
  }
  return offset + probabilities.length - 1;
}

/** The distribution of minus the statistic: upper tails become lower ones. */
export function mirror({ offset, probabilities }: DiscreteDistribution): DiscreteDistribution {
  return { offset: -(offset + probabilities.length - 1), probabilities: probabilities.toReversed() };
}
