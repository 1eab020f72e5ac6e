import { designOf } from "../../designs/index.ts";
import { itemTypeOf } from "../../item-types/index.ts";
import type { Problem } from "../../result.ts";
import { answerRange } from "../../scales/answer-range.ts";
import { scaleOf } from "../../scales/compile-scale.ts";
import { itemsByKey, type PlacedItem, placedItems } from "../problem-path.ts";
import type { Protocol, ScaleDefinition } from "../types.ts";
import { problem, type Rule } from "./rule.ts";

/** What is computed comes from one rule: a calculation or a scale. */
export const computedFromOneRule: Rule = (protocol) =>
  placedItems(protocol)
    .filter(
      ({ item }) => itemTypeOf(item).isComputed && (item.calculation === undefined) === (item.scale === undefined),
    )
    .map(({ item, path }) => problem(path, "calculation_or_scale", { name: item.key }));

/** A scale is scored from answers that are numbers, and turns only its own around. */
export const scalesCanBeScored: Rule = (protocol) => {
  const placed = itemsByKey(protocol);
  return (protocol.scales ?? []).flatMap((scale) => [
    ...unsuitableItems(scale, placed),
    ...unsuitableReversed(protocol, scale, placed),
    ...tooManyAsked(scale),
    ...unorderedCutoffs(scale),
  ]);
};

function unsuitableItems(scale: ScaleDefinition, placed: ReadonlyMap<string, PlacedItem>): readonly Problem[] {
  return scale.items.flatMap((name) => {
    const item = placed.get(name)?.item;
    if (item === undefined || itemTypeOf(item).scoring !== null) return [];
    return [problem(`scales/${scale.key}/items`, "scale_item_unsuitable", { name, type: item.type })];
  });
}

function unsuitableReversed(
  protocol: Protocol,
  scale: ScaleDefinition,
  placed: ReadonlyMap<string, PlacedItem>,
): readonly Problem[] {
  const path = `scales/${scale.key}/reversed`;
  return scale.reversed.flatMap((name): readonly Problem[] => {
    if (!scale.items.includes(name)) return [problem(path, "scale_reversed_elsewhere", { name })];
    const item = placed.get(name)?.item;
    if (item === undefined || itemTypeOf(item).scoring === null) return [];
    return answerRange(protocol, item) === null ? [problem(path, "scale_reversed_unbounded", { name })] : [];
  });
}

function tooManyAsked({ key, items, missing }: ScaleDefinition): readonly Problem[] {
  if (missing.rule === "none" || missing.least <= items.length) return [];
  return [problem(`scales/${key}/missing`, "scale_least_too_many", { least: missing.least, count: items.length })];
}

function unorderedCutoffs({ key, cutoffs }: ScaleDefinition): readonly Problem[] {
  return cutoffs.flatMap(({ from }, index): readonly Problem[] => {
    const previous = cutoffs[index - 1]?.from;
    if (previous === undefined || from > previous) return [];
    return [problem(`scales/${key}/cutoffs`, "scale_cutoffs_not_ascending", { from, previous })];
  });
}

/** The answers of a scale are there when its score is computed: in the same form, or in one that is scheduled before it wherever it is scheduled. */
export const scaleItemsComeBefore: Rule = (protocol) => {
  const placed = itemsByKey(protocol);
  return placedScores(protocol).flatMap(({ place, scale }) =>
    scale.items.flatMap((name): readonly Problem[] => {
      const source = placed.get(name)?.form.key;
      if (source === undefined || source === place.form.key) return [];
      return isScheduledBefore(protocol, source, place.form.key)
        ? []
        : [problem(`${place.path}/scale`, "scale_item_later", { name, scale: scale.key })];
    }),
  );
};

function isScheduledBefore(protocol: Protocol, source: string, target: string): boolean {
  const order = protocol.visits.flatMap((visit) => visit.forms.map(({ form }) => form));
  const first = order.indexOf(source);
  return first >= 0 && order.every((form, index) => form !== target || first < index);
}

/** A score that everybody's form holds is not made of answers that tell the arm. */
export const openScoresDoNotLookAtArms: Rule = (protocol) => {
  if (!designOf(protocol).needsAllocation) return [];
  const telling = new Map(
    placedItems(protocol)
      .filter(({ form }) => form.revealsArm)
      .map(({ item, form }) => [item.key, form.key] as const),
  );
  return placedScores(protocol)
    .filter(({ place }) => !place.form.revealsArm)
    .flatMap(({ place, scale }) =>
      scale.items
        .filter((name) => telling.has(name))
        .map((name) =>
          problem(`${place.path}/scale`, "expression_reveals_arm", { name, form: telling.get(name) ?? "" }),
        ),
    );
};

/** A section drawn as a table asks questions that share their answers. */
export const tablesShareAnswers: Rule = (protocol) =>
  protocol.forms.flatMap((form) =>
    form.sections
      .filter(({ layout }) => layout === "matrix")
      .flatMap((section) => {
        const [first] = section.items;
        return section.items
          .filter((item) => item.type !== "choice" || item.codelist !== first?.codelist)
          .map((item) =>
            problem(`forms/${form.key}/${section.key}/layout`, "matrix_answers_differ", { name: item.key }),
          );
      }),
  );

function placedScores(protocol: Protocol): readonly { readonly place: PlacedItem; readonly scale: ScaleDefinition }[] {
  return placedItems(protocol).flatMap((place) => {
    const scale = scaleOf(protocol, place.item);
    return scale === null ? [] : [{ place, scale }];
  });
}
