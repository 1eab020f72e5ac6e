import { runLinearRegression } from "../../src/index.ts";
import type { Actual, Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";

export const linearRegressionAdapters: Adapters = {
  "nist.linear_regression": nistFields,
};

type NistInputs = { readonly y: number[]; readonly X: (number | number[])[] };

function nistFields({ y, X }: NistInputs, { model = "" }: { readonly model?: string }): Actual {
  const rows = X.map((row) => (Array.isArray(row) ? row : [row]));
  const predictors = (rows[0] ?? []).map((_, j) => `x${j + 1}`);
  const columns = predictors.map((name, j) => [name, rows.map((row) => row[j] ?? null)] as const);
  const single = columns.length === 1 ? { x: columns[0]?.[1] ?? [] } : {};
  const data = { y, ...Object.fromEntries(columns), ...single };
  const formula = model.includes("~") ? model : formulaOf(model, predictors);
  return fieldsOf(runLinearRegression({ formula, data }), ({ details, n }) => ({
    n: n.used,
    coef: details.coefficients.map(({ value }) => value),
    se: details.coefficients.map(({ standardError }) => standardError),
    residual_sd: details.residualSd,
    r_squared: details.rSquared,
    adjusted_r_squared: details.adjustedRSquared,
    df: details.residualDf,
    ss_residual: details.residualSumOfSquares,
    F: details.f?.value ?? "Inf",
  }));
}

/** NIST's models in words: "intercept + 6 predictors", "no intercept + 1 predictor", "polynomial of degree 10". */
function formulaOf(model: string, predictors: readonly string[]): string {
  const hasIntercept = !/\b(?:no|without|zero)[ -]+(?:an? )?intercept|through the origin|^\s*0\s*\+/iu.test(model);
  const degree = Number(/degree (\d+)|(\d+)(?:st|nd|rd|th)?[ -]degree/iu.exec(model)?.slice(1).find(Boolean) ?? 1);
  const powers = predictors.flatMap((name) =>
    Array.from({ length: degree }, (_, k) => (k === 0 ? name : `I(${name}^${k + 1})`)),
  );
  return `y ~ ${[...(hasIntercept ? [] : ["0"]), ...powers].join(" + ")}`;
}
