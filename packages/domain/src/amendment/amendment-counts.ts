import type { Protocol } from "../protocol/types.ts";
import { isArmSpecific } from "../schedule/schedule.ts";

/** What a study holds when an amendment is weighed. Counts of records, never of what they say. */
export type AmendmentCounts = {
  readonly screenings: number;
  /** Screenings with consent given. */
  readonly consents: number;
  readonly participantsBySite: Readonly<Record<string, number>>;
  readonly forms: readonly {
    readonly visit: string;
    readonly form: string;
    readonly entries: number;
    readonly locked: number;
  }[];
  /** Participants with an entry of a form, by form. */
  readonly people: Readonly<Record<string, number>>;
  /** Participants with an entry or a record of absence at a visit, by visit. */
  readonly visits: Readonly<Record<string, number>>;
  readonly items: readonly { readonly form: string; readonly item: string; readonly values: number }[];
  readonly codes: readonly {
    readonly form: string;
    readonly item: string;
    readonly code: string;
    readonly values: number;
  }[];
};

/** What one change touches; null: not told to this viewer, because it would count who was treated. */
export type TouchedData = {
  readonly entries: number;
  readonly values: number;
  readonly participants: number;
  /** Visits that were begun. */
  readonly visits: number;
} | null;

export const nothingTouched = { entries: 0, values: 0, participants: 0, visits: 0 } as const;

/** What a masked viewer is not told a count of: forms that tell the arm, and visits that only some arms have. */
export type HiddenParts = { readonly forms: ReadonlySet<string>; readonly visits: ReadonlySet<string> };

export function hiddenParts(versions: readonly Protocol[]): HiddenParts {
  const isTrial = versions.some((version) => version.arms.length > 1);
  const forms = versions.flatMap((version) =>
    version.forms.filter((form) => isTrial && (form.revealsArm || form.purpose === "intervention")),
  );
  const visits = versions.flatMap((version) =>
    version.visits.filter(
      (visit) => isTrial && (isArmSpecific(version, visit) || visit.kind === "intervention_session"),
    ),
  );
  return { forms: new Set(forms.map(({ key }) => key)), visits: new Set(visits.map(({ key }) => key)) };
}

export const nothingHidden: HiddenParts = { forms: new Set(), visits: new Set() };

/** Enrolled participants of every site. */
export function participantsIn(counts: AmendmentCounts): number {
  return Object.values(counts.participantsBySite).reduce((sum, count) => sum + count, 0);
}

/** Everything in a form, but at hidden visits. */
export function touchedByForm(counts: AmendmentCounts, hidden: HiddenParts, form: string): TouchedData {
  if (hidden.forms.has(form)) return null;
  const rows = counts.forms.filter((row) => row.form === form && !hidden.visits.has(row.visit));
  const entries = sum(rows.map((row) => row.entries));
  return {
    entries,
    values: sum(counts.items.filter((row) => row.form === form).map((row) => row.values)),
    participants: counts.people[form] ?? 0,
    visits: entries,
  };
}

/** Answers to some items, with the entries that hold them. */
export function touchedByItems(
  counts: AmendmentCounts,
  hidden: HiddenParts,
  items: readonly { readonly form: string; readonly item: string }[],
  code: string | null = null,
): TouchedData {
  const told = items.filter(({ form }) => !hidden.forms.has(form));
  if (told.length === 0 && items.length > 0) return null;
  const rows = (code === null ? counts.items : counts.codes.filter((row) => row.code === code)).filter((row) =>
    told.some(({ form, item }) => row.form === form && row.item === item),
  );
  const forms = [...new Set(rows.map((row) => row.form))];
  const values = sum(rows.map((row) => row.values));
  if (code !== null) return { ...nothingTouched, values, entries: values };
  // An item stands once in an entry, so the item with most answers stands in as many entries.
  const entries = sum(
    forms.map((form) => Math.max(...rows.filter((row) => row.form === form).map((row) => row.values))),
  );
  return {
    entries,
    values,
    participants: sum(forms.map((form) => Math.min(counts.people[form] ?? 0, entries))),
    visits: 0,
  };
}

export function touchedByVisit(counts: AmendmentCounts, hidden: HiddenParts, visit: string): TouchedData {
  if (hidden.visits.has(visit)) return null;
  const begun = counts.visits[visit] ?? 0;
  const entries = counts.forms.filter((row) => row.visit === visit && !hidden.forms.has(row.form));
  return { entries: sum(entries.map((row) => row.entries)), values: 0, participants: begun, visits: begun };
}

export function touchedByFormAt(
  counts: AmendmentCounts,
  hidden: HiddenParts,
  at: { readonly visit: string; readonly form: string },
): TouchedData {
  if (hidden.visits.has(at.visit) || hidden.forms.has(at.form)) return null;
  const entries = counts.forms.find((row) => row.visit === at.visit && row.form === at.form)?.entries ?? 0;
  return { entries, values: 0, participants: entries, visits: entries };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
