import { diffJson, type Item, type Json, placedItems, type Protocol } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";
import { renameInExpression } from "./expression-names.ts";

/**
 * The edits that give an item another key, everywhere it is named: expressions, scales, outcomes, analyses, strata, the
 * item of delivery and assumptions; the key itself last, so that every path is one of the document as it stands. No edit
 * where there is no such item. Whether the new key is free is the caller's to ask.
 */
export function renameItem(protocol: Protocol, from: string, to: string): readonly Edit[] {
  const place = placedItems(protocol).find(({ item }) => item.key === from);
  if (place === undefined || from === to) return [];
  const { form, section } = place;
  const path = ["forms", form.key, "sections", section.key, "items", from, "key"];
  return [...differences(protocol, withItemNamed(protocol, from, to)), { path, kind: "change", from, to }];
}

/** The edits that give a form another key, in visits, interventions and assumptions too. */
export function renameForm(protocol: Protocol, from: string, to: string): readonly Edit[] {
  if (from === to || !protocol.forms.some(({ key }) => key === from)) return [];
  const renamed: Protocol = {
    ...protocol,
    interventions: protocol.interventions.map((one) =>
      one.sessions?.form === from ? { ...one, sessions: { ...one.sessions, form: to } } : one,
    ),
    assumptions: protocol.assumptions.map((one) => ({
      ...one,
      about: one.about.map((path) => (path.startsWith(`forms/${from}`) ? renameStep(path, 1, from, to) : path)),
    })),
  };
  const visits = protocol.visits.flatMap((visit): readonly Edit[] =>
    visit.forms.some(({ form }) => form === from)
      ? [{ path: ["visits", visit.key, "forms", from, "form"], kind: "change", from, to }]
      : [],
  );
  return [...differences(protocol, renamed), ...visits, { path: ["forms", from, "key"], kind: "change", from, to }];
}

/**
 * The edits that give a section of a form another key, in assumptions too; no edit where there is no such section. Data do
 * not name sections; a live version does.
 */
export function renameSection(protocol: Protocol, form: string, from: string, to: string): readonly Edit[] {
  const found = protocol.forms.find(({ key }) => key === form);
  if (from === to || found === undefined || !found.sections.some(({ key }) => key === from)) return [];
  const renamed: Protocol = {
    ...protocol,
    assumptions: protocol.assumptions.map((one) => ({
      ...one,
      about: one.about.map((path) => withSectionNamed(path, { form, from, to })),
    })),
  };
  const path = ["forms", form, "sections", from, "key"];
  return [...differences(protocol, renamed), { path, kind: "change", from, to }];
}

/** Paths of assumptions may leave out the names of lists, and may begin with a stroke. */
function withSectionNamed(
  path: string,
  { form, from, to }: { readonly form: string; readonly from: string; readonly to: string },
): string {
  const steps = path.split("/");
  const start = steps[0] === "" ? 1 : 0;
  if (steps[start] !== "forms" || steps[start + 1] !== form) return path;
  const place = start + (steps[start + 2] === "sections" ? 3 : 2);
  return steps[place] === from ? steps.with(place, to).join("/") : path;
}

/** An item whose expressions name another by its new key; the same one where nothing changes. */
export function withNamesIn(item: Item, from: string, to: string): Item {
  const rename = (text: string) => renameInExpression(text, from, to);
  const next: Item = {
    ...item,
    ...(item.relevant === undefined ? {} : { relevant: rename(item.relevant) }),
    ...(item.calculation === undefined ? {} : { calculation: rename(item.calculation) }),
    ...(item.constraints === undefined
      ? {}
      : { constraints: item.constraints.map((one) => ({ ...one, expression: rename(one.expression) })) }),
  };
  return next;
}

function withItemNamed(protocol: Protocol, from: string, to: string): Protocol {
  const name = (key: string) => (key === from ? to : key);
  const { scales, allocation } = protocol;
  return {
    ...protocol,
    forms: protocol.forms.map((form) => ({
      ...form,
      sections: form.sections.map((section) => ({
        ...section,
        items: section.items.map((item) => withNamesIn(item, from, to)),
      })),
    })),
    ...(scales === undefined
      ? {}
      : {
          scales: scales.map((one) => ({ ...one, items: one.items.map(name), reversed: one.reversed.map(name) })),
        }),
    deliveryItem: protocol.deliveryItem === from ? to : protocol.deliveryItem,
    outcomes: protocol.outcomes.map((one) => ({ ...one, item: name(one.item) })),
    allocation:
      allocation === null
        ? null
        : {
            ...allocation,
            strata: allocation.strata.map((one) => (one.source === "item" ? { ...one, item: name(one.item) } : one)),
          },
    analysisPlan: {
      ...protocol.analysisPlan,
      analyses: protocol.analysisPlan.analyses.map((one) => ({
        ...one,
        ...(one.items === undefined ? {} : { items: one.items.map(name) }),
        ...(one.covariates === undefined ? {} : { covariates: one.covariates.map(name) }),
      })),
    },
    assumptions: protocol.assumptions.map((one) => ({
      ...one,
      about: one.about.map((path) => (path.startsWith("forms/") ? renameStep(path, 3, from, to) : path)),
    })),
  };
}

/** Renames a step of a path that stands at or after a depth, where keys of that kind stand. */
function renameStep(path: string, depth: number, from: string, to: string): string {
  return path
    .split("/")
    .map((step, index) => (index >= depth && step === from ? to : step))
    .join("/");
}

function differences(before: Protocol, after: Protocol): readonly Edit[] {
  return diffJson(before as unknown as Json, after as unknown as Json, []);
}
