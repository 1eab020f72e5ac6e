import { clustersOf, covarianceEstimators } from "../linear/covariance.ts";
import type { Clusters, CovarianceKey } from "../linear/covariance.ts";
import { refuse } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import { expressionText } from "./formula-expression.ts";
import { parseFormula } from "./formula.ts";
import type { ModelFormula } from "./formula.ts";
import { modelFrame } from "./model-frame.ts";
import type { FactorCoding, ModelData, ModelFrame } from "./model-frame.ts";
import { modelMatrix } from "./model-matrix.ts";
import type { ModelMatrix } from "./model-matrix.ts";

export type FixedModelInput = {
  readonly formula: string;
  readonly data: ModelData;
  readonly factors?: Readonly<Record<string, FactorCoding>>;
  readonly clusters?: string;
};

/** A model with fixed effects only: formula, complete rows and design, with more rows than columns. */
export type FixedModel = {
  readonly ok: true;
  readonly formula: ModelFormula;
  readonly frame: ModelFrame;
  readonly matrix: ModelMatrix;
  readonly clusters: Clusters | null;
};

/**
 * Prepares a model for the methods with fixed effects. Beside what the formula and the frame refuse, refuses random terms, offsets and
 * responses that are calls of another method (`unsupported_term`), no rows, as many columns as rows, and clusters missing or single
 * where the covariance needs them.
 */
export function prepareFixedModel(input: FixedModelInput, covariance: CovarianceKey): FixedModel | Refused {
  const { data, clusters } = input;
  if (covarianceEstimators[covariance] === undefined) return refuse("invalid_option", { option: "covariance" });
  const needsClusters = covarianceEstimators[covariance].needsClusters;
  if (needsClusters && clusters === undefined) return refuse("invalid_option", { option: "clusters" });
  const formula = parseFormula(
    input.formula,
    Object.keys(data).filter((name) => name !== clusters),
  );
  if (!formula.ok) return formula;
  const other = unsupportedIn(formula);
  if (other !== null) return refuse("unsupported_term", { term: other });
  const frame = modelFrame({ formula, data, factors: input.factors, others: clusters === undefined ? [] : [clusters] });
  if (!frame.ok) return frame;
  if (frame.n === 0) return refuse("n_below_1", { n: 0 });
  const matrix = modelMatrix(formula, frame);
  if (!matrix.ok) return matrix;
  const parameters = matrix.columns.length;
  if (parameters === 0) return refuse("unsupported_term", { term: input.formula });
  if (frame.n <= parameters) return refuse("no_residual_degrees_of_freedom", { n: frame.n, parameters });
  const numbered = clusters === undefined ? null : clustersOf(frame.columns.get(clusters)?.values ?? []);
  if (needsClusters && (numbered?.count ?? 0) < 2) return refuse("invalid_option", { option: "clusters" });
  return { ok: true, formula, frame, matrix, clusters: numbered };
}

function unsupportedIn({ response, randomTerms, offsets }: ModelFormula): string | null {
  const [random] = randomTerms;
  if (random !== undefined) return `(${random.hasIntercept ? "1" : "0"} | ${random.group.label})`;
  const [offset] = offsets;
  if (offset !== undefined) return `offset(${expressionText(offset)})`;
  return response.kind === "call" && ["Surv", "cbind"].includes(response.name) ? expressionText(response) : null;
}
