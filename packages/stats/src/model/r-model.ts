import { rName, rString } from "../r-text.ts";
import type { ContrastKey } from "./contrasts.ts";
import { expressionText } from "./formula-expression.ts";
import type { ModelFormula } from "./formula.ts";
import type { FrameColumn, ModelFrame } from "./model-frame.ts";

/** Names in R for a model: the data frame, the formula as R text, and how its columns are read. */
export type ModelRNames = {
  readonly data: string;
  readonly formula: string;
  /** Every column that the model reads; rows with a missing value in any of them are left out. */
  readonly variables?: readonly string[];
  readonly factors?: readonly {
    readonly name: string;
    readonly levels: readonly (string | number)[];
    readonly contrasts?: ContrastKey;
  }[];
  readonly clusters?: string;
};

/** What a frame says about its columns, for the R call. */
export function rNamesOf(formula: ModelFormula, frame: ModelFrame, clusters: string | undefined): ModelRNames {
  const columns = [...frame.columns];
  const isFactor = (entry: [string, FrameColumn]): entry is [string, Extract<FrameColumn, { kind: "factor" }>] =>
    entry[1].kind === "factor" && entry[0] !== clusters;
  return {
    data: "d",
    formula: rFormula(formula),
    variables: columns.map(([name]) => name),
    factors: columns.filter(isFactor).map(([name, { levels, contrasts }]) => ({ name, levels, contrasts })),
    ...(clusters === undefined ? {} : { clusters }),
  };
}

/** The formula as written, unless its dot would mean other columns in R. */
function rFormula({ text, response, hasIntercept, terms }: ModelFormula): string {
  if (!/(?<![\p{L}\p{N}_.])\.(?![\p{L}\p{N}_.])/u.test(text)) return text;
  const right = [...(hasIntercept ? [] : ["0"]), ...terms.map(({ label }) => label)];
  return `${expressionText(response)} ~ ${right.length === 0 ? "1" : right.join(" + ")}`;
}

/** R statements that leave complete rows in `d`, with the factors coded as here. */
export function rPrepared({ data, variables, factors = [] }: ModelRNames): string {
  const complete =
    variables === undefined ? `d <- ${data}` : `d <- na.omit(${data}[c(${variables.map(rString).join(", ")})])`;
  const coded = factors.map(({ name, levels, contrasts = "treatment" }) => {
    const column = `d$${rName(name)}`;
    const values = levels.map((level) => (typeof level === "number" ? String(level) : rString(level)));
    const factor = `${column} <- factor(${column}, levels = c(${values.join(", ")}))`;
    return contrasts === "treatment"
      ? factor
      : `${factor}; contrasts(${column}) <- contr.${contrasts}(${levels.length})`;
  });
  return [complete, ...coded].join("; ");
}
