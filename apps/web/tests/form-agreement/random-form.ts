import {
  declarationsOf,
  type Form,
  type Item,
  type ItemTypeKey,
  itemTypeOf,
  itemTypes,
  type MissingReason,
  type Protocol,
  type ScaleDefinition,
} from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import { inventedOneGroupProtocol } from "@kendali/fixtures";

import type { Draw } from "./draw.ts";
import { randomCalculation, randomCondition } from "./random-expression.ts";

const both = (text: string) => ({ id: text, en: text });
const reasons: readonly Exclude<MissingReason, "not_available">[] = [
  "not_done",
  "refused",
  "not_applicable",
  "unknown",
];
const entered = (Object.keys(itemTypes) as ItemTypeKey[]).filter((type) => type !== "calculated");

/** The forms that are drawn: one that comes before, and the one that answers are drawn for, at the first visit and the last. */
export const formKeys = { before: "drawn_before", main: "drawn" } as const;
export const visitKeys = { first: "pretest", last: "posttest" } as const;

const often = {
  key: "often",
  label: both("often"),
  codes: [0, 1, 2, 3].map((code) => ({ code, label: both(`c${code}`) })),
};
const scattered = {
  key: "scattered",
  label: both("scattered"),
  codes: [-9, 0, 5, 88].map((code) => ({ code, label: both(`c${code}`) })),
};

/** A valid protocol whose two drawn forms hold items of every type, with conditions, constraints, calculations and scales. */
export function randomProtocol(draw: Draw): Protocol {
  const base = inventedOneGroupProtocol();
  const before = formOf(formKeys.before, drawItems(draw, "b", draw.int(2, 6)));
  const main = formOf(formKeys.main, drawItems(draw, "q", draw.int(3, 14)));
  const protocol: Protocol = {
    ...base,
    codelists: [...base.codelists, often, scattered],
    scales: [],
    forms: [...base.forms, before, main],
    visits: base.visits.map((visit) => ({
      ...visit,
      forms: [
        ...visit.forms,
        ...(visit.key === visitKeys.first ? [{ form: before.key, required: false }] : []),
        ...(visit.key === visitKeys.first || visit.key === visitKeys.last ? [{ form: main.key, required: false }] : []),
      ],
    })),
  };
  addScales(draw, protocol, main);
  addCalculations(draw, protocol, before);
  addCalculations(draw, protocol, main);
  addConditions(draw, protocol, before);
  addConditions(draw, protocol, main);
  return protocol;
}

function formOf(key: string, items: Item[]): Form {
  const cut = Math.ceil(items.length / 2);
  const sections = [items.slice(0, cut), items.slice(cut)].filter((part) => part.length > 0);
  return {
    key,
    title: both(key),
    performedBy: ["assessor"],
    purpose: "outcome",
    revealsArm: false,
    sections: sections.map((part, index) => ({
      key: `s${index}`,
      title: both(`s${index}`),
      ...(part.every((item) => item.type === "choice" && item.codelist === part[0]?.codelist)
        ? { layout: "matrix" as const }
        : {}),
      items: part,
    })),
  };
}

function drawItems(draw: Draw, prefix: string, count: number): Item[] {
  return Array.from({ length: count }, (_, index) => drawItem(draw, `${prefix}${index}`, draw.pick(entered)));
}

function drawItem(draw: Draw, key: string, type: ItemTypeKey): Item {
  const allowed: readonly string[] = itemTypes[type].allowedProperties;
  const may = (property: string, probability: number) => allowed.includes(property) && draw.chance(probability);
  const low = draw.int(-2, 5);
  const item: Item = { key, type, label: both(key), required: draw.chance(0.5) };
  if (allowed.includes("codelist")) item.codelist = draw.pick([often.key, often.key, scattered.key]);
  if (may("unit", 0.4)) item.unit = draw.pick(["ml", "min", "%", "ng/ml"]);
  if (may("decimals", 0.6)) item.decimals = draw.int(0, 3);
  if (may("hardRange", 0.5)) {
    item.hardRange = { min: draw.chance(0.8) ? low : null, max: draw.chance(0.8) ? low + draw.int(1, 200) : null };
  }
  if (may("softRange", 0.4)) item.softRange = { min: low + 1, max: draw.chance(0.7) ? low + 1 : null };
  if (item.softRange?.max != null && item.hardRange?.max === low + 1) delete item.softRange;
  if (may("maxLength", 0.3)) item.maxLength = draw.int(1, 12);
  if (may("mask", 0.3)) item.mask = draw.pick(["##", "@@-###", "***"]);
  else if (may("checkDigit", 0.3)) item.checkDigit = draw.pick(["gs1", "luhn"] as const);
  if (item.required && draw.chance(0.3)) item.requiredBy = draw.pick(["entry", "visit_lock"] as const);
  if (draw.chance(0.4)) item.missingReasons = [...draw.some(reasons, 1)];
  return item;
}

