import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** Two arrays of equal length in the same unit and participant order; a pair with a `null` side is excluded and counted. */
export type PairedInput = { readonly first: readonly (number | null)[]; readonly second: readonly (number | null)[] };
export type PairedRNames = { readonly first: string; readonly second: string };

export type PairedTOptions = {
  readonly alternative?: Alternative;
  readonly level?: number;
  /** Shapiro–Wilk of the differences beside the result; on unless set to false. */
  readonly checkAssumptions?: boolean;
};

export type PairedTDetails = {
  readonly meanFirst: number;
  readonly sdFirst: number;
  readonly meanSecond: number;
  readonly sdSecond: number;
  readonly sdDifference: number;
  /** Pearson correlation of the two measurements; `null` when one of them is constant. */
  readonly correlation: number | null;
};

export type PairedTResult = DataResult & {
  readonly method: "paired_t";
  readonly estimate: Estimate;
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: PairedTDetails;
};
