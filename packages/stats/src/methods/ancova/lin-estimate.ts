import type { DesignColumn } from "../../linear/design-matrix.ts";
import { fitLinearModel } from "../../linear/linear-model.ts";
import { mean } from "../../numeric/moments.ts";
import type { AncovaDetails } from "./ancova.types.ts";
import type { CompleteRows } from "./complete-rows.ts";

/**
 * The fully interacted estimator: every covariate column centred and also multiplied by the arm; the coefficient of the arm
 * then estimates the average effect without assuming equal slopes. `null` without covariates and where the larger model is
 * collinear or saturated; the standard errors are `null` where an observation has leverage one. Source: Lin (2013), Annals of Applied Statistics 7:295.
 */
export function linEstimate(rows: CompleteRows, columns: readonly DesignColumn[]): AncovaDetails["lin"] {
  const n = rows.outcome.length;
  if (columns.length === 0 || n <= 2 + 2 * columns.length) return null;
  const centred = columns.map(({ values }) => {
    const centre = mean(Array.from(values));
    return values.map((value) => value - centre);
  });
  const interactions = centred.map((values) => values.map((value, i) => value * (rows.arm[i] ?? 0)));
  const one = Float64Array.from(rows.outcome, () => 1);
  const fit = fitLinearModel([one, Float64Array.from(rows.arm), ...centred, ...interactions], rows.outcome);
  if ("dependentColumn" in fit) return null;
  const c = fit.coefficients.map((_, j) => (j === 1 ? 1 : 0));
  return {
    estimate: fit.contrast(c),
    seHc2: fit.robustStandardError(c, "hc2"),
    seHc3: fit.robustStandardError(c, "hc3"),
  };
}
