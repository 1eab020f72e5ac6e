import type { Problem } from "../../result.ts";
import type { Json } from "../keyed-json.ts";
import { itemsByKey, pathExists, placedItems } from "../problem-path.ts";
import type { Protocol } from "../types.ts";
import { problem, type Rule } from "./rule.ts";

type Reference = {
  readonly path: string;
  readonly names: readonly (string | null | undefined)[];
  readonly among: ListName;
};
type ListName =
  | "epochs"
  | "arms"
  | "forms"
  | "visits"
  | "codelists"
  | "interventions"
  | "items"
  | "scales"
  | "outcomes"
  | "populations"
  | "estimands"
  | "covariates";

/** Whatever names another part of the document names one that is there. */
export const referencesExist: Rule = (protocol) => {
  const known = knownNames(protocol);
  return references(protocol).flatMap(({ path, names, among }) =>
    names
      .filter((name) => typeof name === "string" && !known[among].has(name))
      .map((name) => problem(path, "reference_unknown", { name: name ?? "", list: among })),
  );
};

/** The codes that count as an outcome's event are codes of its item. */
export const outcomeEventsAreCodes: Rule = (protocol) => {
  const placed = itemsByKey(protocol);
  return protocol.outcomes.flatMap(({ key, item, event = [] }): readonly Problem[] => {
    const list = protocol.codelists.find((candidate) => candidate.key === placed.get(item)?.item.codelist);
    if (list === undefined) return [];
    return event
      .filter((code) => !list.codes.some((offered) => offered.code === code))
      .map((code) =>
        problem(`outcomes/${key}/event`, "reference_unknown", { name: String(code), list: `codelists/${list.key}` }),
      );
  });
};

/** An assumption is about something that is in the document. */
export const assumptionsAreAboutSomething: Rule = (protocol) =>
  protocol.assumptions.flatMap(({ key, about }) =>
    about
      .filter((path) => !pathExists(protocol as unknown as Json, path))
      .map((path) => problem(`assumptions/${key}/about`, "assumption_path_unknown", { name: path.slice(0, 200) })),
  );

function knownNames(protocol: Protocol): Record<ListName, ReadonlySet<string>> {
  const keys = (list: readonly { readonly key: string }[]): ReadonlySet<string> => new Set(list.map(({ key }) => key));
  const items = keys(placedItems(protocol).map(({ item }) => item));
  return {
    epochs: keys(protocol.epochs),
    arms: keys(protocol.arms),
    forms: keys(protocol.forms),
    visits: keys(protocol.visits),
    codelists: keys(protocol.codelists),
    interventions: keys(protocol.interventions),
    outcomes: keys(protocol.outcomes),
    scales: keys(protocol.scales ?? []),
    populations: keys(protocol.populations),
    estimands: keys(protocol.estimands),
    items,
    covariates: new Set([...items, ...keys(protocol.outcomes), "site"]),
  };
}

function references(protocol: Protocol): readonly Reference[] {
  return [
    ...scheduleReferences(protocol),
    ...analysisReferences(protocol),
    { path: "deliveryItem", names: [protocol.deliveryItem], among: "items" },
    ...placedItems(protocol).map(({ item, path }): Reference => ({
      path: `${path}/codelist`,
      names: [item.codelist],
      among: "codelists",
    })),
    ...placedItems(protocol).map(({ item, path }): Reference => ({
      path: `${path}/scale`,
      names: [item.scale],
      among: "scales",
    })),
    ...(protocol.scales ?? []).map(({ key, items }): Reference => ({
      path: `scales/${key}/items`,
      names: items,
      among: "items",
    })),
    { path: "allocation/ratio", names: (protocol.allocation?.ratio ?? []).map(({ arm }) => arm), among: "arms" },
    {
      path: "allocation/strata",
      names: (protocol.allocation?.strata ?? []).map((s) => (s.source === "item" ? s.item : null)),
      among: "items",
    },
    { path: "allocation/afterVisit", names: [protocol.allocation?.afterVisit], among: "visits" },
  ];
}

function scheduleReferences(protocol: Protocol): readonly Reference[] {
  return [
    ...protocol.visits.flatMap((visit): readonly Reference[] => [
      { path: `visits/${visit.key}/epoch`, names: [visit.epoch], among: "epochs" },
      { path: `visits/${visit.key}/arms`, names: visit.arms ?? [], among: "arms" },
      { path: `visits/${visit.key}/forms`, names: visit.forms.map(({ form }) => form), among: "forms" },
    ]),
    ...protocol.arms.map((arm): Reference => ({
      path: `arms/${arm.key}/interventions`,
      names: arm.interventions,
      among: "interventions",
    })),
    ...protocol.interventions.map(({ key, sessions }): Reference => ({
      path: `interventions/${key}/sessions/form`,
      names: [sessions?.form],
      among: "forms",
    })),
  ];
}

function analysisReferences(protocol: Protocol): readonly Reference[] {
  return [
    ...protocol.outcomes.flatMap(({ key, item, baselineVisit, timePoints }): readonly Reference[] => [
      { path: `outcomes/${key}/item`, names: [item], among: "items" },
      { path: `outcomes/${key}/baselineVisit`, names: [baselineVisit], among: "visits" },
      { path: `outcomes/${key}/timePoints`, names: timePoints, among: "visits" },
    ]),
    ...protocol.estimands.flatMap(({ key, outcome, timePoint, population }): readonly Reference[] => [
      { path: `estimands/${key}/outcome`, names: [outcome], among: "outcomes" },
      { path: `estimands/${key}/timePoint`, names: [timePoint], among: "visits" },
      { path: `estimands/${key}/population`, names: [population], among: "populations" },
    ]),
    ...protocol.analysisPlan.analyses.flatMap((analysis): readonly Reference[] => {
      const path = `analysisPlan/analyses/${analysis.key}`;
      return [
        { path: `${path}/population`, names: [analysis.population], among: "populations" },
        { path: `${path}/estimand`, names: [analysis.estimand], among: "estimands" },
        { path: `${path}/outcomes`, names: analysis.outcomes ?? [], among: "outcomes" },
        { path: `${path}/items`, names: analysis.items ?? [], among: "items" },
        { path: `${path}/timePoint`, names: [analysis.timePoint], among: "visits" },
        { path: `${path}/visit`, names: [analysis.visit], among: "visits" },
        { path: `${path}/covariates`, names: analysis.covariates ?? [], among: "covariates" },
      ];
    }),
  ];
}
