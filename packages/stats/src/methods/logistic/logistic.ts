import { chiSquareTails } from "../../distributions/gamma.ts";
import { normalQuantile } from "../../distributions/normal.ts";
import { normalP, warn } from "../../inference.ts";
import { covarianceOf, rowOfLeverageOne, standardErrorOf } from "../../linear/covariance.ts";
import { fitLogistic } from "../../linear/logistic-fit.ts";
import type { LogisticFit } from "../../linear/logistic-fit.ts";
import { coordinatesOf } from "../../linear/orthonormal-basis.ts";
import type { MethodDefinition } from "../../method.ts";
import { prepareFixedModel } from "../../model/prepare-model.ts";
import type { FixedModel } from "../../model/prepare-model.ts";
import { rNamesOf } from "../../model/r-model.ts";
import { refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome, Refused } from "../../refusal.ts";
import type { Interval, Warning } from "../../result.ts";
import { binaryOutcome } from "./binary-outcome.ts";
import type { BinaryOutcome } from "./binary-outcome.ts";
import type {
  LogisticCoefficient,
  LogisticDetails,
  LogisticInput,
  LogisticOptions,
  LogisticResult,
  LogisticRNames,
  Standardization,
} from "./logistic.types.ts";
import { profileLimit } from "./profile-interval.ts";
import type { ProfileInput } from "./profile-interval.ts";
import { profileLimitsBySpline } from "./profile-spline.ts";
import { logisticRCall } from "./r-call.ts";
import { standardize } from "./standardize.ts";

const source =
  "McCullagh & Nelder (1989); Albert & Anderson (1984), Biometrika 71:1; Venzon & Moolgavkar (1988), Appl Stat 37:87; Ge et al. (2011), Drug Inf J 45:481; FDA (2023), Adjusting for Covariates";

/**
 * How do the odds, and the risk, of an event depend on the terms of a model? Maximum likelihood with a logit link: coefficients,
 * odds ratios with Wald and profile-likelihood intervals, and, for an arm, standardized risks with their difference and ratio.
 * Refuses outcomes without two values, collinear terms, and data that a direction separates (`complete_separation`, quasi-complete
 * too), for which no maximum exists, and an estimator that gives the coefficient no variance; slow convergence is not refused.
 * Example: 3 of 10 events in one arm and 6 of 10 in the other give the odds ratio 3.5, z 1.325187, p 0.1851093.
 */
export function runLogistic(asked: LogisticInput, options: LogisticOptions = {}): Outcome<LogisticResult> {
  const input = withReferenceFirst(asked);
  const badLevel = refuseLevel(options.level ?? 0.95);
  if (badLevel !== null) return badLevel;
  const covariance = options.covariance ?? "model";
  const model = prepareFixedModel(input, covariance);
  if (!model.ok) return model;
  const { formula, frame, matrix } = model;
  const outcome = binaryOutcome(formula, frame, input.event);
  if (!outcome.ok) return outcome;
  const fit = fitLogistic(matrix.columns.map(({ values }) => values), outcome.y); // prettier-ignore
  if (!fit.ok) return refusalOf(fit, model);
  const leverages = leveragesOf(fit);
  const row = rowOfLeverageOne(covariance, leverages);
  if (row >= 0) return refuse("leverage_one", { position: row + 1 });
  const { basis, bread, errors } = fit;
  const variance = covarianceOf(covariance, { q: basis.q, errors, leverages, bread, dispersion: 1, clusters: model.clusters }); // prettier-ignore
  const fitted: Fitted = { input, options, model, outcome, fit, variance };
  const standardized = standardizedOf(fitted);
  if (standardized !== null && "ok" in standardized) return standardized;
  const name = mainName(fitted);
  const coefficients = coefficientsOf(fitted, name);
  const main = coefficients.find((coefficient) => coefficient.name === name);
  if (main === undefined) return refuse("invalid_option", { option: "coefficient" });
  const { oddsRatio, standardError, statistic, p } = main;
  if (statistic === null || p === null) return refuse("invalid_option", { option: "covariance" });
  if (oddsRatio === "Inf") return refuse("numbers_too_large", { limit: Number.MAX_VALUE });
  return {
    ok: true,
    result: {
      method: "logistic",
      variant: covariance,
      estimate: { name: "odds_ratio", value: oddsRatio, direction: input.arm === undefined ? "none" : "second_over_first", scale: "ratio" }, // prettier-ignore
      standardError,
      interval: intervalOf(fitted, main),
      statistic,
      p,
      n: { used: frame.n, excluded: frame.excluded },
      assumptions: [],
      warnings: warningsOf(fitted),
      source,
      r: logisticRCall(rNamesOfLogistic(fitted), options),
      details: detailsOf(fitted, coefficients, standardized),
    },
  };
}

