import type { RatioEstimate } from "../../conditional-odds-ratio.ts";
import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";
import type { EventCount } from "../two-proportions/two-proportions.types.ts";

/** Events and totals of two arms within one stratum (a site, an age group). */
export type Stratum = { readonly name?: string; readonly first: EventCount; readonly second: EventCount };

/** Differences and ratios are first against second. Strata in which an arm is empty are left out with a warning. */
export type CochranMantelHaenszelInput = { readonly strata: readonly Stratum[] };

export type CochranMantelHaenszelOptions = {
  readonly level?: number;
  readonly alternative?: Alternative;
  /** χ² as it is, χ² with the continuity correction of one half, or the exact conditional test; all are in the details. */
  readonly variant?: "uncorrected" | "corrected" | "exact";
  /** Which common measure is the result's estimate; all of them are in the details. */
  readonly measure?: "odds_ratio" | "risk_difference" | "risk_ratio";
};

/** The R variable: a 2 × 2 × K array, arms × (event, no event) × strata. */
export type CochranMantelHaenszelRNames = { readonly table: string };

/** With the standard error of its logarithm; `null` where the ratio is 0, infinite or undefined. */
export type CommonRatio = RatioEstimate & { readonly standardErrorLog: number | null };

/** The common risk difference with both standard errors: Sato's holds for few large and for many small strata. */
export type CommonRiskDifference = {
  readonly value: number;
  readonly standardErrorSato: number;
  readonly intervalSato: Interval;
  /** Greenland & Robins (1985): for large strata only. */
  readonly standardErrorGreenlandRobins: number;
  readonly intervalGreenlandRobins: Interval;
};

/** Breslow–Day test of equal odds ratios, and with Tarone's correction; `null` where it does not exist. */
export type Homogeneity = {
  readonly chi2: number;
  readonly df: number;
  readonly p: number;
  readonly chi2Tarone: number;
  readonly pTarone: number;
};

export type StratumMeasures = {
  readonly name: string;
  readonly first: EventCount;
  readonly second: EventCount;
  readonly riskDifference: number;
  readonly oddsRatio: number | "Inf" | null;
};

export type CochranMantelHaenszelDetails = {
  readonly strata: readonly StratumMeasures[];
  readonly strataDropped: number;
  /** Signed root of χ²: positive when the first arm has more events than expected. */
  readonly z: number;
  readonly chi2: number;
  readonly pChi2: number;
  readonly chi2Corrected: number;
  readonly pChi2Corrected: number;
  /** `null` with a warning where the distribution would take too long. */
  readonly pExact: number | null;
  /** Mantel–Haenszel, interval by Robins, Breslow & Greenland. */
  readonly oddsRatio: CommonRatio;
  /** Conditional maximum likelihood with its exact interval. */
  readonly conditionalOddsRatio: RatioEstimate | null;
  readonly riskRatio: CommonRatio;
  readonly riskDifference: CommonRiskDifference;
  readonly homogeneity: Homogeneity | null;
};

export type CochranMantelHaenszelResult = DataResult & {
  readonly method: "cochran_mantel_haenszel";
  /** `null` where the measure chosen is infinite or undefined. */
  readonly estimate: Estimate | null;
  /** Of the risk difference, or of the logarithm of the ratio chosen. */
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: CochranMantelHaenszelDetails;
};
