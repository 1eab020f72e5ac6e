import { centreGroups, largestSize } from "./grouped-observations.ts";
import type { Group } from "./grouped-observations.ts";
import { centredSumOfSquares, mean } from "./numeric/moments.ts";
import { sum } from "./numeric/sum.ts";

/** One group in a one-way layout. `offset` is its mean measured from a value of the data, which keeps digits that the mean cannot. */
export type GroupPart = {
  readonly name: string;
  readonly n: number;
  readonly mean: number;
  readonly offset: number;
  readonly sumOfSquares: number;
};

export type Partition = {
  readonly parts: readonly GroupPart[];
  readonly total: number;
  readonly ssBetween: number;
  readonly ssWithin: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  /** True when the spread within groups is nothing but rounding of the inputs. */
  readonly isWithoutSpread: boolean;
};

/**
 * Sums of squares between and within groups, of values moved by one of their own, in compensated sums about the means: an offset
 * of 1e12 costs only the digits that the inputs have lost already. `size`: the scale of the inputs, where the values are deviations.
 */
export function partitionGroups(groups: readonly Group[], size: number = largestSize(groups)): Partition {
  const centred = centreGroups(groups);
  const parts = centred.groups.map(({ name, values }): GroupPart => {
    const offset = mean(values);
    return {
      name,
      n: values.length,
      mean: centred.pivot + offset,
      offset,
      sumOfSquares: Math.max(0, centredSumOfSquares(values, offset)),
    };
  });
  const total = parts.reduce((count, { n }) => count + n, 0);
  const grand = sum(parts.map(({ n, offset }) => n * offset)) / total;
  const drift = sum(parts.map(({ n, offset }) => n * (offset - grand)));
  const ssBetween = sum(parts.map(({ n, offset }) => n * (offset - grand) ** 2)) - drift ** 2 / total;
  const ssWithin = sum(parts.map(({ sumOfSquares }) => sumOfSquares));
  return {
    parts,
    total,
    ssBetween: Math.max(0, ssBetween),
    ssWithin,
    dfBetween: parts.length - 1,
    dfWithin: total - parts.length,
    isWithoutSpread: ssWithin <= total * (4 * Number.EPSILON * size) ** 2,
  };
}

/** Unbiased variance of one group, or 0 where its spread is nothing but rounding. Needs two values. */
export function varianceOfPart({ n, sumOfSquares }: GroupPart, size: number): number {
  return sumOfSquares <= n * (4 * Number.EPSILON * size) ** 2 ? 0 : sumOfSquares / (n - 1);
}