/** Scores of some of the form's own answers, now and then with those of the form before. */
function addScales(draw: Draw, protocol: Protocol, main: Form): void {
  const codelistOf = (item: Item) => protocol.codelists.find(({ key }) => key === item.codelist) ?? null;
  const forms = draw.chance(0.3) ? protocol.forms.filter(({ key }) => key === formKeys.before).concat(main) : [main];
  const scorable = forms.flatMap(itemsOf).filter((item) => itemTypeOf(item).scoring !== null);
  if (scorable.length === 0 || !draw.chance(0.7)) return;
  const members = draw.some(scorable, 1);
  const turnable = members.filter(
    (item) => itemTypeOf(item).scoring?.rangeOf({ item, codelist: codelistOf(item) }) != null,
  );
  const scale: ScaleDefinition = {
    key: "drawn_scale",
    name: both("scale"),
    items: members.map(({ key }) => key),
    reversed: draw.some(turnable, 0).map(({ key }) => key),
    score: draw.pick(["sum", "mean"] as const),
    missing: draw.chance(0.5) ? { rule: "none" } : { rule: "prorate", least: draw.int(1, members.length) },
    cutoffs: [{ from: 2, label: both("some") }],
    source: "invented",
    licence: "",
  };
  protocol.scales = [scale];
  lastSection(main).push({
    ...calculatedItem(draw, "drawn_score"),
    scale: scale.key,
  });
}

function addCalculations(draw: Draw, protocol: Protocol, form: Form): void {
  for (let count = draw.int(0, 3); count > 0; count -= 1) {
    const calculation = compiling(draw, protocol, form.key, "double");
    if (calculation === null) continue;
    lastSection(form).push({ ...calculatedItem(draw, `calc_${form.key}_${count}`), calculation });
  }
}

function calculatedItem(draw: Draw, key: string): Item {
  return {
    key,
    type: "calculated",
    label: both(key),
    required: draw.chance(0.5),
    ...(draw.chance(0.5) ? { decimals: draw.int(0, 3) } : {}),
  };
}

function addConditions(draw: Draw, protocol: Protocol, form: Form): void {
  for (const item of itemsOf(form)) {
    if (draw.chance(0.3)) {
      const relevant = compiling(draw, protocol, form.key, "bool", item.key);
      if (relevant !== null) item.relevant = relevant;
    }
    if (item.type === "note" || !draw.chance(0.3)) continue;
    const constraint = compiling(draw, protocol, form.key, "bool");
    if (constraint === null) continue;
    item.constraints = [
      { expression: constraint, message: both("message"), severity: draw.pick(["hard", "soft"] as const) },
    ];
  }
}

/** An expression that the form may use; null when the draw made none that fits. */
function compiling(
  draw: Draw,
  protocol: Protocol,
  formKey: string,
  result: "bool" | "double",
  own: string | null = null,
): string | null {
  const declarations = declarationsOf(protocol);
  const known = new Set(
    protocol.forms
      .filter(({ key }) => key === formKeys.before || key === formKey)
      .flatMap(itemsOf)
      .map(({ key }) => key),
  );
  const names = new Map(
    [...declarations].filter(([name]) => known.has(name.replace(/^baseline_/, "")) && name !== own),
  );
  const text = result === "bool" ? randomCondition(draw, names) : randomCalculation(draw, names);
  return expressionEngine.compile(text, declarations, result).ok ? text : null;
}

function itemsOf(form: Form): Item[] {
  return form.sections.flatMap(({ items }) => items);
}

function lastSection(form: Form): Item[] {
  const section = form.sections.at(-1);
  if (section === undefined) throw new Error("a form without sections");
  delete section.layout;
  return section.items;
}
