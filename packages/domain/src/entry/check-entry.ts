import type { CompiledExpression, Scope } from "../expressions/expression.ts";
import { roundTo } from "../expressions/functions.ts";
import type { PresentValue } from "../item-types/item-type.ts";
import type { EntryValues, ItemValue } from "../protocol/types.ts";
import type { Problem } from "../result.ts";
import { checkField, isUnanswered, reasonMaximum } from "./check-field.ts";
import { baselinePrefix, type CompiledField, type CompiledForm } from "./compile-form.ts";
import type { Discrepancy, EntryCheck, EntryInput } from "./entry-check.types.ts";
import { isMissing, readValues } from "./read-values.ts";

export type { Discrepancy, EntryCheck, EntryContext, EntryInput } from "./entry-check.types.ts";

/**
 * Checks one entry of a form, in the browser and on the server by the same code. The order is fixed: calculate → decide
 * what is shown → set aside what is not (kept, flagged, and invisible to every expression after) → calculate again →
 * check. Nothing a person saw is dropped: what can be stored comes back in `values`, doubt in `discrepancies`, and what
 * must be put right in `problems`. Any JSON is answered, never with an exception.
 */
export function checkEntry(input: EntryInput): EntryCheck {
  const { form, context } = input;
  const given = readValues(form, input.values, context.kind);
  const scope = initialScope(input, given.values);
  calculate(form, scope, new Set());
  const relevance = decideRelevance(form, scope);
  const computed = calculate(form, scope, relevance.hidden);

  const values: Record<string, ItemValue> = { ...given.values };
  for (const [key, value] of computed) values[key] = value;
  const problems: Problem[] = [];
  const discrepancies: Discrepancy[] = [];
  const openAtLock: string[] = [];
  const softReasons: Record<string, string> = {};
  for (const field of form.fields) {
    const { key } = field.item;
    problems.push(...(given.problems.get(key) ?? []));
    if (relevance.hidden.has(key) || given.problems.has(key)) continue;
    const isAsked = field.item.required && !relevance.undecided.has(key);
    const isRequired = isAsked && field.item.requiredBy !== "visit_lock";
    if (isAsked && !isRequired && isUnanswered(field, values[key])) openAtLock.push(key);
    const reason = reasonFor(input.softReasons, key);
    const findings = checkField({ field, value: values[key], scope, isRequired, today: context.today ?? null, reason });
    problems.push(...findings.problems);
    discrepancies.push(...findings.discrepancies);
    if (findings.discrepancies.length > 0 && reason !== null) softReasons[key] = reason;
  }
  problems.push(...given.unknown);
  return {
    values,
    computed: [...computed.keys()],
    hidden: [...relevance.hidden],
    hiddenWithValue: [...relevance.hidden].filter((key) => values[key] !== undefined),
    problems,
    discrepancies,
    openAtLock,
    softReasons,
  };
}

/**
 * What expressions see at first. An item of this form has only the value entered now: what another visit recorded for it
 * must not stand in for an empty field.
 */
function initialScope({ form, context }: EntryInput, given: EntryValues): Map<string, PresentValue> {
  const scope = new Map<string, PresentValue>();
  for (const [key, value] of Object.entries(context.baseline ?? {})) {
    if (!isMissing(value)) scope.set(`${baselinePrefix}${key}`, value);
  }
  for (const [key, value] of Object.entries(context.values)) {
    if (!isMissing(value) && !form.fieldOf.has(key)) scope.set(key, value);
  }
  for (const [key, value] of Object.entries(given)) {
    if (!isMissing(value)) scope.set(key, value);
  }
  return scope;
}

/** Computes in the order of the form. A calculation that meets a missing value has none and is left out. */
function calculate(
  form: CompiledForm,
  scope: Map<string, PresentValue>,
  hidden: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const computed = new Map<string, number>();
  for (const { item, calculation } of form.fields) {
    if (calculation === null) continue;
    const result = hidden.has(item.key) ? null : calculation.evaluate(scope);
    if (result?.known === true && typeof result.value === "number") {
      const value = item.decimals === undefined ? result.value : roundTo(result.value, item.decimals);
      scope.set(item.key, value);
      computed.set(item.key, value);
    } else {
      scope.delete(item.key);
    }
  }
  return computed;
}

type Relevance = { readonly hidden: ReadonlySet<string>; readonly undecided: ReadonlySet<string> };

/**
 * Walks the form once, from top to bottom. False hides and takes the value out of the scope; unknown shows, but does not
 * require; and where it is unknown because the question it depends on is itself hidden, it hides too.
 */
function decideRelevance(form: CompiledForm, scope: Map<string, PresentValue>): Relevance {
  const hidden = new Set<string>();
  const undecided = new Set<string>();
  for (const field of form.fields) {
    const shown = isShown(field, scope, hidden);
    if (shown === true) continue;
    (shown === false ? hidden : undecided).add(field.item.key);
    if (shown === false) scope.delete(field.item.key);
  }
  return { hidden, undecided };
}

function isShown(field: CompiledField, scope: Scope, hidden: ReadonlySet<string>): boolean | null {
  const relevant: CompiledExpression | null = field.relevant;
  if (relevant === null) return true;
  const result = relevant.evaluate(scope);
  if (result.known) return result.value === true;
  return relevant.names.some((name) => hidden.has(name)) ? false : null;
}

function reasonFor(softReasons: unknown, key: string): string | null {
  if (typeof softReasons !== "object" || softReasons === null || !Object.hasOwn(softReasons, key)) return null;
  const reason: unknown = Reflect.get(softReasons, key);
  if (typeof reason !== "string" || /\u0000|\p{Surrogate}/u.test(reason)) return null;
  const trimmed = reason.trim();
  return trimmed === "" || trimmed.length > reasonMaximum ? null : trimmed;
}
