import { type LocalizedText, placedItems, type Problem, type Protocol, type RefusalParams } from "@kendali/domain";
import { inBoth } from "./rule.ts";
import { visitName } from "./visit-name.ts";

type Part = "items" | "visits" | "forms" | "arms" | "outcomes" | "sites";

/** Parameters that hold the key of a part of the document, whatever the problem. */
const partOf: Readonly<Record<string, Part>> = {
  item: "items",
  uses: "items",
  visit: "visits",
  form: "forms",
  arm: "arms",
  outcome: "outcomes",
  site: "sites",
};

/** What `name` is the key of, where it is one that the document has. */
const partOfName: Readonly<Record<string, Part>> = {
  form_not_scheduled: "forms",
  form_must_reveal_arm: "forms",
  calculation_circle: "items",
  calculation_order: "items",
  expression_self_reference: "items",
  expression_reveals_arm: "items",
  scale_item_unsuitable: "items",
  scale_item_later: "items",
  scale_reversed_elsewhere: "items",
  scale_reversed_unbounded: "items",
  matrix_answers_differ: "items",
  strata_item_unsuitable: "items",
  strata_item_not_baseline: "items",
  delivery_item_unsuitable: "items",
};

/**
 * The parameters of a problem with the names that people gave to what its keys are the keys of, beside the keys:
 * `{ visit: "day_8" }` becomes `{ visit: "day_8", "visit:id": "Hari ke-8", "visit:en": "Day 8" }`.
 */
export function namedParams(protocol: Protocol, { code, params }: Pick<Problem, "code" | "params">): RefusalParams {
  const named = Object.entries(params).flatMap(([name, value]) => {
    const part = partFor(code, name);
    const text = part === undefined || typeof value !== "string" ? undefined : textOf(protocol, part, value);
    return text === undefined ? [] : [inBoth(name, text, String(value))];
  });
  return Object.assign({ ...params }, ...named) as RefusalParams;
}

function visitNameOf({ visits }: Protocol, key: string): LocalizedText | undefined {
  const visit = visits.find((one) => one.key === key);
  return visit === undefined ? undefined : visitName(visits, visit);
}

function partFor(code: string, name: string): Part | undefined {
  if (name === "name") return Object.hasOwn(partOfName, code) ? partOfName[code] : undefined;
  if (name === "other") return code === "visit_windows_overlap" ? "visits" : undefined;
  return Object.hasOwn(partOf, name) ? partOf[name] : undefined;
}

function textOf(protocol: Protocol, part: Part, key: string): LocalizedText | undefined {
  const has = (one: { readonly key: string }): boolean => one.key === key;
  switch (part) {
    case "items": {
      const item = placedItems(protocol).find((placed) => placed.item.key === key)?.item;
      return item?.shortLabel ?? item?.label;
    }
    case "forms":
      return protocol.forms.find(has)?.title;
    case "sites":
      return protocol.sites.find(has)?.name;
    case "visits":
      return visitNameOf(protocol, key);
    case "arms":
      return protocol.arms.find(has)?.label;
    case "outcomes":
      return protocol.outcomes.find(has)?.label;
  }
}