/** The arm's own coefficient compares with the reference that was named, not with the first word of the alphabet. */
function withReferenceFirst(input: LogisticInput): LogisticInput {
  const { arm, armLevels, factors, data } = input;
  if (arm === undefined || armLevels === undefined || factors?.[arm]?.levels !== undefined) return input;
  const met = [...new Set(data[arm] ?? [])].filter((value) => typeof value === "string");
  const [reference, compared] = armLevels;
  if (![reference, compared].every((level) => met.some((value) => value === level))) return input;
  const others = met.filter((value) => value !== reference && value !== compared).toSorted();
  const levels = [reference, compared, ...others];
  return { ...input, factors: { ...factors, [arm]: { ...factors?.[arm], levels } } };
}

type Fitted = {
  readonly input: LogisticInput;
  readonly options: LogisticOptions;
  readonly model: FixedModel;
  readonly outcome: BinaryOutcome;
  readonly fit: LogisticFit;
  /** Covariance of the fit's coordinates. */
  readonly variance: readonly (readonly number[])[];
};

function refusalOf(failure: Exclude<ReturnType<typeof fitLogistic>, LogisticFit>, { matrix }: FixedModel): Refused {
  if (failure.reason !== "collinear") return refuse(failure.reason);
  return refuse("collinear", { term: matrix.columns[failure.dependentColumn]?.name ?? "" });
}

function intervalOf(fitted: Fitted, main: LogisticCoefficient): Interval {
  const { options, model } = fitted;
  const { covariance = "model", level = 0.95, alternative = "two_sided" } = options;
  const wanted = options.interval ?? (covariance === "model" ? "profile" : "wald");
  if (wanted === "wald" || main.intervalProfile === null) return main.intervalWald;
  if (wanted === "profile") return main.intervalProfile;
  const index = model.matrix.columns.findIndex(({ name }) => name === main.name);
  const [lower, upper] = profileLimitsBySpline(
    profileInput(fitted, index, main.value),
    alternative === "two_sided" ? level : 2 * level - 1,
  );
  return {
    ...main.intervalProfile,
    lower: alternative === "less" ? null : exponential(lower),
    upper: alternative === "greater" ? null : exponential(upper),
    method: "profile_spline",
  };
}

/** A coefficient and its model-based standard error, as the search for its profile limits starts from them. */
function profileInput({ fit, outcome, options }: Fitted, index: number, value: number): ProfileInput {
  const { level = 0.95, alternative = "two_sided" } = options;
  const a = coordinatesOf(fit.basis, fit.coordinates.map((_, j) => (j === index ? 1 : 0))); // prettier-ignore
  const z = normalQuantile(alternative === "two_sided" ? (1 + level) / 2 : level);
  return { fit, y: outcome.y, a, value, standardError: standardErrorOf(fit.bread, a), z };
}

/** Diagonal of √W X (XᵀWX)⁻¹ Xᵀ √W. */
function leveragesOf({ basis, bread, weights }: LogisticFit): Float64Array {
  const leverages = new Float64Array(weights.length);
  for (const [j, { high: a }] of basis.q.entries())
    for (const [k, { high: b }] of basis.q.entries()) {
      const factor = bread[j]?.[k] ?? 0;
      for (let i = 0; i < leverages.length; i += 1)
        leverages[i] = (leverages[i] ?? 0) + factor * (a[i] ?? 0) * (b[i] ?? 0) * (weights[i] ?? 0);
    }
  return leverages;
}

function valuesOf({ basis, coordinates }: LogisticFit): number[] {
  return basis.inverse.map((row) => row.reduce((total, [high], j) => total + high * (coordinates[j] ?? 0), 0));
}

function coefficientsOf(fitted: Fitted, mainCoefficient: string | undefined): LogisticCoefficient[] {
  const { model, fit, variance, options } = fitted;
  const { level = 0.95, alternative = "two_sided", profiles = "main" } = options;
  const quantile = normalQuantile(alternative === "two_sided" ? (1 + level) / 2 : level);
  const values = valuesOf(fit);
  return model.matrix.columns.map(({ name, term }, k) => {
    const a = coordinatesOf(fit.basis, values.map((_, j) => (j === k ? 1 : 0))); // prettier-ignore
    const value = values[k] ?? 0;
    const standardError = standardErrorOf(variance, a);
    const z = standardError > 0 ? value / standardError : null;
    const interval = (lower: number | null, upper: number | null, method: string): Interval => ({
      level,
      lower: alternative === "less" ? null : exponential(lower),
      upper: alternative === "greater" ? null : exponential(upper),
      quantile,
      quantileName: "z",
      method,
    });
    const profile = profileInput(fitted, k, value);
    const limit = (side: -1 | 1): number | null =>
      alternative === (side < 0 ? "less" : "greater") ? null : profileLimit(profile, side);
    const isProfiled = (profiles === "all" || name === mainCoefficient) && quantile > 0;
    return {
      name,
      term,
      value,
      standardError,
      statistic: z === null ? null : { name: "z", value: z, df: null },
      p: z === null ? null : { value: normalP(z, alternative), sided: alternative, method: "normal" },
      oddsRatio: exponential(value) ?? "Inf",
      intervalWald: interval(value - quantile * standardError, value + quantile * standardError, "wald"),
      intervalProfile: isProfiled ? interval(limit(-1), limit(1), "profile_likelihood") : null,
    };
  });
}

