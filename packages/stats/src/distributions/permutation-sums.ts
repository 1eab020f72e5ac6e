/** Probabilities of the values offset, offset + 1, … of a whole-number statistic under its permutation distribution. */
export type DiscreteDistribution = { readonly offset: number; readonly probabilities: readonly number[] };

/**
 * Distribution of the sum of the scores that get a plus sign, each with probability ½: the signed-rank statistic given its ties.
 * Scores are whole numbers > 0 (ranks doubled). Streitberg & Röhmel (1986), shift algorithm; O(n Σscores).
 */
export function signFlipDistribution(scores: readonly number[]): DiscreteDistribution {
  const total = scores.reduce((a, b) => a + b, 0);
  const probabilities = new Array<number>(total + 1).fill(0);
  probabilities[0] = 1;
  let reached = 0;
  for (const score of scores) {
    reached += score;
    for (let s = reached; s >= 0; s -= 1) {
      const without = s <= reached - score ? (probabilities[s] ?? 0) : 0;
      const withIt = s >= score ? (probabilities[s - score] ?? 0) : 0;
      probabilities[s] = (without + withIt) / 2;
    }
  }
  return { offset: 0, probabilities };
}

/**
 * Distribution of the sum of the scores of a random subset of the given size: the rank-sum statistic given its ties.
 * `groups`: distinct score (whole number) and how many carry it. Counts are kept as doubles, exact to rounding.
 */
export function subsetSumDistribution(
  groups: readonly { readonly score: number; readonly size: number }[],
  subset: number,
): DiscreteDistribution {
  const least = Math.min(...groups.map((group) => group.score));
  const shifted = groups.map(({ score, size }) => ({ score: score - least, size }));
  const length = maximalSum(shifted, subset) + 1;
  let ways = Array.from({ length: subset + 1 }, () => new Float64Array(0));
  ways[0] = Float64Array.of(1);
  for (const group of shifted) ways = addGroup(ways, group, length);
  const counts = ways[subset] ?? new Float64Array(0);
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

/** Ways to reach each sum with each subset size once `group` may be drawn from too. */
function addGroup(
  ways: readonly Float64Array<ArrayBuffer>[],
  { score, size }: Group,
  length: number,
): Float64Array<ArrayBuffer>[] {
  return ways.map((_, taken) => {
    const lengths = ways.map((from, before) =>
      before <= taken && taken - before <= size && from.length > 0 ? from.length + (taken - before) * score : 0,
    );
    const sums = new Float64Array(Math.min(length, Math.max(...lengths)));
    let binomial = 1;
    for (let drawn = 0; drawn <= Math.min(size, taken); drawn += 1) {
      const from = ways[taken - drawn] ?? new Float64Array(0);
      const shift = drawn * score;
      for (let s = 0; s < from.length && s + shift < sums.length; s += 1)
        sums[s + shift] = (sums[s + shift] ?? 0) + (from[s] ?? 0) * binomial;
      binomial = (binomial * (size - drawn)) / (drawn + 1);
    }
    return sums;
  });
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
