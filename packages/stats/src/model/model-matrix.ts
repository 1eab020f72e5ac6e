import { sortLevels } from "../linear/design-matrix.ts";
import { multiplyDoubleDouble } from "../numeric/double-double.ts";
import { mean } from "../numeric/moments.ts";
import type { DoubleDoubles } from "../numeric/double-double.ts";
import { refuse } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import { contrasts, indicators } from "./contrasts.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { expressionText } from "./formula-expression.ts";
import type { Expression } from "./formula-expression.ts";
import type { FormulaTerm, ModelFormula } from "./formula.ts";
import type { FrameColumn, ModelFrame } from "./model-frame.ts";

/** A column of the model matrix, named as R names it, and the term it belongs to (`(Intercept)` for the first). */
export type MatrixColumn = { readonly name: string; readonly term: string; readonly values: DoubleDoubles };

export type ModelMatrix = { readonly ok: true; readonly columns: readonly MatrixColumn[] };

/** Gives every row the same value of one variable, as a standardization does; the coding stays that of the frame. */
export type Setting = { readonly variable: string; readonly value: string | number };

type FactorColumn = Extract<FrameColumn, { kind: "factor" }>;
type Part = { readonly suffix: string; readonly values: DoubleDoubles };

/** Beyond this a column's length, or a product with it, leaves the range of a double. */
const largestEntry = 1e140;

/**
 * The columns of the fixed part of a model with R's coding: a factor has contrasts where its margin is in the model and one column
 * per level otherwise; without an intercept the first factor has all its levels. Refuses what is not computed (`unsupported_term`),
 * values that are not finite, and a factor with a single level (`collinear`).
 */
export function modelMatrix(formula: ModelFormula, frame: ModelFrame, setting?: Setting): ModelMatrix | Refused {
  const columns: MatrixColumn[] = [];
  if (formula.hasIntercept) columns.push({ name: "(Intercept)", term: "(Intercept)", values: constant(frame.n, 1) });
  const labels = new Set(formula.terms.map(({ factors }) => setKey(factors.map(expressionText))));
  const full = formula.hasIntercept ? null : firstFactor(formula, frame);
  for (const term of formula.terms) {
    let parts: Part[] = [{ suffix: "", values: constant(frame.n, 1) }];
    for (const factor of term.factors) {
      const text = expressionText(factor);
      const others = term.factors.map(expressionText).filter((other) => other !== text);
      const hasMargin = others.length === 0 || labels.has(setKey(others));
      const isFull = !hasMargin || (full !== null && full.term === term && full.factor === factor);
      const own = partsOf({ factor, frame, isFull, setting });
      if ("ok" in own) return own;
      parts = own.flatMap((b) => parts.map((a) => product(a, b)));
    }
    for (const { suffix, values } of parts) columns.push({ name: suffix, term: term.label, values });
  }
  const bad = columns.find(({ values }) => values.high.some((value) => !Number.isFinite(value)));
  if (bad !== undefined) {
    const position = bad.values.high.findIndex((value) => !Number.isFinite(value)) + 1;
    return refuse("not_finite", { position, variable: bad.name });
  }
  if (columns.some(({ values }) => values.high.some((value) => Math.abs(value) > largestEntry)))
    return refuse("numbers_too_large", { limit: largestEntry });
  return { ok: true, columns };
}

/** The average row of the matrix when a variable is set to one value in every row: the coefficients of a standardized mean. */
export function meanRow(formula: ModelFormula, frame: ModelFrame, setting: Setting): number[] | Refused {
  const matrix = modelMatrix(formula, frame, setting);
  if (!matrix.ok) return matrix;
  return matrix.columns.map(({ values }) => mean(Array.from(values.high)));
}

/** The numbers of the response of a linear model. */
export function numericResponse(
  formula: ModelFormula,
  frame: ModelFrame,
): { ok: true; values: DoubleDoubles } | Refused {
  const values = numbersOf(formula.response, frame);
  if ("ok" in values) return values;
  const position = values.high.findIndex((value) => !Number.isFinite(value));
  if (position >= 0)
    return refuse("not_finite", { position: position + 1, variable: expressionText(formula.response) });
  return { ok: true, values };
}

