import { sortLevels } from "../linear/design-matrix.ts";
import { countExclusions, isTooLarge } from "../observations.ts";
import { refuse } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import type { Exclusion } from "../result.ts";
import type { ContrastKey } from "./contrasts.ts";
import { variablesOf } from "./formula-expression.ts";
import type { ModelFormula } from "./formula.ts";

/** A value of a dataset; `null` is missing. */
export type ModelValue = number | string | boolean | null;

/** Columns of equal length by name, one row per observation. */
export type ModelData = Readonly<Record<string, readonly ModelValue[]>>;

/** How a column is to be read as a factor. Levels absent: those met, numbers by size and text by code unit. */
export type FactorCoding = { readonly levels?: readonly (string | number)[]; readonly contrasts?: ContrastKey };

/** A column for the rows used. Logical columns are factors with the levels FALSE and TRUE, as in R. */
export type FrameColumn =
  | { readonly kind: "numeric"; readonly values: readonly number[] }
  | {
      readonly kind: "factor";
      readonly values: readonly (string | number)[];
      readonly levels: readonly (string | number)[];
      readonly contrasts: ContrastKey;
    };

/** The variables of a model for the rows in which none of them is missing. */
export type ModelFrame = {
  readonly ok: true;
  readonly n: number;
  /** Which rows of the dataset are used. */
  readonly rows: readonly number[];
  readonly columns: ReadonlyMap<string, FrameColumn>;
  readonly excluded: readonly Exclusion[];
};

export type FrameInput = {
  readonly formula: ModelFormula;
  readonly data: ModelData;
  readonly factors?: Readonly<Record<string, FactorCoding>> | undefined;
  /** Columns that the method needs beside those of the formula, as the clusters of a robust variance. */
  readonly others?: readonly string[];
};

/**
 * Collects the columns of a model, leaves out rows with anything missing and counts them: `missing` for the response,
 * `missing_covariate` for the rest. Refuses unknown columns, unequal lengths, text among numbers, what is not finite, levels that
 * were not declared.
 */
export function modelFrame({ formula, data, factors = {}, others = [] }: FrameInput): ModelFrame | Refused {
  const responses = variablesOf(formula.response);
  const names = [...new Set([...responses, ...formula.variables, ...others])];
  const unknown = names.find((name) => !Object.hasOwn(data, name));
  if (unknown !== undefined) return refuse("unknown_variable", { variable: unknown });
  const columns = names.map((name) => ({ name, values: data[name] ?? [] }));
  const length = columns[0]?.values.length ?? 0;
  const odd = columns.find(({ values }) => values.length !== length);
  if (odd !== undefined) return refuse("length_mismatch", { first: length, second: odd.values.length });
  const kinds = columns.map(({ name, values }) => kindOf(values, name in factors));
  for (const [index, { name, values }] of columns.entries()) {
    const bad = firstBad(values, kinds[index] ?? "numeric");
    if (bad >= 0) return refuse("not_finite", { position: bad + 1, variable: name });
    if (values.some((value) => typeof value === "number" && isTooLarge(value)))
      return refuse("numbers_too_large", { limit: 1e70 });
  }
  const missing = { missing: 0, missing_covariate: 0 };
  const rows: number[] = [];
  for (let i = 0; i < length; i += 1) {
    const gap = columns.find(({ values }) => values[i] === null);
    if (gap === undefined) rows.push(i);
    else missing[responses.includes(gap.name) ? "missing" : "missing_covariate"] += 1;
  }
  const frame = new Map<string, FrameColumn>();
  for (const [index, { name, values }] of columns.entries()) {
    const column = columnOf(values, rows, kinds[index] ?? "numeric", Object.hasOwn(factors, name) ? factors[name] : {});
    if ("ok" in column) return column;
    frame.set(name, column);
  }
  const excluded = countExclusions([
    ["missing", missing.missing],
    ["missing_covariate", missing.missing_covariate],
  ]);
  return { ok: true, n: rows.length, rows, columns: frame, excluded };
}

type Kind = "numeric" | "logical" | "factor";

/** A column with any number in it holds numbers, unless it was declared a factor. */
function kindOf(values: readonly ModelValue[], isDeclared: boolean): Kind {
  if (isDeclared) return "factor";
  if (values.some((value) => typeof value === "number")) return "numeric";
  if (values.some((value) => typeof value === "string")) return "factor";
  return values.some((value) => typeof value === "boolean") ? "logical" : "numeric";
}

function firstBad(values: readonly ModelValue[], kind: Kind): number {
  return values.findIndex((value) => {
    if (value === null) return false;
    if (kind === "logical") return typeof value !== "boolean";
    if (kind === "numeric") return !Number.isFinite(value);
    return typeof value === "number"
      ? !Number.isFinite(value)
      : typeof value !== "string" && typeof value !== "boolean";
  });
}

function columnOf(
  values: readonly ModelValue[],
  rows: readonly number[],
  kind: Kind,
  coding: FactorCoding = {},
): FrameColumn | Refused {
  if (kind === "numeric") return { kind, values: rows.map((i) => Number(values[i])) };
  const present = rows.map((i) => levelOf(values[i] ?? ""));
  const met = new Set(present);
  const levels = coding.levels ?? (kind === "logical" ? ["FALSE", "TRUE"] : sortLevels([...met]));
  const known = new Set(levels);
  const stray = present.find((value) => !known.has(value));
  if (stray !== undefined) return refuse("unknown_category", { category: stray });
  const used = [...known].filter((level) => met.has(level));
  return { kind: "factor", values: present, levels: used, contrasts: coding.contrasts ?? "treatment" };
}

function levelOf(value: string | number | boolean): string | number {
  return typeof value === "boolean" ? String(value).toUpperCase() : value;
}
