import type { DiscreteDistribution } from "./permutation-sums.ts";

/**
 * Distribution of the number of concordant pairs of n observations without ties, all orders being equally likely: the i-th
 * observation is concordant with 0 … i − 1 of the earlier ones with equal chances.
 * Source: Kendall (1938), Biometrika 30:81. Example: n = 3 has probabilities 1/6, 2/6, 2/6, 1/6 of 0 … 3 pairs.
 */
export function kendallDistribution(n: number): DiscreteDistribution {
  let probabilities: readonly number[] = [1];
  for (let i = 2; i <= n; i += 1) {
    const next = new Array<number>(probabilities.length + i - 1).fill(0);
    for (const [pairs, probability] of probabilities.entries())
      for (let more = 0; more < i; more += 1) next[pairs + more] = (next[pairs + more] ?? 0) + probability / i;
    probabilities = next;
  }
  return { offset: 0, probabilities };
}