type PartInput = { factor: Expression; frame: ModelFrame; isFull: boolean; setting: Setting | undefined };

function partsOf({ factor, frame, isFull, setting }: PartInput): Part[] | Refused {
  const text = expressionText(factor);
  const categorical = factorOf(factor, frame);
  if (categorical === null) {
    const values = numbersOf(factor, frame, setting);
    return "ok" in values ? values : [{ suffix: text, values }];
  }
  const { name, column } = categorical;
  const { levels } = column;
  if (levels.length < 2) return refuse("collinear", { term: text });
  const coded = isFull ? indicators(levels) : contrasts[column.contrasts](levels);
  const position = new Map(levels.map((level, i) => [level, i]));
  const index = Int32Array.from(
    { length: frame.n },
    (_, i) => position.get(setting?.variable === name ? setting.value : (column.values[i] ?? "")) ?? -1,
  );
  return coded.map(({ suffix, values }) => ({
    suffix: `${text}${suffix}`,
    values: {
      high: Float64Array.from(index, (i) => values[i] ?? 0),
      low: new Float64Array(frame.n),
    },
  }));
}

/** The factor that a name or `factor(name)` stands for; `null` for numbers. */
function factorOf(node: Expression, { columns }: ModelFrame): { name: string; column: FactorColumn } | null {
  if (node.kind === "name") {
    const column = columns.get(node.name);
    return column?.kind === "factor" ? { name: node.name, column } : null;
  }
  const [inner] = node.kind === "call" && (node.name === "factor" || node.name === "as.factor") ? node.arguments : [];
  if (inner?.kind !== "name") return null;
  const column = columns.get(inner.name);
  if (column === undefined) return null;
  if (column.kind === "factor") return { name: inner.name, column };
  const { values } = column;
  return { name: inner.name, column: { kind: "factor", values, levels: sortLevels(values), contrasts: "treatment" } };
}

function numbersOf(node: Expression, frame: ModelFrame, setting?: Setting): DoubleDoubles | Refused {
  let text: string | null = null;
  const values = evaluateExpression(node, frame.n, (name) => {
    const column = frame.columns.get(name);
    if (column?.kind !== "numeric") {
      text ??= name;
      return new Array<number>(frame.n).fill(0);
    }
    return setting?.variable === name ? new Array<number>(frame.n).fill(Number(setting.value)) : column.values;
  });
  if ("unsupported" in values) return refuse("unsupported_term", { term: values.unsupported });
  return text === null ? values : refuse("not_finite", { position: 1, variable: text });
}

/** R codes the first factor of the first term that has one by all its levels when there is no intercept. */
function firstFactor(formula: ModelFormula, frame: ModelFrame): { term: FormulaTerm; factor: Expression } | null {
  for (const term of formula.terms) {
    const factor = term.factors.find((node) => factorOf(node, frame) !== null);
    if (factor !== undefined) return { term, factor };
  }
  return null;
}

function setKey(texts: readonly string[]): string {
  return JSON.stringify(texts.toSorted());
}

function product(a: Part, b: Part): Part {
  if (a.suffix === "") return b;
  const high = new Float64Array(a.values.high.length);
  const low = new Float64Array(high.length);
  for (let i = 0; i < high.length; i += 1) {
    const x = [a.values.high[i] ?? 0, a.values.low[i] ?? 0] as const;
    const [h, l] = multiplyDoubleDouble(x, [b.values.high[i] ?? 0, b.values.low[i] ?? 0]);
    high[i] = h;
    low[i] = l;
  }
  return { suffix: `${a.suffix}:${b.suffix}`, values: { high, low } };
}

function constant(n: number, value: number): DoubleDoubles {
  return { high: new Float64Array(n).fill(value), low: new Float64Array(n) };
}
