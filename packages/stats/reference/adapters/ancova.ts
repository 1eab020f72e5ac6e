import { runAncova } from "../../src/index.ts";
import type { AncovaInput } from "../../src/index.ts";
import type { Actual, Adapters } from "../reference-case.ts";
import { fieldsOf, limits, limitsOrNull } from "./fields.ts";
import type { Options } from "./fields.ts";

export const ancovaAdapters: Adapters = {
  ancova: ancovaFields,
};

type AncovaInputs = { readonly data: Readonly<Record<string, (number | string | null)[]>> };
type AncovaReferenceOptions = Options & { readonly formula: string; readonly arm: string };

function ancovaFields({ data }: AncovaInputs, options: AncovaReferenceOptions): Actual {
  const [outcomeName = "", right = ""] = options.formula.split(" ~ ");
  const names = right.split(" + ").filter((name) => name !== options.arm);
  const covariates = names.map((name): AncovaInput["covariates"][number] => {
    const values = data[name] ?? [];
    return values.some((value) => typeof value === "string")
      ? { name, kind: "factor", values }
      : { name, kind: "numeric", values: values as (number | null)[] };
  });
  const input = { outcome: (data[outcomeName] ?? []) as (number | null)[], arm: data[options.arm] ?? [], covariates };
  return fieldsOf(runAncova(input, { level: options.conf ?? 0.95 }), (r) => ({
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
    se_hc2: r.details.hc2?.standardError,
    se_hc3: r.details.hc3?.standardError,
    p_hc3: r.details.hc3?.p.value,
    ci_hc3: limitsOrNull(r.details.hc3?.interval ?? null),
    residual_se: r.details.residualSd,
    r_squared: r.details.rSquared,
    lin_estimate: r.details.lin?.estimate,
    lin_se_hc2: r.details.lin?.seHc2,
    lin_se_hc3: r.details.lin?.seHc3,
    unadjusted: r.details.unadjustedDifference,
    adjusted_means: r.details.arms.map((arm) => arm.adjusted),
  }));
}

/** R appends the level to a text column's coefficient. */
function coefficientName(arm: string, data: AncovaInputs["data"]): string {
  const levels = [...new Set(data[arm])].filter((level) => typeof level === "string").toSorted();
  return levels[1] === undefined ? arm : `${arm}${levels[1]}`;
}
