import type { Protocol } from "../protocol/types.ts";
import { isArmSpecific } from "../schedule/schedule.ts";
import type { TouchedCounts, TouchedSet } from "./touched-sets.ts";

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
  /** Participants with an entry or a record of absence at a visit, by visit. */
  readonly visits: Readonly<Record<string, number>>;
  /** Screenings by site, of women who were enrolled and of others. */
  readonly screeningsBySite: Readonly<Record<string, number>>;
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

/** The answers of a set, but at hidden visits and in hidden forms. */
export function touchedBySet(touched: TouchedCounts, hidden: HiddenParts, set: TouchedSet): TouchedData {
  if (set.items.length > 0 && set.items.every(({ form }) => form !== null && hidden.forms.has(form))) return null;
  const counts = touched[set.id] ?? nothingTouched;
  // A form as a whole is opened once at a visit.
  const isForm = set.items.some(({ item }) => item === null);
  return { ...nothingTouched, ...counts, visits: isForm ? counts.entries : 0 };
}

/** `values`: answers at the visit, in forms that are not hidden, where it goes. */
export function touchedByVisit(
  counts: AmendmentCounts,
  hidden: HiddenParts,
  { visit, values }: { readonly visit: string; readonly values: number },
): TouchedData {
  if (hidden.visits.has(visit)) return null;
  const begun = counts.visits[visit] ?? 0;
  const entries = counts.forms.filter((row) => row.visit === visit && !hidden.forms.has(row.form));
  return { entries: sum(entries.map((row) => row.entries)), values, participants: begun, visits: begun };
}

export function touchedByFormAt(
  counts: AmendmentCounts,
  hidden: HiddenParts,
  at: { readonly visit: string; readonly form: string; readonly values: number },
): TouchedData {
  if (hidden.visits.has(at.visit) || hidden.forms.has(at.form)) return null;
  const entries = counts.forms.find((row) => row.visit === at.visit && row.form === at.form)?.entries ?? 0;
  return { entries, values: at.values, participants: entries, visits: entries };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
