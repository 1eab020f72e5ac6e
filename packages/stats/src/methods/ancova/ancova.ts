import { studentInference, studentInterval, warn } from "../../inference.ts";
import { designColumns } from "../../linear/design-matrix.ts";
import type { DesignColumn } from "../../linear/design-matrix.ts";
import { fitLinearModel } from "../../linear/linear-model.ts";
import type { CovarianceEstimator, LinearFit } from "../../linear/linear-model.ts";
import { perfectFit } from "../../linear/test-linear-term.ts";
import type { MethodDefinition } from "../../method.ts";
import { centredSumOfSquares, isConstant, mean, standardDeviation } from "../../numeric/moments.ts";
import { refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Warning } from "../../result.ts";
import { checkNormality } from "../shapiro-wilk/check-normality.ts";
import { completeRows } from "./complete-rows.ts";
import type { CompleteRows } from "./complete-rows.ts";
import { linEstimate } from "./lin-estimate.ts";
import { ancovaRCall } from "./r-call.ts";
import type {
  AdjustedMean,
  AncovaComparison,
  AncovaDetails,
  AncovaInference,
  AncovaInput,
  AncovaOptions,
  AncovaResult,
  AncovaRNames,
} from "./ancova.types.ts";

const source =
  "Fisher (1932); Tsiatis et al. (2008), Stat Med 27:4658; MacKinnon & White (1985); FDA (2023), Adjusting for Covariates; Lin (2013), Ann Appl Stat 7:295";

/**
 * Difference of an outcome between two arms adjusted for covariates (baseline, stratification factors), compared minus
 * reference, from a linear model by QR; classical, HC2 and HC3 standard errors and the adjusted mean of each arm.
 * Of more arms each is compared with the reference in one model over all of them: the arm is a factor, so that every
 * comparison has the residual variance of all arms and the same slopes (Dunnett (1955), JASA 50:1096; emmeans' `trt.vs.ctrl`
 * contrasts of `lm`); p is that of each comparison alone. The result is the first comparison, the details have all.
 * Rows with anything missing are left out and counted. Refuses fewer than two arms, collinear terms, no residual degree of
 * freedom, and a model that fits without error.
 * Example: outcome 5, 7, 9, 12, 10, arm 0, 0, 1, 1, 0, baseline 1, 2, 2, 4, 3 gives 1.166667, t 1.467599, df 2.
 */
export function runAncova(input: AncovaInput, options: AncovaOptions = {}): Outcome<AncovaResult> {
  const level = options.level ?? 0.95;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const rows = completeRows(input);
  if (!rows.ok) return rows;
  const n = rows.outcome.length;
  const indicators = rows.armLevels.slice(1).map((_, k) => Float64Array.from(rows.arm, (at) => (at === k + 1 ? 1 : 0)));
  if (n === 0) return refuse("n_below_1", { n });
  if (isConstant(rows.outcome)) return refuse("zero_variance", { n });
  if (rows.armLevels.some((_, at) => !rows.arm.includes(at))) return refuse("one_group_empty", { n });
  const columns = designColumns(rows.terms);
  const parameters = rows.armLevels.length + columns.length;
  if (n <= parameters) return refuse("no_residual_degrees_of_freedom", { n, parameters });
  const design = [Float64Array.from(rows.outcome, () => 1), ...indicators, ...columns.map((c) => c.values)];
  const fit = fitLinearModel(design, rows.outcome);
  if ("dependentColumn" in fit)
    return refuse("collinear", { term: columns[fit.dependentColumn - rows.armLevels.length]?.name ?? "arm" });
  const total = centredSumOfSquares(rows.outcome);
  if (fit.residualSumOfSquares <= perfectFit * total) return refuse("zero_variance", { n });
  const details = detailsOf({ rows, fit, columns, total }, options, level);
  const covariance = options.covariance ?? "classical";
  const chosen = details[covariance] ?? details.classical;
  return {
    ok: true,
    result: {
      method: "ancova",
      variant: details[covariance] === null ? "classical" : covariance,
      estimate: {
        name: "adjusted_mean_difference",
        value: details.comparisons[0].difference,
        direction: "second_minus_first",
        scale: "outcome",
      },
      ...chosen,
      n: { used: n, excluded: rows.excluded },
      assumptions: options.checkAssumptions === false ? [] : [checkNormality(fit.residuals, "residuals")],
      warnings: warningsOf(fit, details),
      source,
      r: ancovaRCall(rNamesOf(input, rows), options),
      details,
    },
  };
}

type Fitted = {
  readonly rows: CompleteRows;
  readonly fit: LinearFit;
  readonly columns: readonly DesignColumn[];
  readonly total: number;
};

