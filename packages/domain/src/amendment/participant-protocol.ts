import type { Form, Protocol, Visit } from "../protocol/types.ts";

/** One form of a participant that was captured under an older version than the one in force at her site. */
export type OlderEntry = { readonly visit: string; readonly form: string; readonly version: Protocol };

/**
 * The document that rules one participant: the version in force at her site, but a visit that was begun under an older one
 * keeps the day, window and words it had then and every form that was filled; what the version in force adds to such a visit
 * may be filled and need not be, so that a visit that was done stays done. Visits and forms that are no longer planned stay
 * as far as she has entries in them. Where nothing of hers is older, it is the version in force itself.
 */
export function participantProtocol(inForce: Protocol, older: readonly OlderEntry[]): Protocol {
  if (older.length === 0) return inForce;
  const begun = new Map<string, OlderEntry[]>();
  for (const entry of older) begun.set(entry.visit, [...(begun.get(entry.visit) ?? []), entry]);
  const visits = inForce.visits.map((visit) => {
    const entries = begun.get(visit.key);
    return entries === undefined ? visit : begunVisit(visit, entries);
  });
  for (const [key, entries] of begun) {
    if (visits.some((visit) => visit.key === key)) continue;
    const version = entries.at(-1)?.version;
    const planned = version?.visits.find((visit) => visit.key === key);
    if (version === undefined || planned === undefined) continue;
    const forms = planned.forms.filter(({ form }) => entries.some((entry) => entry.form === form));
    visits.splice(placeOf(visits, version.visits, key), 0, { ...planned, forms });
  }
  const from = (list: "epochs" | "codelists" | "scales") => missingOf(inForce, older, list);
  return {
    ...inForce,
    visits,
    forms: [...inForce.forms, ...missingForms(inForce, older)],
    epochs: [...inForce.epochs, ...(from("epochs") as Protocol["epochs"])],
    codelists: [...inForce.codelists, ...(from("codelists") as Protocol["codelists"])],
    ...(inForce.scales === undefined
      ? {}
      : { scales: [...inForce.scales, ...(from("scales") as NonNullable<Protocol["scales"]>)] }),
  };
}

function begunVisit(now: Visit, entries: readonly OlderEntry[]): Visit {
  const then = entries.at(-1)?.version.visits.find((visit) => visit.key === now.key) ?? now;
  const isFilled = (form: string): boolean => entries.some((entry) => entry.form === form);
  const stillPlanned = then.forms.filter(
    ({ form }) => isFilled(form) || now.forms.some((planned) => planned.form === form),
  );
  const added = now.forms.filter(({ form }) => !then.forms.some((planned) => planned.form === form));
  return { ...then, forms: [...stillPlanned, ...added.map(({ form }) => ({ form, required: false }))] };
}

/** Right after the nearest visit before it, in its own version, that is still there. */
function placeOf(visits: readonly Visit[], own: readonly Visit[], key: string): number {
  const before = own.slice(
    0,
    own.findIndex((visit) => visit.key === key),
  );
  const previous = before.findLast((visit) => visits.some((one) => one.key === visit.key));
  return previous === undefined ? 0 : visits.findIndex((visit) => visit.key === previous.key) + 1;
}

function missingForms(inForce: Protocol, older: readonly OlderEntry[]): readonly Form[] {
  const found = new Map<string, Form>();
  for (const { form, version } of older) {
    if (inForce.forms.some((one) => one.key === form)) continue;
    const definition = version.forms.find((one) => one.key === form);
    if (definition !== undefined) found.set(form, definition);
  }
  return [...found.values()];
}

function missingOf(
  inForce: Protocol,
  older: readonly OlderEntry[],
  list: "epochs" | "codelists" | "scales",
): readonly { readonly key: string }[] {
  const present = new Set((inForce[list] ?? []).map(({ key }) => key));
  const found = new Map<string, { readonly key: string }>();
  for (const version of new Set(older.map((entry) => entry.version)))
    for (const member of version[list] ?? []) if (!present.has(member.key)) found.set(member.key, member);
  return [...found.values()];
}
