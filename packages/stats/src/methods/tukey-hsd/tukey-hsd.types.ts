import type { DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

export type TukeyHsdOptions = {
  /** Of all intervals together. */
  readonly level?: number;
};

/** One pair of groups: mean of `second` minus mean of `first`, the earlier group in the order of the levels. */
export type TukeyComparison = {
  /** `second-first`, as R names the pair. */
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly estimate: Estimate;
  /** √(msWithin / 2 · (1/n₁ + 1/n₂)), so that estimate / standard error is q. */
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
};

export type TukeyHsdDetails = {
  readonly groups: readonly { readonly name: string; readonly n: number; readonly mean: number }[];
  readonly comparisons: readonly TukeyComparison[];
  readonly msWithin: number;
  readonly dfWithin: number;
};

export type TukeyHsdResult = DataResult & {
  readonly method: "tukey_hsd";
  readonly details: TukeyHsdDetails;
};