function detailsOf(fitted: Fitted, options: AncovaOptions, level: number): AncovaDetails {
  const { rows, fit, columns, total } = fitted;
  const more = rows.armLevels.slice(2).map((_, k) => k + 2);
  const first = comparison(fitted, 1, options, level);
  return {
    formula: ["outcome ~ arm", ...rows.terms.map((term) => term.name)].join(" + "),
    coefficients: coefficientsOf(fitted),
    arms: [
      adjustedMean(fitted, 0, level),
      adjustedMean(fitted, 1, level),
      ...more.map((arm) => adjustedMean(fitted, arm, level)),
    ],
    comparisons: [first, ...more.map((arm) => comparison(fitted, arm, options, level))],
    classical: first.classical,
    hc2: first.hc2,
    hc3: first.hc3,
    residualSd: fit.residualSd,
    residualDf: fit.df,
    rSquared: 1 - fit.residualSumOfSquares / total,
    unadjustedDifference: first.unadjustedDifference,
    lin: rows.armLevels.length === 2 ? linEstimate(rows, columns) : null,
  };
}

/** An arm less the reference arm: the coefficient of its indicator, with every standard error. */
function comparison(
  { rows, fit, columns }: Fitted,
  arm: number,
  options: AncovaOptions,
  level: number,
): AncovaComparison {
  const armOnly = [...rows.armLevels.map((_, at) => (at === arm ? 1 : 0)), ...columns.map(() => 0)];
  const difference = fit.coefficients[arm] ?? 0;
  const infer = (standardError: number, estimator: CovarianceEstimator): AncovaInference => {
    const alternative = options.alternative ?? "two_sided";
    const input = { estimate: difference, standardError, df: fit.df, level, alternative };
    return { standardError, ...studentInference({ ...input, method: `student_${estimator}` }) };
  };
  const robust = (estimator: "hc2" | "hc3"): AncovaInference | null => {
    const standardError = fit.robustStandardError(armOnly, estimator);
    return standardError === null ? null : infer(standardError, estimator);
  };
  return {
    arm: rows.armLevels[arm] ?? "",
    difference,
    unadjustedDifference: mean(outcomesIn(rows, arm)) - mean(outcomesIn(rows, 0)),
    classical: infer(fit.standardError(armOnly), "classical"),
    hc2: robust("hc2"),
    hc3: robust("hc3"),
  };
}

function outcomesIn(rows: CompleteRows, arm: number): number[] {
  return rows.outcome.filter((_, i) => rows.arm[i] === arm);
}

/** Named as R names them, the one compared arm of two as `arm`; the intercept is that of the uncentred covariates. */
function coefficientsOf({ rows, fit, columns }: Fitted): AncovaDetails["coefficients"] {
  const arms = rows.armLevels.slice(1);
  const noArms = arms.map(() => 0);
  const contrasts = [
    { name: "(Intercept)", c: [1, ...noArms, ...columns.map((column) => -column.centre)] },
    ...arms.map((arm, k) => ({
      name: arms.length === 1 ? "arm" : `arm${arm}`,
      c: [0, ...arms.map((_, j) => (j === k ? 1 : 0)), ...columns.map(() => 0)],
    })),
    ...columns.map(({ name }, k) => ({ name, c: [0, ...noArms, ...columns.map((_, j) => (j === k ? 1 : 0))] })),
  ];
  return contrasts.map(({ name, c }) => ({
    name,
    value: fit.contrast(c),
    standardError: fit.standardError(c),
  }));
}

function adjustedMean({ rows, fit, columns }: Fitted, arm: number, level: number): AdjustedMean {
  const outcomes = outcomesIn(rows, arm);
  const c = [
    1,
    ...rows.armLevels.slice(1).map((_, k) => (k + 1 === arm ? 1 : 0)),
    ...columns.map((column) => column.atAverage),
  ];
  const adjusted = fit.contrast(c);
  const standardError = fit.standardError(c);
  return {
    arm: rows.armLevels[arm] ?? "",
    n: outcomes.length,
    mean: mean(outcomes),
    sd: outcomes.length > 1 ? standardDeviation(outcomes) : null,
    adjusted,
    adjustedStandardError: standardError,
    adjustedInterval: studentInterval({
      estimate: adjusted,
      standardError,
      df: fit.df,
      level,
      alternative: "two_sided",
    }),
  };
}

function warningsOf(fit: LinearFit, details: AncovaDetails): Warning[] {
  const warnings: Warning[] = [];
  if (fit.df < 10) warnings.push(warn("residual_df_small", { df: fit.df }));
  if (details.hc3 === null) warnings.push(warn("leverage_one"));
  return warnings;
}

function rNamesOf(input: AncovaInput, rows: CompleteRows): AncovaRNames {
  return {
    data: "d",
    outcome: "outcome",
    arm: "arm",
    armLevels: rows.armLevels,
    covariates: input.covariates.map(({ name, kind }) => ({ name, kind })),
  };
}

export const ancova = {
  key: "ancova",
  page: "ancova",
  tier: "FIRST",
  input: "model",
  variants: ["classical", "hc2", "hc3"],
  source,
  run: runAncova,
  rCall: ancovaRCall,
} as const satisfies MethodDefinition<AncovaInput, AncovaOptions, AncovaRNames, AncovaResult>;
