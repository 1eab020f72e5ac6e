import type { CovarianceKey } from "../../linear/covariance.ts";
import type { FactorCoding, ModelData, ModelValue } from "../../model/model-frame.ts";
import type { ModelRNames } from "../../model/r-model.ts";
import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** A model in R's grammar and the columns it names, one row per observation; rows with a `null` anywhere are left out and counted. */
export type LogisticInput = {
  /** The outcome is 0 and 1, false and true, or two words of which the second in the alphabet is the event. */
  readonly formula: string;
  readonly data: ModelData;
  readonly factors?: Readonly<Record<string, FactorCoding>>;
  /** The value of the outcome that is the event, where it is not the one above. */
  readonly event?: Exclude<ModelValue, null>;
  /** The column whose effect is wanted: the result's own estimate is its odds ratio, and risks are standardized over it. */
  readonly arm?: string;
  /** Reference first, then the value compared with it. Absent: the two met, sorted; 0 and 1 for a number with other values. */
  readonly armLevels?: readonly [string | number, string | number];
  /** The column that names the cluster of each row; needed by `cr0`, `cr1` and `cr1s`. */
  readonly clusters?: string;
};

export type LogisticOptions = {
  readonly level?: number;
  readonly alternative?: Alternative;
  /** `model` unless given. */
  readonly covariance?: CovarianceKey;
  /**
   * Which interval of the odds ratio the result carries: `profile` unless given, `wald` beside any other covariance. `profile_spline`
   * interpolates the profile as MASS does, for who must reproduce R's confint.
   */
  readonly interval?: "profile" | "profile_spline" | "wald";
  /** The coefficient that the result's own estimate is; that of the arm, or the first beside the intercept, unless given. */
  readonly coefficient?: string;
  /** Profile intervals for the result's own coefficient only, unless `all`. */
  readonly profiles?: "main" | "all";
};

export type LogisticRNames = ModelRNames & {
  readonly event?: string | number;
  readonly arm?: string;
  readonly armLevels?: readonly [string | number, string | number];
};

export type LogisticCoefficient = {
  /** As R names it. */
  readonly name: string;
  readonly term: string;
  readonly value: number;
  readonly standardError: number;
  /** `null` where the estimator gives this coefficient no variance. */
  readonly statistic: Statistic | null;
  readonly p: PValue | null;
  /** exp(value); `Inf` beyond the range of a double. */
  readonly oddsRatio: number | "Inf";
  readonly intervalWald: Interval;
  /** Limits at which the likelihood, maximized over the other coefficients, has fallen by z²/2; `null` where not asked for. */
  readonly intervalProfile: Interval | null;
};

/** A contrast of two standardized risks with both standard errors. */
export type StandardizedContrast = {
  /** `Inf` for a ratio beyond the range of a double. */
  readonly value: number | "Inf";
  /** Of the difference, or of the logarithm of the ratio; covariates taken as fixed. */
  readonly standardErrorDelta: number;
  /** The same with the covariates as a sample of the population: stacked estimating equations, HC0. */
  readonly standardErrorMEstimation: number;
  readonly intervalDelta: Interval;
  readonly intervalMEstimation: Interval;
};

/** The risks expected if everybody had been in one arm, averaged over the covariates of all rows used. */
export type Standardization = {
  readonly arm: string;
  readonly levels: readonly [string | number, string | number];
  readonly risks: readonly [StandardizedRisk, StandardizedRisk];
  /** Compared minus reference. */
  readonly riskDifference: StandardizedContrast;
  /** Compared over reference. */
  readonly riskRatio: StandardizedContrast;
};

export type StandardizedRisk = {
  readonly level: string | number;
  readonly value: number;
  readonly standardErrorMEstimation: number;
};

export type LogisticDetails = {
  readonly formula: string;
  readonly covariance: CovarianceKey;
  readonly event: string | number;
  readonly events: number;
  readonly coefficients: readonly LogisticCoefficient[];
  readonly deviance: number;
  readonly nullDeviance: number;
  readonly residualDf: number;
  readonly logLikelihood: number;
  readonly aic: number;
  /** Against the model with the intercept only (or with none, where the model has none); `null` for that model itself. */
  readonly likelihoodRatio: { readonly value: number; readonly df: number; readonly p: number } | null;
  readonly standardized: Standardization | null;
  readonly clusterCount: number | null;
  readonly iterations: number;
};

export type LogisticResult = DataResult & {
  readonly method: "logistic";
  /** The odds ratio of one coefficient. */
  readonly estimate: Estimate;
  /** Of the logarithm of the odds ratio. */
  readonly standardError: number;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: LogisticDetails;
};
