import type { ArmRatio } from "../schemes/scheme.ts";

/** How far apart the arms were at the end of the simulated trials: largest minus smallest count ÷ ratio. */
export type BalanceSummary = {
  readonly meanDifference: number;
  /** At most this in half, and in 95 %, of the trials. */
  readonly medianDifference: number;
  readonly difference95: number;
  readonly largestDifference: number;
  /** Participants per arm on average, in key order. */
  readonly meanCounts: readonly number[];
};

/** In how many of the trials the arms ended so far apart. */
export type DifferenceCount = { readonly difference: number; readonly trials: number };

export type BalanceTally = {
  /** Counts one trial; `counts` per arm in key order. */
  readonly add: (counts: readonly number[]) => void;
  readonly summary: () => BalanceSummary;
  /** Every final difference that came, ascending. */
  readonly differences: () => readonly DifferenceCount[];
  /** Participants of a trial over all arms. */
  readonly participants: () => { readonly least: number; readonly mean: number; readonly most: number };
};

/** Collects final balance over trials. Differences take few values, so a count of each keeps the quantiles exact. */
export function balanceTally(arms: readonly ArmRatio[]): BalanceTally {
  const ratios = arms.map(({ ratio }) => ratio);
  const trialsWith = new Map<number, number>();
  const counted = arms.map(() => 0);
  const sizes = { least: Infinity, sum: 0, most: 0 };
  let trials = 0;
  const ascending = () => [...trialsWith].sort(([left], [right]) => left - right);
  return {
    add: (counts) => {
      let [largest, smallest, size] = [-Infinity, Infinity, 0];
      for (const [arm, count] of counts.entries()) {
        const share = count / (ratios[arm] ?? 1);
        largest = Math.max(largest, share);
        smallest = Math.min(smallest, share);
        size += count;
        counted[arm] = (counted[arm] ?? 0) + count;
      }
      const difference = largest - smallest;
      trialsWith.set(difference, (trialsWith.get(difference) ?? 0) + 1);
      sizes.least = Math.min(sizes.least, size);
      sizes.most = Math.max(sizes.most, size);
      sizes.sum += size;
      trials += 1;
    },
    summary: () => {
      const sorted = ascending();
      const sum = sorted.reduce((total, [difference, count]) => total + difference * count, 0);
      return {
        meanDifference: sum / trials,
        medianDifference: quantile(sorted, trials / 2),
        difference95: quantile(sorted, 0.95 * trials),
        largestDifference: sorted.at(-1)?.[0] ?? 0,
        meanCounts: counted.map((count) => count / trials),
      };
    },
    differences: () => ascending().map(([difference, count]) => ({ difference, trials: count })),
    participants: () => ({ least: sizes.least, mean: sizes.sum / trials, most: sizes.most }),
  };
}

/** The smallest value that at least `needed` trials do not exceed. */
function quantile(ascending: readonly (readonly [number, number])[], needed: number): number {
  let reached = 0;
  for (const [difference, count] of ascending) {
    reached += count;
    if (reached >= needed) return difference;
  }
  return ascending.at(-1)?.[0] ?? 0;
}
