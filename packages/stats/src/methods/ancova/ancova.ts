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
 * Rows with anything missing are left out and counted. Refuses other than two arms, collinear terms, no residual degree of
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
  const compared = rows.arm.filter((value) => value === 1).length;
  if (n === 0) return refuse("n_below_1", { n });
  if (isConstant(rows.outcome)) return refuse("zero_variance", { n });
  if (compared === 0 || compared === n) return refuse("one_group_empty", { n });
  const columns = designColumns(rows.terms);
  if (n <= columns.length + 2) return refuse("no_residual_degrees_of_freedom", { n, parameters: columns.length + 2 });
  const design = [
    Float64Array.from(rows.outcome, () => 1),
    Float64Array.from(rows.arm),
    ...columns.map((c) => c.values),
  ];
  const fit = fitLinearModel(design, rows.outcome);
  if ("dependentColumn" in fit) return refuse("collinear", { term: columns[fit.dependentColumn - 2]?.name ?? "arm" });
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
        value: fit.coefficients[1] ?? 0,
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

function detailsOf({ rows, fit, columns, total }: Fitted, options: AncovaOptions, level: number): AncovaDetails {
  const armOnly = [0, 1, ...columns.map(() => 0)];
  const infer = (standardError: number, estimator: CovarianceEstimator): AncovaInference => {
    const alternative = options.alternative ?? "two_sided";
    const input = { estimate: fit.coefficients[1] ?? 0, standardError, df: fit.df, level, alternative };
    return { standardError, ...studentInference({ ...input, method: `student_${estimator}` }) };
  };
  const robust = (estimator: "hc2" | "hc3"): AncovaInference | null => {
    const standardError = fit.robustStandardError(armOnly, estimator);
    return standardError === null ? null : infer(standardError, estimator);
  };
  const outcomes = (arm: 0 | 1): number[] => rows.outcome.filter((_, i) => rows.arm[i] === arm);
  return {
    formula: ["outcome ~ arm", ...rows.terms.map((term) => term.name)].join(" + "),
    coefficients: coefficientsOf(fit, columns),
    arms: [
      adjustedMean({ rows, fit, columns, total }, 0, level),
      adjustedMean({ rows, fit, columns, total }, 1, level),
    ],
    classical: infer(fit.standardError(armOnly), "classical"),
    hc2: robust("hc2"),
    hc3: robust("hc3"),
    residualSd: fit.residualSd,
    residualDf: fit.df,
    rSquared: 1 - fit.residualSumOfSquares / total,
    unadjustedDifference: mean(outcomes(1)) - mean(outcomes(0)),
    lin: linEstimate(rows, columns),
  };
}

/** Named as R names them; the intercept is that of the uncentred covariates. */
function coefficientsOf(fit: LinearFit, columns: readonly DesignColumn[]): AncovaDetails["coefficients"] {
  const contrasts = [
    { name: "(Intercept)", c: [1, 0, ...columns.map((column) => -column.centre)] },
    { name: "arm", c: [0, 1, ...columns.map(() => 0)] },
    ...columns.map(({ name }, k) => ({ name, c: [0, 0, ...columns.map((_, j) => (j === k ? 1 : 0))] })),
  ];
  return contrasts.map(({ name, c }) => ({
    name,
    value: fit.contrast(c),
    standardError: fit.standardError(c),
  }));
}

function adjustedMean({ rows, fit, columns }: Fitted, arm: 0 | 1, level: number): AdjustedMean {
  const outcomes = rows.outcome.filter((_, i) => rows.arm[i] === arm);
  const c = [1, arm, ...columns.map((column) => column.atAverage)];
  const adjusted = fit.contrast(c);
  const standardError = fit.standardError(c);
  return {
    arm: rows.armLevels[arm],
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
