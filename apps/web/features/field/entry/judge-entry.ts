import {
  checkEntry,
  type CompiledField,
  type CompiledForm,
  type EntryContext,
  type EntryValues,
  type ItemValue,
  type Locale,
  type Problem,
} from "@kendali/domain";

import type { Answers } from "./answers.ts";

/** What is said about one item: `asks` wants a look or a reason, `stops` must be put right, `open` waits for an answer. */
export type Finding = { readonly kind: "asks" | "stops" | "open"; readonly problem: Problem };

export type Judgement = {
  /** What would be sent. */
  readonly values: EntryValues;
  readonly softReasons: Readonly<Record<string, string>>;
  readonly hidden: ReadonlySet<string>;
  readonly computed: Readonly<Record<string, number>>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Items that keep the entry from being saved, in the order of the form. */
  readonly blocking: readonly string[];
  /** Items that may still be open when the entry is saved, but not when its visit is locked. */
  readonly openAtLock: readonly string[];
};

/** Reads what was typed and checks it with the same code as the server. */
export function judgeEntry(request: {
  readonly form: CompiledForm;
  readonly answers: Answers;
  readonly context: EntryContext;
  readonly locale: Locale;
}): Judgement {
  const { form, answers, context, locale } = request;
  const read = readAnswers(form, answers, locale);
  const check = checkEntry({ form, values: read.values, context, softReasons: answers.reasons });
  const hidden = new Set(check.hidden);
  const findings = new Map<string, Finding[]>();
  const add = (key: string, finding: Finding) => findings.set(key, [...(findings.get(key) ?? []), finding]);
  for (const problem of read.problems) if (!hidden.has(problem.path)) add(problem.path, { kind: "stops", problem });
  for (const problem of check.problems) {
    // Text that could not be read is not an empty field.
    if (read.unreadable.has(problem.path)) continue;
    const kind = problem.code === "required" ? "open" : problem.code === "reason_required" ? "asks" : "stops";
    add(problem.path, { kind, problem });
  }
  const blocking = form.fields.map(({ item }) => item.key).filter((key) => findings.has(key));
  for (const found of check.discrepancies) {
    if (found.reason !== null) add(found.path, { kind: "asks", problem: found });
  }
  const computed: Record<string, number> = {};
  for (const key of check.computed) {
    const value = check.values[key];
    if (typeof value === "number") computed[key] = value;
  }
  return {
    values: withoutComputed(check.values, check.computed),
    softReasons: check.softReasons,
    hidden,
    computed,
    findings,
    blocking,
    openAtLock: check.openAtLock.filter((key) => !read.unreadable.has(key)),
  };
}

/**
 * Whether an item is on the page: not where the rules hide it, and a follow-up only once the question it hangs on is
 * answered or left empty with a reason. What already holds an answer stays.
 */
export function isShown(field: CompiledField, form: CompiledForm, answers: Answers, judgement: Judgement): boolean {
  if (judgement.hidden.has(field.item.key)) return false;
  if (isAnswered(answers, field.item.key)) return true;
  return !(field.relevant?.names.some((name) => form.fieldOf.has(name) && isUnanswered(name, form, answers)) ?? false);
}

/** A computed value is nobody's to answer. */
function isUnanswered(name: string, form: CompiledForm, answers: Answers): boolean {
  return form.fieldOf.get(name)?.definition.isComputed === false && !isAnswered(answers, name);
}

/** Whether anything was entered for an item, or a reason why not. */
export function isAnswered({ texts, missing }: Answers, key: string): boolean {
  return (texts[key] ?? "") !== "" || missing[key] !== undefined;
}

type Read = {
  readonly values: EntryValues;
  readonly problems: readonly Problem[];
  readonly unreadable: ReadonlySet<string>;
};

function readAnswers(form: CompiledForm, answers: Answers, locale: Locale): Read {
  const values: Record<string, ItemValue> = {};
  const problems: Problem[] = [];
  const unreadable = new Set<string>();
  for (const field of form.fields) {
    const { key } = field.item;
    const missing = answers.missing[key];
    if (missing !== undefined) {
      values[key] = { m: missing };
      continue;
    }
    if (field.definition.isComputed || !field.definition.isStored) continue;
    const outcome = field.definition.parse(answers.texts[key] ?? "", field, locale);
    if (!outcome.ok) {
      problems.push({ path: key, ...outcome.problem });
      unreadable.add(key);
    } else if (outcome.value !== null) {
      values[key] = outcome.value;
    }
  }
  return { values, problems, unreadable };
}

/** The server computes again; what it computes is not the device's to send. */
function withoutComputed(values: EntryValues, computed: readonly string[]): EntryValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !computed.includes(key)));
}
