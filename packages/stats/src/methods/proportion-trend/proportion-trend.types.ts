import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";
import type { EventCount } from "../two-proportions/two-proportions.types.ts";

/** Events and totals of ordered groups (doses, sessions attended), with one score each; 1, 2, 3 … unless given. Empty groups are dropped. */
export type ProportionTrendInput = {
  readonly groups: readonly EventCount[];
  readonly scores?: readonly number[];
};

export type ProportionTrendOptions = {
  readonly level?: number;
  /** `greater`: the proportion rises with the score. */
  readonly alternative?: Alternative;
};

/** R variables: events, totals and scores of the groups. */
export type ProportionTrendRNames = { readonly events: string; readonly totals: string; readonly scores: string };

export type ProportionTrendDetails = {
  readonly groups: readonly {
    readonly score: number;
    readonly events: number;
    readonly total: number;
    readonly proportion: number;
  }[];
  readonly groupsDropped: number;
  /** Positive when the proportion rises with the score. */
  readonly z: number;
  readonly chi2: number;
  /** Pearson's χ² of all groups less the trend: what a straight line leaves; `null` with two groups. */
  readonly departure: { readonly chi2: number; readonly df: number; readonly p: number } | null;
};

export type ProportionTrendResult = DataResult & {
  readonly method: "proportion_trend";
  /** Change of the proportion for one unit of score, least squares weighted by the totals. */
  readonly estimate: Estimate;
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: ProportionTrendDetails;
};
