import { fTails } from "../../distributions/f.ts";
import { studentInference, studentInterval, warn } from "../../inference.ts";
import { covarianceOf, rowOfLeverageOne, standardErrorOf } from "../../linear/covariance.ts";
import type { CovarianceKey } from "../../linear/covariance.ts";
import { leastSquares, valueOf } from "../../linear/least-squares.ts";
import type { LeastSquares } from "../../linear/least-squares.ts";
import { coordinatesOf } from "../../linear/orthonormal-basis.ts";
import { solveSymmetric } from "../../linear/solve-symmetric.ts";
import type { MethodDefinition } from "../../method.ts";
import { meanRow, numericResponse } from "../../model/model-matrix.ts";
import { prepareFixedModel } from "../../model/prepare-model.ts";
import type { FixedModel } from "../../model/prepare-model.ts";
import { rNamesOf } from "../../model/r-model.ts";
import { refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome, Refused } from "../../refusal.ts";
import type { Warning } from "../../result.ts";
import { checkNormality } from "../shapiro-wilk/check-normality.ts";
import { linearRegressionRCall } from "./r-call.ts";
import type {
  LinearCoefficient,
  LinearRegressionDetails,
  LinearRegressionInput,
  LinearRegressionOptions,
  LinearRegressionResult,
  LinearRegressionRNames,
  ModelAdjustedMean,
} from "./linear-regression.types.ts";

const source =
  "Björck (1967), BIT 7:1; MacKinnon & White (1985), J Econometrics 29:305; Liang & Zeger (1986), Biometrika 73:13; Chambers & Hastie (1992)";

/**
 * How does a numeric outcome depend on the terms of a model? Least squares with a formula in R's grammar, coefficients with
 * standard errors (model, HC0–HC3, clusters), t, p and interval, residual SD, R², F. The outcome and its SD share a unit; a
 * coefficient has the outcome's unit per unit of its column. Computed in double-double, so that ill-conditioned designs keep
 * their digits. Refuses collinear terms, no residual degree of freedom, an outcome that does not vary, random terms, and HC2 or
 * HC3 where a row has leverage one. A coefficient to which the estimator gives no variance has no statistic, p or interval.
 * Example: y = 1, 2, 2, 5 on x = 1, 2, 3, 4 gives the slope 1.2, t 2.828427, p 0.1055728.
 */
export function runLinearRegression(
  input: LinearRegressionInput,
  options: LinearRegressionOptions = {},
): Outcome<LinearRegressionResult> {
  const badLevel = refuseLevel(options.level ?? 0.95);
  if (badLevel !== null) return badLevel;
  const covariance = options.covariance ?? "model";
  const model = prepareFixedModel(input, covariance);
  if (!model.ok) return model;
  const { formula, frame, matrix } = model;
  const response = numericResponse(formula, frame);
  if (!response.ok) return response;
  const fit = leastSquares(
    matrix.columns.map(({ values }) => values),
    response.values,
    formula.hasIntercept,
  );
  if ("dependentColumn" in fit) return refuse("collinear", { term: matrix.columns[fit.dependentColumn]?.name ?? "" });
  if (doesNotVary(response.values.high, formula.hasIntercept)) return refuse("zero_variance", { n: frame.n });
  const row = rowOfLeverageOne(covariance, fit.basis.leverages);
  if (row >= 0) return refuse("leverage_one", { position: row + 1 });
  const fitted: Fitted = { model, fit, covariance, options, variance: varianceOf(model, fit, covariance) };
  const details = detailsOf(fitted);
  if ("ok" in details) return details;
  const main = mainCoefficient(details, options);
  if (main === undefined) return refuse("invalid_option", { option: "coefficient" });
  const { value, standardError, interval, statistic, p } = main;
  return {
    ok: true,
    result: {
      method: "linear_regression",
      variant: covariance,
      estimate: { name: `coefficient_of_${main.name}`, value, direction: "none", scale: "coefficient" },
      standardError,
      interval,
      statistic,
      p,
      n: { used: frame.n, excluded: frame.excluded },
      assumptions: options.checkAssumptions === false || fit.isPerfect ? [] : [checkNormality(Array.from(fit.residuals), "residuals")], // prettier-ignore
      warnings: warningsOf(fitted, standardError),
      source,
      r: linearRegressionRCall(rNamesOf(formula, frame, input.clusters), options),
      details,
    },
  };
}

type Fitted = {
  readonly model: FixedModel;
  readonly fit: LeastSquares;
  readonly covariance: CovarianceKey;
  readonly options: LinearRegressionOptions;
  /** Covariance of Qᵀy, whose linear functions are those of the coefficients. */
  readonly variance: readonly (readonly number[])[];
};

function varianceOf({ clusters }: FixedModel, fit: LeastSquares, covariance: CovarianceKey): number[][] {
  const { q, leverages } = fit.basis;
  const dispersion = fit.residualSd ** 2;
  return covarianceOf(covariance, { q, errors: fit.residuals, leverages, bread: null, dispersion, clusters });
}

/** Clusters, not rows, are what a cluster-robust t has seen. */
function inferenceDf({ model, fit, covariance }: Fitted): number {
  return covariance.startsWith("cr") ? (model.clusters?.count ?? 0) - 1 : fit.df;
}

