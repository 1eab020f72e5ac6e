import type { RatioEstimate } from "../../conditional-odds-ratio.ts";
import type { DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

export type EventCount = { readonly events: number; readonly total: number };

/** Events and totals of two independent groups; differences and ratios are first against second. */
export type TwoProportionsInput = { readonly first: EventCount; readonly second: EventCount };

export type TwoProportionsOptions = {
  readonly level?: number;
  readonly p?: "fisher" | "chi2" | "chi2_yates";
  readonly interval?: "newcombe_10" | "wald" | "miettinen_nurminen";
};
export type TwoProportionsRNames = {
  readonly x1: string;
  readonly n1: string;
  readonly x2: string;
  readonly n2: string;
};

export type TwoProportionsDetails = {
  readonly proportionFirst: number;
  readonly proportionSecond: number;
  readonly intervalWald: Interval;
  readonly intervalNewcombe: Interval;
  readonly intervalMiettinenNurminen: Interval;
  readonly riskRatio: RatioEstimate;
  readonly oddsRatio: RatioEstimate;
  /** Conditional maximum likelihood, as R's fisher.test. */
  readonly conditionalOddsRatio: RatioEstimate;
  readonly pFisher: number;
  /** `null` when a margin is empty, so that chi-square does not exist. */
  readonly chi2: { readonly value: number; readonly p: number } | null;
  readonly chi2Yates: { readonly value: number; readonly p: number } | null;
};

export type TwoProportionsResult = DataResult & {
  readonly method: "two_proportions";
  /** Risk difference, first minus second. */
  readonly estimate: Estimate;
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic | null;
  readonly p: PValue;
  readonly details: TwoProportionsDetails;
};
