import type { Protocol, Visit } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import type { Edit } from "../edits/edit-session.ts";
import { assessmentGrid, columnOfVisit, type VisitColumn } from "./assessment-grid.ts";
import { cellArms, isBeforeAllocation } from "./cell-arms.ts";
import { editsBetween } from "./edits-between.ts";
import { hasForm, placeForm, withColumn, withForm, withoutForm } from "./place-form.ts";
import { freeKey } from "./schedule-edits.ts";
import { relabelled } from "./sibling-words.ts";
import { armsOf, inOrder } from "./visit-arms.ts";

/** A form at a column; `base` is the published version that the document amends, whose visits stay. */
export type FormAtColumn = { readonly visit: string; readonly form: string; readonly base: Protocol | null };

/** Plans a form at a column, for everybody who comes then, or takes it out of all of it. */
export function planAtColumn(
  protocol: Protocol,
  { visit, form, base }: FormAtColumn,
  isPlanned: boolean,
): readonly Edit[] {
  const column = columnOfVisit(protocol, visit);
  if (column === null) return [];
  return editsBetween(
    protocol,
    isPlanned ? plannedAt(protocol, column, form, base) : takenFrom(protocol, column, form, base),
  );
}

/** Takes a form out of every visit that plans it; the form itself stays. */
export function unplanForm(protocol: Protocol, form: string, base: Protocol | null): readonly Edit[] {
  const columns = assessmentGrid(protocol).columns.flatMap((column) => (column.kind === "visit" ? [column] : []));
  const next = columns.reduce((made, column) => takenFrom(made, column, form, base), protocol);
  return editsBetween(protocol, next);
}

/**
 * Moves a form from a column to another, with whether it is required. What is for some arms only stays so, but for a column
 * that is not split: sessions, and what is before allocation. Where it stands already nothing changes.
 */
export function moveToColumn(protocol: Protocol, { visit, form, base }: FormAtColumn, to: string): readonly Edit[] {
  const [source, target] = [columnOfVisit(protocol, visit), columnOfVisit(protocol, to)];
  if (source === null || target === null || source.key === target.key) return [];
  const planned = source.visits.flatMap(({ forms }) => forms).filter((one) => one.form === form);
  if (planned.length === 0) return [];
  const required = planned.some((one) => one.required);
  const arms = cellArms(protocol, source, form);
  const isPart = arms.length < unionOf(protocol, source).length;
  const without = takenFrom(protocol, source, form, base);
  if (target.visits.some((one) => hasForm(one, form))) return editsBetween(protocol, without);
  const isWhole = !isPart || target.visits[0]?.kind === "intervention_session" || isBeforeAllocation(protocol, target);
  const next = isWhole
    ? plannedAt(without, target, form, base, required)
    : placeForm({ protocol: without, column: target, form, arms, base, required }).protocol;
  return editsBetween(protocol, next);
}

/** Whether a form is required at a column, at every visit of it that has the form. */
export function requireAtColumn(
  protocol: Protocol,
  { visit, form }: Omit<FormAtColumn, "base">,
  required: boolean,
): readonly Edit[] {
  const column = columnOfVisit(protocol, visit);
  if (column === null) return [];
  const visits = column.visits.map((one) => ({
    ...one,
    forms: one.forms.map((planned) => (planned.form === form ? { ...planned, required } : planned)),
  }));
  return editsBetween(protocol, withColumn(protocol, column.visits, visits));
}

/** Gives the first visit of a column another name, in one language; siblings that are named after it follow. */
export function renameColumn(protocol: Protocol, visit: string, locale: Locale, label: string): readonly Edit[] {
  const column = columnOfVisit(protocol, visit);
  if (column === null) return [];
  const next = relabelled(column.visits, locale, label);
  return editsBetween(protocol, withColumn(protocol, column.visits, next));
}

/** A column like another, right after it and `days` later, with all its siblings; of a run one further session. */
export function copyColumn(
  protocol: Protocol,
  visit: string,
  days: number,
): { readonly edits: readonly Edit[]; readonly key: string } | null {
  const column = columnOfVisit(protocol, visit);
  if (column === null) return null;
  const taken = new Set(protocol.visits.map(({ key }) => key));
  const like = column.isRun ? column.visits.slice(-1) : column.visits;
  const copies = like.map((one): Visit => {
    const key = freeKey(taken, one.key);
    taken.add(key);
    return { ...one, key, day: one.day + days };
  });
  const next = withColumn(protocol, column.visits, [...column.visits, ...copies]);
  return { edits: editsBetween(protocol, next), key: copies[0]?.key ?? column.key };
}

/** The document with a form at a column for everybody who comes then. */
function plannedAt(
  protocol: Protocol,
  column: VisitColumn,
  form: string,
  base: Protocol | null,
  required = true,
): Protocol {
  if (!column.isRun && column.visits.length > 1)
    return placeForm({ protocol, column, form, arms: unionOf(protocol, column), base, required }).protocol;
  const visits = column.visits.map((visit) =>
    hasForm(visit, form) ? visit : withForm(visit, { form, required }, protocol),
  );
  return withColumn(protocol, column.visits, visits);
}

function takenFrom(protocol: Protocol, column: VisitColumn, form: string, base: Protocol | null): Protocol {
  if (!column.isRun && column.visits.length > 1) return placeForm({ protocol, column, form, arms: [], base }).protocol;
  const visits = column.visits.map((visit) => withoutForm(visit, form));
  return withColumn(protocol, column.visits, visits);
}

/** Everybody who comes to a column. */
function unionOf(protocol: Protocol, { visits }: VisitColumn): readonly string[] {
  const keys = visits.flatMap((visit) => armsOf(visit, protocol.arms));
  return inOrder(keys, protocol.arms);
}
