import type { Scope } from "../expressions/expression.ts";
import type { LocalDate } from "../local-date.ts";
import type { ItemValue } from "../protocol/types.ts";
import type { Problem, RefusalParams } from "../result.ts";
import type { CompiledField } from "./compile-form.ts";
import type { Discrepancy } from "./entry-check.types.ts";
import { isMissing } from "./read-values.ts";

/** The longest reason that can be given for an unusual value, in UTF-16 units. */
export const reasonMaximum = 500;

type Subject = {
  readonly field: CompiledField;
  readonly value: ItemValue | undefined;
  readonly scope: Scope;
  readonly isRequired: boolean;
  readonly today: LocalDate | null;
  readonly reason: string | null;
};

type Findings = { readonly problems: readonly Problem[]; readonly discrepancies: readonly Discrepancy[] };

/** Checks one shown field whose value, if any, is well formed: required, hard limits, constraints, unusual values. */
export function checkField(subject: Subject): Findings {
  const { field, value, reason } = subject;
  const path = field.item.key;
  if (value === undefined) {
    const isAsked = subject.isRequired && isUnanswered(field, value);
    return { problems: isAsked ? [{ path, code: "required", params: {} }] : [], discrepancies: [] };
  }
  if (isMissing(value)) return { problems: [], discrepancies: [] };
  const problems: Problem[] = field.definition.check(value, field).map((problem) => ({ path, ...problem }));
  if (problems.length > 0) return { problems, discrepancies: [] };
  const violated = violatedConstraints(subject);
  problems.push(...violated.hard.map((params) => ({ path, code: "constraint_violated", params })));
  problems.push(...afterToday(subject).map((problem) => ({ path, ...problem })));
  const unusual: readonly Omit<Discrepancy, "path" | "reason">[] = [
    ...outsideUsual(field, value),
    ...violated.soft.map((params) => ({ code: "constraint_violated" as const, params })),
  ];
  if (unusual.length > 0 && reason === null) {
    const [first] = unusual;
    problems.push({ path, code: "reason_required", params: { ...first?.params, finding: first?.code ?? "" } });
  }
  return { problems, discrepancies: unusual.map((finding) => ({ path, ...finding, reason })) };
}

/** Whether a person could still answer: there is no value, nor a reason for having none. */
export function isUnanswered({ definition }: CompiledField, value: ItemValue | undefined): boolean {
  return value === undefined && definition.isStored && !definition.isComputed;
}

function violatedConstraints({ field, scope }: Subject): {
  hard: readonly RefusalParams[];
  soft: readonly RefusalParams[];
} {
  const violated = field.constraints.filter(({ expression }) => {
    const result = expression.evaluate(scope);
    return result.known && result.value === false;
  });
  // The protocol's own words travel with the problem, one per language; `i18n` picks the reader's.
  const paramsOf = (severity: "hard" | "soft"): readonly RefusalParams[] =>
    violated
      .filter((constraint) => constraint.severity === severity)
      .map(({ message }) => ({ "message:id": message.id, "message:en": message.en }));
  return { hard: paramsOf("hard"), soft: paramsOf("soft") };
}

function outsideUsual(
  { item, definition }: CompiledField,
  value: ItemValue,
): readonly Omit<Discrepancy, "path" | "reason">[] {
  if (typeof value !== "number" || !definition.isNumeric(item)) return [];
  const { min = null, max = null } = item.softRange ?? {};
  const params = { value, min, max, unit: item.unit ?? "" };
  if (min !== null && value < min) return [{ code: "below_usual", params }];
  return max !== null && value > max ? [{ code: "above_usual", params }] : [];
}

/** What was seen or done lies in the past: a later date is impossible, not unusual. */
function afterToday({ field, value, today }: Subject): readonly Omit<Problem, "path">[] {
  if (today === null || !field.definition.isDated || typeof value !== "string" || value.slice(0, 10) <= today)
    return [];
  return [{ code: "date_after_today", params: { value, today } }];
}
