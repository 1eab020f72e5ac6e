import type { DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";
import type { StatsRefusalCode } from "../../refusal.ts";

export type OneWayAnovaOptions = {
  /** `classical` assumes equal variances; `welch` does not. */
  readonly variant?: "classical" | "welch";
  /** Level of the intervals of the group means. */
  readonly level?: number;
  /** Shapiro–Wilk of the residuals and Brown–Forsythe beside the result; on unless set to false. */
  readonly checkAssumptions?: boolean;
};

/** One group; what one value alone does not have is `null`. The interval is Student's, from the group's own sd. */
export type GroupMean = {
  readonly name: string;
  readonly n: number;
  readonly mean: number;
  readonly sd: number | null;
  readonly standardError: number | null;
  readonly interval: Interval | null;
};

/** An F test with its two degrees of freedom. */
export type FTest = { readonly statistic: Statistic; readonly p: PValue };

export type OneWayAnovaDetails = {
  readonly groups: readonly GroupMean[];
  readonly ssBetween: number;
  readonly ssWithin: number;
  readonly ssTotal: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  readonly msBetween: number;
  readonly msWithin: number;
  readonly classical: FTest;
  /** `null` where a group has one value or does not vary; then `welchRefusal` says which. */
  readonly welch: FTest | null;
  readonly welchRefusal: StatsRefusalCode | null;
  /** ssBetween / ssTotal. */
  readonly etaSquared: number;
  /** (ssBetween − dfBetween msWithin) / (ssTotal + msWithin); below zero when F is below 1. */
  readonly omegaSquared: number;
  /** (ssBetween − dfBetween msWithin) / ssTotal; below zero when F is below 1. */
  readonly epsilonSquared: number;
};

export type OneWayAnovaResult = DataResult & {
  readonly method: "one_way_anova";
  readonly estimate: Estimate;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: OneWayAnovaDetails;
};
