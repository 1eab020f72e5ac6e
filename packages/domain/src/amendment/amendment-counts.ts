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
  /** Participants with an entry of a form, by the visits at which they have one. */
  readonly people: readonly {
    readonly form: string;
    readonly visits: readonly string[];
    readonly participants: number;
  }[];
  /** Participants with an entry or a record of absence at a visit, by visit. */
  readonly visits: Readonly<Record<string, number>>;
  readonly items: readonly {
    readonly visit: string;
    readonly form: string;
    readonly item: string;
    readonly values: number;
  }[];
  readonly codes: readonly {
    readonly visit: string;
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
  /** Persons screened, and consents given: of what rules screening and consent. */
  readonly screenings?: number;
  readonly consents?: number;
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
  const isTold = (row: { readonly visit: string; readonly form: string }): boolean =>
    row.form === form && !hidden.visits.has(row.visit);
  const entries = sum(counts.forms.filter(isTold).map((row) => row.entries));
  return {
    entries,
    values: sum(counts.items.filter(isTold).map((row) => row.values)),
    participants: peopleWith(counts, hidden, form),
    visits: entries,
  };
}

/** Answers to some items, with the entries that hold them, but at hidden visits. */
export function touchedByItems(
  counts: AmendmentCounts,
  hidden: HiddenParts,
  items: readonly { readonly form: string; readonly item: string }[],
  code: string | null = null,
): TouchedData {
  const told = items.filter(({ form }) => !hidden.forms.has(form));
  if (told.length === 0 && items.length > 0) return null;
  const names = new Set(told.map(({ form, item }) => `${form}/${item}`));
  const rows = (code === null ? counts.items : counts.codes.filter((row) => row.code === code)).filter(
    (row) => !hidden.visits.has(row.visit) && names.has(`${row.form}/${row.item}`),
  );
  const values = sum(rows.map((row) => row.values));
  if (code !== null) return { ...nothingTouched, values, entries: values };
  // An item stands once in an entry, so the item with most answers stands in as many entries.
  const most = new Map<string, { readonly form: string; entries: number }>();
  for (const { visit, form, values: count } of rows) {
    const found = most.get(`${visit}/${form}`) ?? { form, entries: 0 };
    most.set(`${visit}/${form}`, { form, entries: Math.max(found.entries, count) });
  }
  const byForm = new Map<string, number>();
  for (const { form, entries } of most.values()) byForm.set(form, (byForm.get(form) ?? 0) + entries);
  return {
    entries: sum([...byForm.values()]),
    values,
    participants: sum([...byForm].map(([form, entries]) => Math.min(peopleWith(counts, hidden, form), entries))),
    visits: 0,
  };
}

function peopleWith(counts: AmendmentCounts, hidden: HiddenParts, form: string): number {
  const rows = counts.people.filter(
    (row) => row.form === form && row.visits.some((visit) => !hidden.visits.has(visit)),
  );
  return sum(rows.map((row) => row.participants));
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