function detailsOf(fitted: Fitted): LinearRegressionDetails | Refused {
  const { model, fit, covariance, options } = fitted;
  const { formula, frame, matrix, clusters } = model;
  const adjustedMeans = options.adjustedMeansOf === undefined ? null : adjustedMeansOf(fitted, options.adjustedMeansOf);
  if (adjustedMeans !== null && "ok" in adjustedMeans) return adjustedMeans;
  const unit = (k: number): number[] => matrix.columns.map((_, j) => (j === k ? 1 : 0));
  return {
    formula: formula.text,
    covariance,
    coefficients: matrix.columns.map(({ name, term }, k) => ({
      name,
      term,
      ...inferenceOf(fitted, fit.coefficients[k] ?? 0, unit(k)),
    })),
    residualSd: fit.residualSd,
    residualDf: fit.df,
    residualSumOfSquares: fit.residualSumOfSquares,
    rSquared: fit.rSquared,
    adjustedRSquared: 1 - ((1 - fit.rSquared) * (frame.n - (formula.hasIntercept ? 1 : 0))) / fit.df,
    f: overallTest(fitted),
    largestLeverage: fit.basis.leverages.reduce((largest, h) => Math.max(largest, h), 0),
    clusterCount: clusters?.count ?? null,
    adjustedMeans,
  };
}

function inferenceOf(fitted: Fitted, value: number, c: readonly number[]): Omit<LinearCoefficient, "name" | "term"> {
  const { fit, variance, options, covariance } = fitted;
  const standardError = standardErrorOf(variance, coordinatesOf(fit.basis, c));
  const none = { value, standardError, statistic: null, p: null, interval: null };
  if (fit.isPerfect || !(standardError > 0)) return none;
  const { level = 0.95, alternative = "two_sided" } = options;
  const student = { estimate: value, standardError, df: inferenceDf(fitted), level, alternative };
  return { value, standardError, ...studentInference({ ...student, method: `student_${covariance}` }) };
}

/** Without the intercept's, the coordinates are zero exactly when all other coefficients are: R is triangular. */
function overallTest(fitted: Fitted): LinearRegressionDetails["f"] {
  const { fit, variance, model } = fitted;
  const from = model.formula.hasIntercept ? 1 : 0;
  const tested = fit.coordinates.slice(from);
  const df1 = tested.length;
  if (df1 === 0 || fit.isPerfect) return null;
  const block = variance.slice(from).map((row) => row.slice(from));
  const weights = solveSymmetric(block, tested);
  if (weights === null) return null;
  const value = weights.reduce((total, weight, i) => total + weight * (tested[i] ?? 0), 0) / df1;
  const df2 = inferenceDf(fitted);
  return { value, df1, df2, p: fTails(value, df1, df2).upper };
}

function adjustedMeansOf(fitted: Fitted, variable: string): ModelAdjustedMean[] | Refused {
  const { formula, frame } = fitted.model;
  const column = frame.columns.get(variable);
  if (column === undefined) return refuse("unknown_variable", { variable });
  if (column.kind === "numeric") return refuse("invalid_option", { option: "adjustedMeansOf" });
  const means: ModelAdjustedMean[] = [];
  for (const value of column.levels) {
    const row = meanRow(formula, frame, { variable, value });
    if ("ok" in row) return row;
    const { options } = fitted;
    const twoSided = { ...fitted, options: { ...options, alternative: "two_sided" as const } };
    const { standardError, interval } = inferenceOf(twoSided, 0, row);
    const mean = valueOf(fitted.fit, row);
    const { level = 0.95 } = options;
    const student = {
      estimate: mean,
      standardError,
      df: inferenceDf(fitted),
      level,
      alternative: "two_sided" as const,
    };
    means.push({
      level: value,
      value: mean,
      standardError,
      interval: interval === null ? null : studentInterval(student),
    });
  }
  return means;
}

function mainCoefficient(
  { coefficients }: LinearRegressionDetails,
  { coefficient }: LinearRegressionOptions,
): LinearCoefficient | undefined {
  if (coefficient !== undefined) return coefficients.find(({ name }) => name === coefficient);
  return coefficients.find(({ name }) => name !== "(Intercept)") ?? coefficients[0];
}

function warningsOf({ fit, model, covariance }: Fitted, standardError: number): Warning[] {
  const warnings: Warning[] = [];
  const clusters = model.clusters?.count ?? 0;
  if (fit.isPerfect) warnings.push(warn("perfect_fit"));
  else if (standardError === 0) warnings.push(warn("interval_not_computable"));
  if (fit.df < 10) warnings.push(warn("residual_df_small", { df: fit.df }));
  if (covariance.startsWith("cr") && clusters < 40) warnings.push(warn("few_clusters", { clusters }));
  return warnings;
}

function doesNotVary(values: Float64Array, hasIntercept: boolean): boolean {
  const first = hasIntercept ? values[0] : 0;
  return values.every((value) => value === first);
}

export const linearRegression = {
  key: "linear_regression",
  page: "linear-regression",
  tier: "FIRST",
  input: "model",
  variants: ["model", "hc0", "hc1", "hc2", "hc3", "cr0", "cr1", "cr1s"],
  source,
  run: runLinearRegression,
  rCall: linearRegressionRCall,
} as const satisfies MethodDefinition<
  LinearRegressionInput,
  LinearRegressionOptions,
  LinearRegressionRNames,
  LinearRegressionResult
>;
