import type { ModelFormula } from "../../model/formula.ts";
import type { ModelFrame, ModelValue } from "../../model/model-frame.ts";
import { numericResponse } from "../../model/model-matrix.ts";
import { refuse } from "../../refusal.ts";
import type { Refused } from "../../refusal.ts";

/** 1 where the event happened and 0 where not. */
export type BinaryOutcome = {
  readonly ok: true;
  readonly y: Float64Array;
  readonly event: string | number;
  readonly events: number;
};

/**
 * Reads an outcome of two values: the event is the one named, otherwise 1 of 0 and 1, TRUE, or the second word in the alphabet (as
 * glm does). Refuses one value (`one_category`), more than two, and numbers other than 0 and 1 whose event is not named
 * (`outcome_not_binary`).
 */
export function binaryOutcome(
  formula: ModelFormula,
  frame: ModelFrame,
  named: Exclude<ModelValue, null> | undefined,
): BinaryOutcome | Refused {
  const values = valuesOf(formula, frame);
  if ("ok" in values) return values;
  const event = typeof named === "boolean" ? String(named).toUpperCase() : named;
  const met = [...new Set(values)];
  if (met.length > 2) return refuse("outcome_not_binary", { values: met.length });
  const isCoded = met.every((value) => value === 0 || value === 1);
  if (event === undefined && !isCoded && met.some((value) => typeof value === "number"))
    return refuse("outcome_not_binary", { values: met.length });
  if (event !== undefined && !met.includes(event)) return refuse("unknown_category", { category: event });
  if (met.length < 2) return refuse("one_category", { category: met[0] ?? "" });
  const chosen = event ?? (isCoded ? 1 : orderedLast(met, frame, formula));
  const y = Float64Array.from(values, (value) => (value === chosen ? 1 : 0));
  return { ok: true, y, event: chosen, events: y.reduce((total, value) => total + value, 0) };
}

function valuesOf(formula: ModelFormula, frame: ModelFrame): readonly (string | number)[] | Refused {
  const { response } = formula;
  const column = response.kind === "name" ? frame.columns.get(response.name) : undefined;
  if (column !== undefined) return column.values;
  const numbers = numericResponse(formula, frame);
  return numbers.ok ? Array.from(numbers.values.high) : numbers;
}

/** The second level, in the order declared for the outcome or in the alphabet. */
function orderedLast(
  met: readonly (string | number)[],
  frame: ModelFrame,
  { response }: ModelFormula,
): string | number {
  const column = response.kind === "name" ? frame.columns.get(response.name) : undefined;
  const levels = column?.kind === "factor" ? column.levels : met;
  return levels[1] ?? met[0] ?? 1;
}
