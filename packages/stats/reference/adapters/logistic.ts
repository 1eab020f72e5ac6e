import { runLogistic } from "../../src/index.ts";
import type { LogisticInput } from "../../src/index.ts";
import type { Actual, Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits } from "./fields.ts";
import type { Options } from "./fields.ts";

export const logisticAdapters: Adapters = {
  logistic: logisticFields,
};

type LogisticOptions = Options & { readonly formula: string; readonly arm?: string };

function logisticFields({ data }: Pick<LogisticInput, "data">, options: LogisticOptions): Actual {
  const { formula, arm } = options;
  // The reference's profile interval is the interpolated one of MASS.
  const asMass = { ...common(options), interval: "profile_spline" } as const;
  const outcome = runLogistic({ formula, data, ...(arm === undefined ? {} : { arm }) }, asMass);
  return fieldsOf(outcome, ({ details, statistic, p, estimate, n, ...r }) => {
    const main = details.coefficients.find(({ intervalProfile }) => intervalProfile !== null);
    const risks = details.standardized;
    return {
      n: n.used,
      n_excluded: n.excluded.reduce((total, { count }) => total + count, 0),
      coef: Object.fromEntries(details.coefficients.map(({ name, value }) => [name, value])),
      se: Object.fromEntries(details.coefficients.map(({ name, standardError }) => [name, standardError])),
      z: statistic.value,
      p: p.value,
      or: estimate.value,
      or_ci_wald: main === undefined ? undefined : limits(main.intervalWald),
      or_ci_profile: limits(r.interval),
      deviance: details.deviance,
      null_deviance: details.nullDeviance,
      aic: details.aic,
      loglik: details.logLikelihood,
      df: details.residualDf,
      std_risk_1: risks?.risks[1].value,
      std_risk_0: risks?.risks[0].value,
      std_rd: risks?.riskDifference.value,
      std_rd_se_delta: risks?.riskDifference.standardErrorDelta,
      std_rd_se_mest: risks?.riskDifference.standardErrorMEstimation,
      std_rd_ci_delta: risks ? limits(risks.riskDifference.intervalDelta) : undefined,
      std_rd_ci_mest: risks ? limits(risks.riskDifference.intervalMEstimation) : undefined,
      std_rr: risks?.riskRatio.value,
      std_log_rr_se_delta: risks?.riskRatio.standardErrorDelta,
      std_log_rr_se_mest: risks?.riskRatio.standardErrorMEstimation,
      std_rr_ci_delta: risks ? limits(risks.riskRatio.intervalDelta) : undefined,
      std_rr_ci_mest: risks ? limits(risks.riskRatio.intervalMEstimation) : undefined,
    };
  });
}
