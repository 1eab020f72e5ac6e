import {
  baselinePrefix,
  declarationsOf,
  designOf,
  type Form,
  type Item,
  itemTypeOf,
  type Protocol,
} from "@kendali/domain";
import type { ExpressionScope, ExpressionUse, ScopeName } from "./expression.types.ts";

/** Where an expression stands; `item` is null for an item that is not in the document yet. */
export type ExpressionPlace = { readonly form: string; readonly item: string | null; readonly use: ExpressionUse };

/**
 * The names that an expression in one place of a document may use, those of its own form first. A document under
 * construction is enough: what is missing in it is missing in the scope.
 */
export function expressionScope(
  protocol: Pick<Protocol, "design" | "forms" | "codelists" | "visits">,
  place: ExpressionPlace,
): ExpressionScope {
  const here = protocol.forms.find(({ key }) => key === place.form) ?? null;
  const forms = here === null ? protocol.forms : [here, ...protocol.forms.filter((form) => form !== here)];
  const placed = forms.flatMap((form) => itemsOf(form).map((item) => ({ form, item })));
  const position = here === null ? -1 : itemsOf(here).findIndex(({ key }) => key === place.item);
  const facts = {
    here,
    position,
    lists: new Map(protocol.codelists.map((list) => [list.key, list])),
    isTrial: designOf(protocol).needsAllocation,
    atBaseline: new Set(
      protocol.visits.filter(({ kind }) => kind === "baseline").flatMap((visit) => visit.forms.map(({ form }) => form)),
    ),
  };
  const names = new Map<string, ScopeName>();
  const unusable = new Map<string, Item>();
  placed.forEach(({ form, item }, index) => {
    const name = nameOf(form, item, index, facts);
    if (name === null) unusable.set(item.key, item);
    else if (!names.has(item.key)) names.set(item.key, name);
  });
  const items = Array.from(names.values());
  for (const name of items) {
    const baseline = `${baselinePrefix}${name.name}`;
    if (!names.has(baseline)) names.set(baseline, { ...name, name: baseline, place: "baseline" });
  }
  const item = (here === null ? [] : itemsOf(here))[position] ?? null;
  const codelist = place.use === "calculation" ? (facts.lists.get(item?.codelist ?? "") ?? null) : null;
  return { use: place.use, names, unusable, declarations: declarationsOf(protocol), codelist, item };
}

type Facts = {
  readonly here: Form | null;
  readonly position: number;
  readonly lists: ReadonlyMap<string, NonNullable<ScopeName["codelist"]>>;
  readonly isTrial: boolean;
  readonly atBaseline: ReadonlySet<string>;
};

function nameOf(form: Form, item: Item, index: number, facts: Facts): ScopeName | null {
  const type = itemTypeOf(item).expressionType;
  if (type === null) return null;
  const { here, position } = facts;
  return {
    name: item.key,
    item,
    codelist: facts.lists.get(item.codelist ?? "") ?? null,
    type,
    form: form.key,
    formTitle: form.title,
    // The items of this form come first, so an index is a position in it.
    place: form !== here ? "elsewhere" : position < 0 || index < position ? "earlier" : placeFrom(index, position),
    isMasked: facts.isTrial && form.revealsArm && here?.revealsArm !== true,
    isAtBaseline: facts.atBaseline.has(form.key),
  };
}

function placeFrom(index: number, position: number): "self" | "later" {
  return index === position ? "self" : "later";
}

function itemsOf(form: Form): readonly Item[] {
  return form.sections.flatMap((section) => section.items);
}
