import type { Refused } from "../refusal.ts";
import { expressionText } from "./formula-expression.ts";
import { parseFormula } from "./formula.ts";
import type { FormulaTerm } from "./formula.ts";
import { modelFrame } from "./model-frame.ts";
import type { FactorCoding, ModelData } from "./model-frame.ts";
import { modelMatrix } from "./model-matrix.ts";

/** The columns that a formula makes of a dataset, one value per row; `null` in rows with anything missing. */
export type ModelColumns = {
  readonly ok: true;
  readonly response: string;
  readonly hasIntercept: boolean;
  readonly terms: readonly FormulaTerm[];
  readonly columns: readonly {
    readonly name: string;
    readonly term: string;
    readonly values: readonly (number | null)[];
  }[];
};

/**
 * What do the terms of a formula look like as numbers? Columns with R's names and coding, without the intercept's; random terms and
 * offsets make none. Refuses what the formula, the frame and the matrix refuse.
 * Example: `y ~ g` with g = a, b, b has one column, gb = 0, 1, 1.
 */
export function modelColumns(
  text: string,
  data: ModelData,
  factors?: Readonly<Record<string, FactorCoding>>,
): ModelColumns | Refused {
  const formula = parseFormula(text, Object.keys(data));
  if (!formula.ok) return formula;
  const frame = modelFrame({ formula, data, factors });
  if (!frame.ok) return frame;
  const matrix = modelMatrix(formula, frame);
  if (!matrix.ok) return matrix;
  const length = Object.values(data)[0]?.length ?? 0;
  const columns = matrix.columns
    .filter(({ term }) => term !== "(Intercept)")
    .map(({ name, term, values: { high } }) => {
      const values = new Array<number | null>(length).fill(null);
      for (const [i, row] of frame.rows.entries()) values[row] = high[i] ?? null;
      return { name, term, values };
    });
  const { hasIntercept, terms, response } = formula;
  return { ok: true, response: expressionText(response), hasIntercept, terms, columns };
}
