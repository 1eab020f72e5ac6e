import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** A term of the model. Factors get treatment contrasts against the first level (sorted unless `levels` is given). */
export type Covariate =
  | { readonly name: string; readonly kind: "numeric"; readonly values: readonly (number | null)[] }
  | {
      readonly name: string;
      readonly kind: "factor";
      readonly values: readonly (string | number | null)[];
      readonly levels?: readonly (string | number)[];
    };

/** Two arms or more, each once. */
export type ArmLevels = readonly [string | number, string | number, ...(string | number)[]];

/** One row per participant in every array. Rows with a `null` anywhere are excluded and counted. */
export type AncovaInput = {
  readonly outcome: readonly (number | null)[];
  readonly arm: readonly (string | number | null)[];
  /** Reference first, then every arm compared with it. Absent: the two met, sorted. */
  readonly armLevels?: ArmLevels;
  readonly covariates: readonly Covariate[];
};

export type AncovaOptions = {
  readonly level?: number;
  readonly alternative?: Alternative;
  /** Which covariance estimator gives the standard error, interval and p of the result; all are in the details. */
  readonly covariance?: "classical" | "hc2" | "hc3";
  readonly checkAssumptions?: boolean;
};
/** Names in R: the data frame, its columns, and the covariates in the order of the model. */
export type AncovaRNames = {
  readonly data: string;
  readonly outcome: string;
  readonly arm: string;
  readonly armLevels?: ArmLevels;
  readonly covariates?: readonly { readonly name: string; readonly kind: "numeric" | "factor" }[];
};

export type AncovaInference = {
  readonly standardError: number;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly interval: Interval;
};

export type AdjustedMean = {
  readonly arm: string | number;
  readonly n: number;
  /** Unadjusted mean of the outcome in the rows used. */
  readonly mean: number;
  /** Unadjusted standard deviation of the outcome; `null` for one row. */
  readonly sd: number | null;
  /** At the mean of every covariate, levels of factors in the shares seen: the outcome expected if all had been in this arm. */
  readonly adjusted: number;
  readonly adjustedStandardError: number;
  readonly adjustedInterval: Interval;
};

/** One arm compared with the reference arm, compared minus reference. */
export type AncovaComparison = {
  readonly arm: string | number;
  /** Adjusted mean difference. */
  readonly difference: number;
  readonly unadjustedDifference: number;
  readonly classical: AncovaInference;
  /** `null` where an observation has leverage one. */
  readonly hc2: AncovaInference | null;
  readonly hc3: AncovaInference | null;
};

export type AncovaDetails = {
  readonly formula: string;
  readonly coefficients: readonly { readonly name: string; readonly value: number; readonly standardError: number }[];
  /** Reference first. */
  readonly arms: readonly [AdjustedMean, AdjustedMean, ...AdjustedMean[]];
  /** Every arm with the reference, in the order of the arms; the first is that of the result. */
  readonly comparisons: readonly [AncovaComparison, ...AncovaComparison[]];
  readonly classical: AncovaInference;
  /** `null` where an observation has leverage one. */
  readonly hc2: AncovaInference | null;
  readonly hc3: AncovaInference | null;
  readonly residualSd: number;
  readonly residualDf: number;
  readonly rSquared: number;
  readonly unadjustedDifference: number;
  /** Lin (2013): all covariates centred and interacted with the arm; `null` without covariates, with more than two arms or where collinear, its standard errors where an observation has leverage one. */
  readonly lin: { readonly estimate: number; readonly seHc2: number | null; readonly seHc3: number | null } | null;
};

export type AncovaResult = DataResult & {
  readonly method: "ancova";
  /** Adjusted mean difference, compared arm (the first of them) minus reference arm. */
  readonly estimate: Estimate;
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: AncovaDetails;
};
