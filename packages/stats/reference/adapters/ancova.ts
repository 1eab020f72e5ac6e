import { modelColumns, runAncova, runLinearRegression } from "../../src/index.ts";
import type { LinearRegressionResult, ModelColumns } from "../../src/index.ts";
import type { Actual, Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits, limitsOrNull } from "./fields.ts";
import type { Options } from "./fields.ts";

export const ancovaAdapters: Adapters = {
  ancova: ancovaFields,
};

type AncovaInputs = { readonly data: Readonly<Record<string, (number | string | null)[]>> };
type AncovaReferenceOptions = Options & { readonly formula: string; readonly arm: string };

function ancovaFields({ data }: AncovaInputs, options: AncovaReferenceOptions): Actual {
  const { arm, formula } = options;
  const model = modelColumns(formula, data);
  if (!model.ok) return { refused: model.refusal.code };
  const isPlain =
    model.hasIntercept &&
    (data[arm] ?? []).every((value) => typeof value !== "number" || value === 0 || value === 1) &&
    model.terms.every(({ label, factors }) => label === arm || !mentions(factors, arm));
  return isPlain && model.response in data ? plainFields(data, model, options) : modelFields({ data }, model, options);
}

/** The arm, of two names or 0 and 1, as a term of its own: every other column of the model is a covariate. */
function plainFields(data: AncovaInputs["data"], model: ModelColumns, options: AncovaReferenceOptions): Actual {
  const covariates = model.columns
    .filter(({ term }) => term !== options.arm)
    .map(({ name, values }) => ({ name, kind: "numeric" as const, values }));
  const outcome = (data[model.response] ?? []) as (number | null)[];
  return fieldsOf(runAncova({ outcome, arm: data[options.arm] ?? [], covariates }, common(options)), (r) => ({
    n: r.n.used,
    df: r.statistic.df,
    coef: Object.fromEntries(
      r.details.coefficients.map(({ name, value }) => [
        name === "arm" ? coefficientName(options.arm, data) : name,
        value,
      ]),
    ),
    estimate: r.estimate.value,
    se: r.standardError,
    t: r.statistic.value,
    p: r.p.value,
    ci: limits(r.interval),
    se_hc2: r.details.hc2?.standardError ?? null,
    p_hc2: r.details.hc2?.p.value ?? null,
    ci_hc2: limitsOrNull(r.details.hc2?.interval ?? null),
    se_hc3: r.details.hc3?.standardError ?? null,
    p_hc3: r.details.hc3?.p.value ?? null,
    ci_hc3: limitsOrNull(r.details.hc3?.interval ?? null),
    residual_se: r.details.residualSd,
    r_squared: r.details.rSquared,
    lin_estimate: r.details.lin?.estimate ?? null,
    lin_se_hc2: r.details.lin?.seHc2 ?? null,
    lin_se_hc3: r.details.lin?.seHc3 ?? null,
    unadjusted: r.details.unadjustedDifference,
    adjusted_means: r.details.arms.map((mean) => mean.adjusted),
  }));
}

/** The arm inside interactions, or in units of its own: the coefficient of the arm itself, as lm names it, and the arms' means over all rows. */
function modelFields({ data }: AncovaInputs, model: ModelColumns, options: AncovaReferenceOptions): Actual {
  const { arm, formula } = options;
  const coefficient = coefficientName(arm, data);
  const input = { formula, data };
  const fit = (covariance: "model" | "hc2" | "hc3"): LinearRegressionResult | null => {
    const outcome = runLinearRegression(input, { ...common(options), covariance, coefficient });
    return outcome.ok ? outcome.result : null;
  };
  const main = runLinearRegression(input, { ...common(options), coefficient });
  const asFactor = runLinearRegression({ ...input, factors: { [arm]: {} } }, { adjustedMeansOf: arm });
  const [hc2, hc3] = [fit("hc2"), fit("hc3")];
  const outcome = (data[model.response] ?? []) as (number | null)[];
  const complete = outcome.map((value, i) => (model.columns.every(({ values }) => values[i] !== null) ? value : null));
  const unadjusted = runAncova({ outcome: complete, arm: data[arm] ?? [], covariates: [] });
  return fieldsOf(main, (r) => ({
    n: r.n.used,
    df: r.statistic?.df,
    coef: Object.fromEntries(r.details.coefficients.map(({ name, value }) => [name, value])),
    estimate: r.estimate.value,
    se: r.standardError,
    t: r.statistic?.value,
    p: r.p?.value,
    ci: limitsOrNull(r.interval),
    se_hc2: hc2?.standardError ?? null,
    se_hc3: hc3?.standardError ?? null,
    p_hc3: hc3?.p?.value ?? null,
    ci_hc3: limitsOrNull(hc3?.interval ?? null),
    residual_se: r.details.residualSd,
    r_squared: r.details.rSquared,
    unadjusted: unadjusted.ok ? unadjusted.result.estimate.value : undefined,
    adjusted_means: asFactor.ok ? asFactor.result.details.adjustedMeans?.map(({ value }) => value) : undefined,
  }));
}

/** R appends the level to a text column's coefficient. */
function coefficientName(arm: string, data: AncovaInputs["data"]): string {
  const levels = [...new Set(data[arm])].filter((level) => typeof level === "string").toSorted();
  return levels[1] === undefined ? arm : `${arm}${levels[1]}`;
}

function mentions(factors: ModelColumns["terms"][number]["factors"], name: string): boolean {
  return factors.some((factor) => JSON.stringify(factor).includes(`"name":${JSON.stringify(name)}`));
}
