import type { CovarianceKey } from "../../linear/covariance.ts";
import type { FactorCoding, ModelData } from "../../model/model-frame.ts";
import type { ModelRNames } from "../../model/r-model.ts";
import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** A model in R's grammar and the columns it names, one row per observation; rows with a `null` anywhere are left out and counted. */
export type LinearRegressionInput = {
  readonly formula: string;
  readonly data: ModelData;
  /** Columns to be read as factors, with their levels (the first is the reference) and contrasts. Text is a factor by itself. */
  readonly factors?: Readonly<Record<string, FactorCoding>>;
  /** The column that names the cluster of each row; needed by `cr0`, `cr1` and `cr1s`. */
  readonly clusters?: string;
};

export type LinearRegressionOptions = {
  readonly level?: number;
  readonly alternative?: Alternative;
  /** `model` unless given. */
  readonly covariance?: CovarianceKey;
  /** The coefficient that the result's own estimate is; the first beside the intercept unless given. */
  readonly coefficient?: string;
  /** A factor whose adjusted means are wanted: each level for everybody, the rest as observed. */
  readonly adjustedMeansOf?: string;
  readonly checkAssumptions?: boolean;
};

export type LinearRegressionRNames = ModelRNames;

export type LinearCoefficient = {
  /** As R names it. */
  readonly name: string;
  readonly term: string;
  readonly value: number;
  readonly standardError: number;
  /** `null` where the model fits without error, or the estimator gives this coefficient no variance. */
  readonly statistic: Statistic | null;
  readonly p: PValue | null;
  readonly interval: Interval | null;
};

/** The outcome expected if every row had this level and otherwise what it has. */
export type ModelAdjustedMean = {
  readonly level: string | number;
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval | null;
};

export type LinearRegressionDetails = {
  readonly formula: string;
  readonly covariance: CovarianceKey;
  readonly coefficients: readonly LinearCoefficient[];
  readonly residualSd: number;
  readonly residualDf: number;
  readonly residualSumOfSquares: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** All coefficients but the intercept are zero, by the chosen covariance (Wald); `null` without one or without error. */
  readonly f: { readonly value: number; readonly df1: number; readonly df2: number; readonly p: number } | null;
  readonly largestLeverage: number;
  readonly clusterCount: number | null;
  readonly adjustedMeans: readonly ModelAdjustedMean[] | null;
};

export type LinearRegressionResult = DataResult & {
  readonly method: "linear_regression";
  readonly estimate: Estimate;
  readonly standardError: number;
  readonly interval: Interval | null;
  readonly statistic: Statistic | null;
  readonly p: PValue | null;
  readonly details: LinearRegressionDetails;
};
