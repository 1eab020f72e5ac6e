import type { Protocol, Visit } from "@kendali/domain";
import { unusedKey } from "../forms/propose-key.ts";
import type { VisitColumn } from "./assessment-grid.ts";
import { followForm, forwardVisits, type LeftBehind } from "./follow-visit.ts";
import { isGivenLabel, siblingLabel } from "./sibling-words.ts";
import { armsOf, isOfArms, withArms } from "./visit-arms.ts";

/** For which arms a form is at a column of one day; for none of them it leaves the column. */
export type Placing = {
  readonly protocol: Protocol;
  readonly column: VisitColumn;
  readonly form: string;
  readonly arms: readonly string[];
  /** The version of a running study that the document amends: its visits keep their arms, and stay. */
  readonly base: Protocol | null;
  /** As it was at the column when absent; a form that is new there is required. */
  readonly required?: boolean;
};

export type Placed = {
  readonly protocol: Protocol;
  /** The visit that has the form now. */
  readonly home: string | null;
  readonly left: LeftBehind;
  /** A published visit that is without any form now, and so is no visit. */
  readonly emptied: string | null;
};

/**
 * The document with a form for just some arms at a column. It stands at the one sibling of these arms: the visit that has them,
 * the one it stood at alone, or a new one right behind. A sibling that is left without forms goes, the first of the column
 * last, and what named it names the one that took its forms.
 */
export function placeForm(placing: Placing): Placed {
  const { protocol, column, form, base } = placing;
  const isPublished = ({ key }: Visit): boolean => base?.visits.some((visit) => visit.key === key) ?? false;
  const sources = column.visits.filter((visit) => hasForm(visit, form));
  const without = column.visits.map((visit) => withoutForm(visit, form));
  const settled = placing.arms.length === 0 ? { visits: without, home: null } : settle(placing, without, isPublished);
  const { kept, gone } = joined(settled, isPublished);
  const moved = withColumn(protocol, column.visits, kept);
  const home = gone.find(({ from }) => from === settled.home)?.to ?? settled.home;
  const followed =
    home === null
      ? { protocol: moved, left: { analyses: [] } }
      : followForm(moved, { form, from: sources.map(({ key }) => key), to: home });
  return {
    protocol: forwardVisits(followed.protocol, gone),
    home,
    left: followed.left,
    emptied: kept.find((visit) => visit.forms.length === 0 && isPublished(visit))?.key ?? null,
  };
}

type Settled = { readonly visits: readonly Visit[]; readonly home: string | null };

/** The column's visits with the form at the one of its arms. */
function settle(
  { protocol, column, form, arms, required }: Placing,
  without: readonly Visit[],
  isPublished: (visit: Visit) => boolean,
): Settled {
  const sources = column.visits.filter((visit) => hasForm(visit, form));
  const before = sources.flatMap(({ forms }) => forms).filter((planned) => planned.form === form);
  const planned = { form, required: required ?? (before.length === 0 || before.some((one) => one.required)) };
  const put = (home: Visit): Settled => ({
    visits: without.map((visit) => (visit.key === home.key ? withForm(home, planned, protocol) : visit)),
    home: home.key,
  });
  const standing = without.find((visit) => isOfArms(visit, arms, protocol.arms));
  if (standing !== undefined) return put(standing);
  const alone = without.find((visit) => visit.forms.length === 0 && !isPublished(visit));
  const [first] = column.visits;
  if (alone !== undefined) return put(withOtherArms(alone, first, arms, protocol));
  const made = newSibling(first ?? without[0], arms, protocol, isPublished);
  return made === null
    ? { visits: without, home: null }
    : { visits: [...without, withForm(made, planned, protocol)], home: made.key };
}

/** The visit for other arms; a label that was made of its arms is made of these. */
function withOtherArms(visit: Visit, first: Visit | undefined, arms: readonly string[], protocol: Protocol): Visit {
  const next = withArms(visit, arms, protocol.arms);
  if (first === undefined || first.key === visit.key) return next;
  const given = siblingLabel(first.label, armsOf(visit, protocol.arms), protocol.arms);
  return isGivenLabel(visit.label, given) ? { ...next, label: siblingLabel(first.label, arms, protocol.arms) } : next;
}