function exponential(value: number | null): number | null {
  const result = value === null ? Infinity : Math.exp(value);
  return Number.isFinite(result) ? result : null;
}

/** The coefficient asked for, or the first of the arm's own term, or the first beside the intercept. */
function mainName({ input, options, model, fit }: Fitted): string | undefined {
  const { columns } = model.matrix;
  if (options.coefficient !== undefined) return options.coefficient;
  const others = columns.filter(({ name }) => name !== "(Intercept)");
  const levels = input.arm === undefined ? null : armLevelsOf({ input, model });
  const suffix = levels === null || "ok" in levels ? "" : String(levels[1]);
  const own = others.filter(({ term }) => term === input.arm);
  const exact = own.find(({ name }) => name === `${input.arm ?? ""}${suffix}`);
  return (exact ?? own[0] ?? others[0] ?? columns[0])?.name ?? String(fit.iterations);
}

/** Reference and compared value of the arm. */
function armLevelsOf({
  input,
  model,
}: Pick<Fitted, "input" | "model">): readonly [string | number, string | number] | Refused {
  const { arm = "", armLevels } = input;
  const column = model.frame.columns.get(arm);
  if (column === undefined) return refuse("unknown_variable", { variable: arm });
  if (armLevels !== undefined) {
    const stray = column.kind === "factor" ? armLevels.find((value) => !column.levels.includes(value)) : undefined;
    if (stray !== undefined) return refuse("unknown_category", { category: stray });
    const text = column.kind === "numeric" ? armLevels.find((value) => !Number.isFinite(value)) : undefined;
    return text === undefined ? armLevels : refuse("unknown_category", { category: text });
  }
  const met: readonly (string | number)[] =
    column.kind === "factor" ? column.levels : [...new Set(column.values)].toSorted((a, b) => a - b);
  const [reference, compared] = met;
  if (met.length === 2 && reference !== undefined && compared !== undefined) return [reference, compared];
  return column.kind === "numeric" ? [0, 1] : refuse("wrong_number_of_arms", { arms: met.length });
}

function standardizedOf(fitted: Fitted): Standardization | Refused | null {
  const { input, model, fit, variance, options } = fitted;
  if (input.arm === undefined) return null;
  const levels = armLevelsOf(fitted);
  if ("ok" in levels) return levels;
  const { level = 0.95 } = options;
  return standardize({ model, fit, coefficients: valuesOf(fit), variance, arm: input.arm, levels, level });
}

function detailsOf(
  { model, outcome, fit, options }: Fitted,
  coefficients: readonly LogisticCoefficient[],
  standardized: Standardization | null,
): LogisticDetails {
  const { formula, frame, matrix, clusters } = model;
  const { events } = outcome;
  const others = frame.n - events;
  const nullDeviance = formula.hasIntercept
    ? -2 * (events * Math.log(events / frame.n) + others * Math.log(others / frame.n))
    : 2 * frame.n * Math.LN2;
  const df = matrix.columns.length - (formula.hasIntercept ? 1 : 0);
  const value = Math.max(0, nullDeviance - fit.deviance);
  return {
    formula: formula.text,
    covariance: options.covariance ?? "model",
    event: outcome.event,
    events,
    coefficients,
    deviance: fit.deviance,
    nullDeviance,
    residualDf: frame.n - matrix.columns.length,
    logLikelihood: -fit.deviance / 2,
    aic: fit.deviance + 2 * matrix.columns.length,
    likelihoodRatio: df === 0 ? null : { value, df, p: chiSquareTails(value, df).upper },
    standardized,
    clusterCount: clusters?.count ?? null,
    iterations: fit.iterations,
  };
}

/** Fewer than ten events, or ten without, for each coefficient: estimates are biased away from one (Peduzzi et al. 1996). */
function warningsOf({ model, outcome, options }: Fitted): Warning[] {
  const warnings: Warning[] = [];
  const parameters = model.matrix.columns.length - (model.formula.hasIntercept ? 1 : 0);
  const rarer = Math.min(outcome.events, model.frame.n - outcome.events);
  const clusters = model.clusters?.count ?? 0;
  if (rarer < 10 * parameters) warnings.push(warn("few_events", { events: rarer, parameters }));
  if ((options.covariance ?? "").startsWith("cr") && clusters < 40) warnings.push(warn("few_clusters", { clusters }));
  return warnings;
}

function rNamesOfLogistic({ input, model, outcome }: Fitted): LogisticRNames {
  const levels = input.arm === undefined ? null : armLevelsOf({ input, model });
  const names = rNamesOf(model.formula, model.frame, input.clusters);
  return {
    ...names,
    event: outcome.event,
    ...(input.arm === undefined || levels === null || "ok" in levels ? {} : { arm: input.arm, armLevels: levels }),
  };
}

export const logistic = {
  key: "logistic",
  page: "logistic",
  tier: "FIRST",
  input: "model",
  variants: ["model", "hc0", "hc1", "hc2", "hc3", "cr0", "cr1", "cr1s"],
  source,
  run: runLogistic,
  rCall: logisticRCall,
} as const satisfies MethodDefinition<LogisticInput, LogisticOptions, LogisticRNames, LogisticResult>;
