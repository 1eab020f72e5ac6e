import { zOf } from "../../inference.ts";
import { standardErrorOf } from "../../linear/covariance.ts";
import type { Clusters } from "../../linear/covariance.ts";
import type { LogisticFit } from "../../linear/logistic-fit.ts";
import { coordinatesOf } from "../../linear/orthonormal-basis.ts";
import { modelMatrix } from "../../model/model-matrix.ts";
import type { FixedModel } from "../../model/prepare-model.ts";
import { mean } from "../../numeric/moments.ts";
import { sum } from "../../numeric/sum.ts";
import type { Refused } from "../../refusal.ts";
import type { Interval } from "../../result.ts";
import type { Standardization, StandardizedContrast } from "./logistic.types.ts";

export type StandardizeInput = {
  readonly model: FixedModel;
  readonly fit: LogisticFit;
  readonly coefficients: readonly number[];
  /** Covariance of the fit's coordinates. */
  readonly variance: readonly (readonly number[])[];
  readonly arm: string;
  readonly levels: readonly [string | number, string | number];
  readonly level: number;
};

/** One arm for everybody: the average risk, its gradient in the fit's coordinates, and what each row adds to its error. */
type MarginalRisk = { readonly risk: number; readonly gradient: readonly number[]; readonly influences: Float64Array };

/**
 * Standardized risks by g-computation: the average of the predicted risks of all rows, with everybody in one arm and everybody in
 * the other; their difference and ratio, with standard errors by the delta method (covariates fixed) and by M-estimation (stacked
 * estimating equations of coefficients and risks, HC0; sums of clusters where there are clusters).
 * Sources: Ge et al. (2011), Drug Inf J 45:481; Stefanski & Boos (2002), Am Stat 56:29; FDA (2023), Adjusting for Covariates.
 */
export function standardize(input: StandardizeInput): Standardization | Refused {
  const [reference, compared] = input.levels;
  const low = marginalRisk(input, reference);
  if ("ok" in low) return low;
  const high = marginalRisk(input, compared);
  if ("ok" in high) return high;
  const { clusters } = input.model;
  const z = zOf(input.level);
  const contrast = (slopes: readonly [number, number], value: number, isRatio: boolean): StandardizedContrast => {
    const gradient = low.gradient.map((g, j) => slopes[0] * g + slopes[1] * (high.gradient[j] ?? 0));
    const influences = low.influences.map((a, i) => slopes[0] * a + slopes[1] * (high.influences[i] ?? 0));
    const delta = standardErrorOf(input.variance, gradient);
    const stacked = errorOfMean(influences, clusters);
    const interval = (standardError: number, method: string): Interval => {
      const ends = [value - z * standardError, value + z * standardError].map((end) => (isRatio ? Math.exp(end) : end));
      const [lower = null, upper = null] = ends.map((end) => (Number.isFinite(end) ? end : null));
      return { level: input.level, lower, upper, quantile: z, quantileName: "z", method };
    };
    const shown = isRatio ? Math.exp(value) : value;
    return {
      value: Number.isFinite(shown) ? shown : "Inf",
      standardErrorDelta: delta,
      standardErrorMEstimation: stacked,
      intervalDelta: interval(delta, "delta"),
      intervalMEstimation: interval(stacked, "m_estimation"),
    };
  };
  const riskOf = (level: string | number, { risk, influences }: MarginalRisk) => ({
    level,
    value: risk,
    standardErrorMEstimation: errorOfMean(influences, clusters),
  });
  return {
    arm: input.arm,
    levels: input.levels,
    risks: [riskOf(reference, low), riskOf(compared, high)],
    riskDifference: contrast([-1, 1], high.risk - low.risk, false),
    riskRatio: contrast([-1 / low.risk, 1 / high.risk], Math.log(high.risk / low.risk), true),
  };
}

function marginalRisk(input: StandardizeInput, value: string | number): MarginalRisk | Refused {
  const { fit, model, coefficients, arm } = input;
  const { formula, frame } = model;
  const set = modelMatrix(formula, frame, { variable: arm, value });
  if (!set.ok) return set;
  // Only the columns with the arm in them move; the others cancel before large offsets can cost digits.
  const linear = Float64Array.from(fit.linear);
  for (const [j, { values }] of set.columns.entries()) {
    const seen = model.matrix.columns[j]?.values.high ?? values.high;
    const slope = coefficients[j] ?? 0;
    for (let i = 0; i < linear.length; i += 1)
      linear[i] = (linear[i] ?? 0) + slope * ((values.high[i] ?? 0) - (seen[i] ?? 0));
  }
  const risks = linear.map((x) => 1 / (1 + Math.exp(-x)));
  const risk = mean(Array.from(risks));
  const slopes = risks.map((p) => p * (1 - p));
  const row = set.columns.map(({ values }) => sum(Array.from(values.high, (x, i) => x * (slopes[i] ?? 0))) / frame.n);
  const gradient = coordinatesOf(fit.basis, row);
  const reach = fit.bread.map((line) => line.reduce((total, b, j) => total + b * (gradient[j] ?? 0), 0));
  const influences = risks.map((p) => p - risk);
  for (const [j, { high }] of fit.basis.q.entries()) {
    const factor = frame.n * (reach[j] ?? 0);
    for (let i = 0; i < influences.length; i += 1)
      influences[i] = (influences[i] ?? 0) + factor * (high[i] ?? 0) * (fit.errors[i] ?? 0);
  }
  return { risk, gradient, influences };
}

/** √(Σ influence²) / n, over rows or over the sums of clusters. */
function errorOfMean(influences: Float64Array, clusters: Clusters | null): number {
  const sums = clusters === null ? influences : new Float64Array(clusters.count);
  if (clusters !== null)
    for (let i = 0; i < influences.length; i += 1) {
      const cluster = clusters.of[i] ?? 0;
      sums[cluster] = (sums[cluster] ?? 0) + (influences[i] ?? 0);
    }
  return Math.sqrt(sum(Array.from(sums, (value) => value * value))) / influences.length;
}
