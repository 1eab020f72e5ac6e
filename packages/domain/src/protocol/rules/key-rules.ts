import { baselinePrefix } from "../../entry/compile-form.ts";
import { isReservedName } from "../../expressions/reserved-names.ts";
import type { Problem } from "../../result.ts";
import { placedItems } from "../problem-path.ts";
import type { Protocol } from "../types.ts";
import { problem, repeated, type Rule } from "./rule.ts";

/** No list names two of its members alike. */
export const keysAreUnique: Rule = (protocol) =>
  namedLists(protocol).flatMap(({ path, names }) =>
    repeated(names).map((name) =>
      problem(path === "" ? name : `${path}/${name}`, "key_duplicate", { name, list: path }),
    ),
  );

/** An item's key is a column of every dataset, so it is unique in the whole study. */
export const itemKeysAreUnique: Rule = (protocol) => {
  const items = placedItems(protocol);
  return items.flatMap(({ item, path }, index): readonly Problem[] => {
    const first = items.findIndex((other) => other.item.key === item.key);
    return first === index
      ? []
      : [problem(path, "item_key_duplicate", { name: item.key, other: items[first]?.path ?? "" })];
  });
};

/** No item is called by a word that CEL, R, SQL, JavaScript or the datasets have taken. */
export const itemKeysAreFree: Rule = (protocol) => {
  const items = placedItems(protocol);
  const keys = new Set(items.map(({ item }) => item.key));
  return items
    .filter(({ item: { key } }) => {
      const shadows = key.startsWith(baselinePrefix) && keys.has(key.slice(baselinePrefix.length));
      // Two underscores separate item and visit in the columns of a wide data set.
      return isReservedName(key) || key.includes("__") || shadows;
    })
    .map(({ item, path }) => problem(path, "key_reserved", { name: item.key }));
};

type NamedList = { readonly path: string; readonly names: readonly string[] };

function namedLists(protocol: Protocol): readonly NamedList[] {
  const keyed = (path: string, list: readonly { readonly key: string }[]): NamedList => ({
    path,
    names: list.map(({ key }) => key),
  });
  return [
    keyed("sites", protocol.sites),
    { path: "sites", names: protocol.sites.map(({ code }) => code) },
    { path: "languages", names: protocol.languages },
    keyed("arms", protocol.arms),
    keyed("epochs", protocol.epochs),
    keyed("visits", protocol.visits),
    keyed("codelists", protocol.codelists),
    keyed("forms", protocol.forms),
    keyed("eligibility/criteria", protocol.eligibility.criteria),
    keyed("consent/sections", protocol.consent.sections),
    keyed("consent/purposes", protocol.consent.purposes),
    keyed("outcomes", protocol.outcomes),
    keyed("populations", protocol.populations),
    keyed("estimands", protocol.estimands),
    keyed("analysisPlan/analyses", protocol.analysisPlan.analyses),
    keyed("design/limitations", protocol.design.limitations),
    keyed("assumptions", protocol.assumptions),
    keyed("interventions", protocol.interventions),
    keyed("scales", protocol.scales ?? []),
    keyed("statements", protocol.statements ?? []),
    ...(protocol.scales ?? []).flatMap(({ key, items, reversed }) => [
      { path: `scales/${key}/items`, names: items },
      { path: `scales/${key}/reversed`, names: reversed },
    ]),
    { path: "roles", names: protocol.roles.map(({ role }) => role) },
    { path: "blinding/levels", names: protocol.blinding.levels.map(({ role }) => role) },
    { path: "allocation/ratio", names: (protocol.allocation?.ratio ?? []).map(({ arm }) => arm) },
    {
      path: "allocation/strata",
      names: (protocol.allocation?.strata ?? []).map((s) => (s.source === "item" ? s.item : s.source)),
    },
    { path: "allocation/blockSizes", names: (protocol.allocation?.blockSizes ?? []).map(String) },
    ...protocol.interventions.map(({ key, steps }) => keyed(`interventions/${key}/steps`, steps)),
    ...protocol.visits.map(({ key, forms }) => ({ path: `visits/${key}`, names: forms.map(({ form }) => form) })),
    ...protocol.codelists.map(({ key, codes }) => ({
      path: `codelists/${key}`,
      names: codes.map(({ code }) => String(code)),
    })),
    ...protocol.forms.map(({ key, sections }) => keyed(`forms/${key}`, sections)),
  ];
}
