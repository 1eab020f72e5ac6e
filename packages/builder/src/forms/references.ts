import { type PlacedItem, placedItems, type Protocol } from "@kendali/domain";
import { expressionNames } from "./expression-names.ts";

/** What refers to a part of the document: the part's kind and its place, as edits name it. */
export type DocumentReference = {
  readonly kind:
    | "item_expression"
    | "scale"
    | "outcome"
    | "analysis"
    | "stratum"
    | "delivery"
    | "assumption"
    | "visit"
    | "intervention"
    | "item";
  /** The key of what refers: of the item, scale, outcome, analysis, visit, intervention or assumption. */
  readonly by: string;
  readonly path: string;
};

/** Everything in the document that names an item by its key, but for the item itself. */
export function itemReferences(protocol: Protocol, key: string): readonly DocumentReference[] {
  const found: DocumentReference[] = [];
  const add = (kind: DocumentReference["kind"], by: string, path: string) => found.push({ kind, by, path });
  for (const { form, section, item } of placedItems(protocol)) {
    if (item.key === key) continue;
    const texts = [item.relevant, item.calculation, ...(item.constraints ?? []).map(({ expression }) => expression)];
    if (texts.some((text) => text !== undefined && expressionNames(text, key)))
      add("item_expression", item.key, `forms/${form.key}/sections/${section.key}/items/${item.key}`);
  }
  for (const scale of protocol.scales ?? [])
    if (scale.items.includes(key)) add("scale", scale.key, `scales/${scale.key}/items`);
  for (const outcome of protocol.outcomes)
    if (outcome.item === key) add("outcome", outcome.key, `outcomes/${outcome.key}/item`);
  for (const { key: by, items = [], covariates = [] } of protocol.analysisPlan.analyses)
    if (items.includes(key) || covariates.includes(key)) add("analysis", by, `analysisPlan/analyses/${by}`);
  if (protocol.allocation?.strata.some((stratum) => stratum.source === "item" && stratum.item === key) === true)
    add("stratum", key, "allocation/strata");
  if (protocol.deliveryItem === key) add("delivery", key, "deliveryItem");
  // One that is about something else too goes on about that.
  for (const { key: by, about } of protocol.assumptions)
    if (about.length > 0 && about.every((path) => path.startsWith("forms/") && path.split("/").includes(key)))
      add("assumption", by, `assumptions/${by}/about`);
  return found;
}

/** Everything in the document that names a form, or an item of it from outside of it. */
export function formReferences(protocol: Protocol, key: string): readonly DocumentReference[] {
  const found: DocumentReference[] = [];
  const add = (kind: DocumentReference["kind"], by: string, path: string) => found.push({ kind, by, path });
  for (const visit of protocol.visits)
    if (visit.forms.some(({ form }) => form === key)) add("visit", visit.key, `visits/${visit.key}/forms/${key}`);
  for (const { key: by, sessions } of protocol.interventions)
    if (sessions?.form === key) add("intervention", by, `interventions/${by}/sessions/form`);
  const items = placedItems(protocol).filter(({ form }) => form.key === key);
  return [...found, ...namedFromOutside(protocol, items, `forms/${key}/`)];
}

/** Everything in the document that names an item of a section from outside of it. */
export function sectionReferences(protocol: Protocol, form: string, key: string): readonly DocumentReference[] {
  const items = placedItems(protocol).filter((placed) => placed.form.key === form && placed.section.key === key);
  return namedFromOutside(protocol, items, `forms/${form}/sections/${key}/`);
}

/** What names some items from outside of a place, each place once. */
function namedFromOutside(
  protocol: Protocol,
  items: readonly PlacedItem[],
  inside: string,
): readonly DocumentReference[] {
  const found = new Map<string, DocumentReference>();
  for (const { item } of items)
    for (const reference of itemReferences(protocol, item.key)) {
      const name = `${reference.kind} ${reference.path}`;
      if (!reference.path.startsWith(inside) && !found.has(name)) found.set(name, reference);
    }
  return [...found.values()];
}

/** The items that take their codes from a code list. */
export function codelistReferences(protocol: Protocol, key: string): readonly DocumentReference[] {
  return placedItems(protocol)
    .filter(({ item }) => item.codelist === key)
    .map(({ form, section, item }): DocumentReference => ({
      kind: "item",
      by: item.key,
      path: `forms/${form.key}/sections/${section.key}/items/${item.key}/codelist`,
    }));
}