/** A visit like the first of a column, for other arms. Its key tells no arm: keys stand in files that masked people read. */
function newSibling(
  first: Visit | undefined,
  arms: readonly string[],
  protocol: Protocol,
  isPublished: (visit: Visit) => boolean,
): Visit | null {
  if (first === undefined) return null;
  const like = { ...first, forms: [], label: siblingLabel(first.label, arms, protocol.arms) };
  const key = siblingKey(first.key, (wish) => {
    const isTaken = protocol.visits.some((visit) => visit.key === wish);
    return isTaken || isPublished({ ...like, key: wish });
  });
  return withArms({ ...like, key }, arms, protocol.arms);
}

/** `day_14` gets `day_14_arm`, then `day_14_arm_2`: a number alone would read as another day. */
function siblingKey(first: string, isTaken: (key: string) => boolean): string {
  const stem = first
    .replace(/_arm(_\d+)?$/, "")
    .slice(0, 24)
    .replace(/_+$/, "");
  return unusedKey(`${stem}_arm`, isTaken);
}

/**
 * The visits of a column without those that have no form left; the first keeps its place and takes over what stands at the
 * form's new home. Published visits stay, and one visit stays of a column in any case.
 */
function joined(
  { visits, home }: Settled,
  isPublished: (visit: Visit) => boolean,
): { readonly kept: readonly Visit[]; readonly gone: readonly { readonly from: string; readonly to: string }[] } {
  const [first] = visits;
  const isEmpty = (visit: Visit): boolean => visit.forms.length === 0 && !isPublished(visit);
  const stays = visits.find(({ key }) => key === home) ?? visits.find((visit) => !isEmpty(visit)) ?? first;
  if (first === undefined || stays === undefined) return { kept: visits, gone: [] };
  if (first === stays || !isEmpty(first) || isPublished(stays))
    return leaving(visits, (visit) => visit !== stays && isEmpty(visit), stays.key);
  const { arms: _arms, ...rest } = first;
  const taken: Visit = { ...rest, ...(stays.arms === undefined ? {} : { arms: stays.arms }), forms: stays.forms };
  return leaving([taken, ...visits.slice(1)], (visit) => visit === stays || isEmpty(visit), taken.key);
}

function leaving(visits: readonly Visit[], goes: (visit: Visit) => boolean, to: string) {
  return {
    kept: visits.filter((visit) => !goes(visit)),
    gone: visits.filter(goes).map(({ key }) => ({ from: key, to })),
  };
}

/** The document with a column's visits, which stand beside each other, replaced by others. */
export function withColumn(protocol: Protocol, column: readonly Visit[], next: readonly Visit[]): Protocol {
  const start = protocol.visits.findIndex(({ key }) => key === column[0]?.key);
  return start < 0 ? protocol : { ...protocol, visits: protocol.visits.toSpliced(start, column.length, ...next) };
}

type PlannedForm = Visit["forms"][number];

/** The visit with a form, in the order of the rows. */
export function withForm(visit: Visit, planned: PlannedForm, { forms }: Pick<Protocol, "forms">): Visit {
  const rank = (key: string): number => forms.findIndex((form) => form.key === key);
  const others = visit.forms.filter(({ form }) => form !== planned.form);
  const place = others.findIndex(({ form }) => rank(form) > rank(planned.form));
  return { ...visit, forms: others.toSpliced(place < 0 ? others.length : place, 0, planned) };
}

export function withoutForm(visit: Visit, form: string): Visit {
  return hasForm(visit, form) ? { ...visit, forms: visit.forms.filter((planned) => planned.form !== form) } : visit;
}

export function hasForm({ forms }: Visit, form: string): boolean {
  return forms.some((planned) => planned.form === form);
}
