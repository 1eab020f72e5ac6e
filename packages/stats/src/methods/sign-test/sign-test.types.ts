import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

export type SignTestOptions = {
  readonly alternative?: Alternative;
  readonly level?: number;
  readonly differenceRounding?: number;
};

export type SignTestResult = DataResult & {
  readonly method: "sign_test";
  /** Proportion of positive among the non-zero differences, second minus first. */
  readonly estimate: Estimate;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: { readonly positive: number; readonly negative: number; readonly zero: number };
};
