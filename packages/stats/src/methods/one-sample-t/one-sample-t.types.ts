import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** Values of one group in one unit; `null` is missing and counted. */
export type OneSampleTInput = { readonly values: readonly (number | null)[] };
export type OneSampleTRNames = { readonly values: string };

export type OneSampleTOptions = {
  /** The mean tested against, in the unit of the data; 0. */
  readonly nullMean?: number;
  readonly alternative?: Alternative;
  readonly level?: number;
  /** Shapiro–Wilk of the values beside the result; on unless set to false. */
  readonly checkAssumptions?: boolean;
};

export type OneSampleTDetails = {
  readonly mean: number;
  readonly sd: number;
  readonly nullMean: number;
  /** Mean less the null mean. */
  readonly difference: number;
  /** (mean − null mean) / sd, and its noncentral-t interval (`null` beyond |t| = 37.62). */
  readonly d_one_sample: number;
  readonly dInterval: Interval | null;
  /** d × exact J(n − 1); `null` for two values, where J does not exist. */
  readonly g_one_sample: number | null;
};

export type OneSampleTResult = DataResult & {
  readonly method: "one_sample_t";
  /** The mean, with the interval of the mean. */
  readonly estimate: Estimate;
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: OneSampleTDetails;
};
