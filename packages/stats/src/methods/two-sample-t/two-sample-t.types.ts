import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** Two independent groups in the same unit; `null` is missing and counted. Differences are first minus second. */
export type TwoGroupsInput = {
  readonly first: readonly (number | null)[];
  readonly second: readonly (number | null)[];
};
export type TwoGroupsRNames = { readonly first: string; readonly second: string };

export type TwoSampleTOptions = {
  readonly variant?: "welch" | "pooled";
  readonly alternative?: Alternative;
  readonly level?: number;
  readonly checkAssumptions?: boolean;
};

export type TwoSampleTTest = {
  readonly standardError: number;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly interval: Interval;
};

export type GroupSummary = { readonly n: number; readonly mean: number; readonly sd: number };

export type TwoSampleTDetails = {
  readonly first: GroupSummary;
  readonly second: GroupSummary;
  readonly welch: TwoSampleTTest;
  readonly pooled: TwoSampleTTest;
  readonly pooledSd: number;
  /** Mean difference / pooled sd, and its noncentral-t interval (`null` beyond |t| = 37.62). */
  readonly d_s: number;
  readonly dSInterval: Interval | null;
  /** d_s × exact J(n1 + n2 − 2). */
  readonly g_s: number;
  /** Mean difference / sd of the second group; `null` when that is constant. */
  readonly glass_delta_second: number | null;
};

export type TwoSampleTResult = DataResult & {
  readonly method: "two_sample_t";
  readonly estimate: Estimate;
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: TwoSampleTDetails;
};
