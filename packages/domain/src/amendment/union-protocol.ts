import type { Form, Item, Protocol, Section, Visit } from "../protocol/types.ts";
import { invariant } from "../result.ts";

/**
 * One document from which everything that any version captured can be read: the newest version, with every item, code,
 * form, visit, epoch, site, arm and population that an older one had and it has not, at the place where it stood. What the
 * newest words differently has the newest words. A form is required at a visit only where every version with that visit
 * requires it. With one version it is that version itself.
 *
 * It is made to read data, not to enter them: what it holds need not be a document that `validateProtocol` accepts.
 *
 * @example unionProtocol([first]) === first
 */
export function unionProtocol(versions: readonly Protocol[]): Protocol {
  const newest = versions.at(-1);
  invariant(newest !== undefined, "a study has a version");
  if (versions.length === 1) return newest;
  const merged = versions.slice(0, -1).reduceRight(addMissing, newest);
  return { ...merged, visits: merged.visits.map((visit) => withAgreedForms(visit, versions)) };
}

/** The versions, in order, under which an item was asked in a form at a visit; `visit` null: at any. */
export function versionsAsking(
  versions: readonly Protocol[],
  place: { readonly visit: string | null; readonly form: string; readonly item: string },
): readonly string[] {
  return versions
    .filter(
      (version) =>
        (place.visit === null || plans(version, place.visit, place.form)) &&
        version.forms.some(
          (form) => form.key === place.form && itemsOf(form).some((candidate) => candidate.key === place.item),
        ),
    )
    .map(({ version }) => version);
}

function plans(version: Protocol, visit: string, form: string): boolean {
  return version.visits.some((one) => one.key === visit && one.forms.some((planned) => planned.form === form));
}

function itemsOf(form: Form): readonly Item[] {
  return form.sections.flatMap((section) => section.items);
}

function addMissing(newer: Protocol, older: Protocol): Protocol {
  const keyed = <T extends { readonly key: string }>(now: readonly T[], then: readonly T[]) =>
    mergeLists(now, then, (member) => member.key);
  const scales = keyed(newer.scales ?? [], older.scales ?? []);
  return {
    ...newer,
    sites: keyed(newer.sites, older.sites),
    arms: keyed(newer.arms, older.arms),
    epochs: keyed(newer.epochs, older.epochs),
    interventions: keyed(newer.interventions, older.interventions),
    populations: keyed(newer.populations, older.populations),
    eligibility: { criteria: keyed(newer.eligibility.criteria, older.eligibility.criteria) },
    codelists: mergeLists(
      newer.codelists,
      older.codelists,
      (list) => list.key,
      (now, then) => ({ ...now, codes: mergeLists(now.codes, then.codes, ({ code }) => String(code)) }),
    ),
    visits: mergeLists(
      newer.visits,
      older.visits,
      (visit) => visit.key,
      (now, then) => ({ ...now, forms: mergeLists(now.forms, then.forms, ({ form }) => form) }),
    ),
    forms: mergeLists(newer.forms, older.forms, (form) => form.key, mergeForms),
    ...(scales.length === 0 ? {} : { scales }),
    deliveryItem: newer.deliveryItem ?? older.deliveryItem,
  };
}

/** An item that only moved to another section of its form is there once, where it stands now. */
function mergeForms(now: Form, then: Form): Form {
  const present = new Set(itemsOf(now).map((item) => item.key));
  // Of the older sections what is still in them, to stand in place, and what is nowhere any more.
  const kept = then.sections.flatMap((section): Section[] => {
    const current = now.sections.find((one) => one.key === section.key);
    const items = section.items.filter(
      ({ key }) => !present.has(key) || current?.items.some((item) => item.key === key) === true,
    );
    return current !== undefined || items.length > 0 ? [{ ...section, items }] : [];
  });
  const before = new Map(itemsOf(then).map((item) => [item.key, item]));
  const current = now.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => withDecimals(item, before.get(item.key))),
  }));
  return {
    ...now,
    sections: mergeLists(
      current,
      kept,
      (section) => section.key,
      (a, b) => ({ ...a, items: mergeLists(a.items, b.items, (item) => item.key) }),
    ),
  };
}

/** As many digits as any version kept, so that none captured is written shorter. */
function withDecimals(now: Item, then: Item | undefined): Item {
  const kept = then?.decimals;
  return kept === undefined || now.decimals === undefined || now.decimals >= kept ? now : { ...now, decimals: kept };
}

/** The newer list with the members that only the older has, each right after the one it followed there. */
function mergeLists<T>(
  newer: readonly T[],
  older: readonly T[],
  idOf: (member: T) => string,
  mergeMembers: (now: T, then: T) => T = (now) => now,
): T[] {
  const then = new Map(older.map((member) => [idOf(member), member]));
  const merged = newer.map((member) => {
    const before = then.get(idOf(member));
    return before === undefined ? member : mergeMembers(member, before);
  });
  let previous: string | null = null;
  for (const member of older) {
    const id = idOf(member);
    if (!merged.some((one) => idOf(one) === id)) {
      const position: number = previous === null ? 0 : merged.findIndex((one) => idOf(one) === previous) + 1;
      merged.splice(position, 0, member);
    }
    previous = id;
  }
  return merged;
}

function withAgreedForms(visit: Visit, versions: readonly Protocol[]): Visit {
  const having = versions.flatMap((version) => version.visits.filter((one) => one.key === visit.key));
  return {
    ...visit,
    forms: visit.forms.map(({ form }) => ({
      form,
      required: having.every((one) => one.forms.some((planned) => planned.form === form && planned.required)),
    })),
  };
}
