import { designOf } from "../../designs/index.ts";
import { baselinePrefix, declarationsOf } from "../../entry/compile-form.ts";
import type { ExpressionResult } from "../../expressions/expression.ts";
import { expressionEngine } from "../../expressions/index.ts";
import { itemTypeOf } from "../../item-types/index.ts";
import type { TypedProperty } from "../../item-types/item-type.ts";
import type { Problem } from "../../result.ts";
import { itemsByKey, type PlacedItem, placedItems } from "../problem-path.ts";
import type { Form, Item, Protocol } from "../types.ts";
import { problem, type Rule } from "./rule.ts";

const typedProperties: readonly TypedProperty[] = [
  "unit",
  "decimals",
  "codelist",
  "hardRange",
  "softRange",
  "calculation",
  "scale",
  "timerMinutes",
  "maxLength",
  "mask",
  "checkDigit",
  "maxKilobytes",
];

/** An item carries the properties its type needs and none that its type cannot have. */
export const propertiesSuitTypes: Rule = (protocol) =>
  placedItems(protocol).flatMap(({ item, path }) => {
    const { allowedProperties, requiredProperties } = itemTypeOf(item);
    return typedProperties.flatMap((name): readonly Problem[] => {
      const isThere = item[name] !== undefined;
      const params = { property: name, type: item.type };
      if (isThere && !allowedProperties.includes(name))
        return [problem(`${path}/${name}`, "property_not_for_type", params)];
      return !isThere && requiredProperties.includes(name)
        ? [problem(`${path}/${name}`, "property_required_for_type", params)]
        : [];
    });
  });

/** A range begins below its end, and what is usual lies within what is possible. */
export const rangesHold: Rule = (protocol) =>
  placedItems(protocol).flatMap(({ item, path }) => [
    ...reversedRange(item, "hardRange", path),
    ...reversedRange(item, "softRange", path),
    ...softOutsideHard(item, path),
  ]);

function reversedRange(item: Item, name: "hardRange" | "softRange", path: string): readonly Problem[] {
  const { min = null, max = null } = item[name] ?? {};
  return min !== null && max !== null && min > max ? [problem(`${path}/${name}`, "range_reversed", { min, max })] : [];
}

function softOutsideHard({ hardRange, softRange }: Item, path: string): readonly Problem[] {
  if (hardRange === undefined || softRange === undefined) return [];
  const tooLow = hardRange.min !== null && softRange.min !== null && softRange.min < hardRange.min;
  const tooHigh = hardRange.max !== null && softRange.max !== null && softRange.max > hardRange.max;
  const params = { min: softRange.min, max: softRange.max, hardMin: hardRange.min, hardMax: hardRange.max };
  return tooLow || tooHigh ? [problem(`${path}/softRange`, "soft_range_outside_hard", params)] : [];
}

/** Every expression compiles within the bounds, uses items that exist, and gives what its place needs. */
export const expressionsCompile: Rule = (protocol) => {
  const declarations = declarationsOf(protocol);
  const doubtful = keysOfTwoTypes(protocol);
  return expressionsIn(protocol).flatMap(({ path, text, result }): readonly Problem[] => {
    const compilation = expressionEngine.compile(text, declarations, result);
    // Which of two items of one key is meant decides whether the types fit; the twin is the problem to mend.
    const isOfTwins = (): boolean =>
      doubtful.some((key) => new RegExp(`\\b(${baselinePrefix})?${key}\\b`, "u").test(text));
    if (compilation.ok || (typeCodes.has(compilation.problem.code) && isOfTwins())) return [];
    return [{ path, ...compilation.problem }];
  });
};

const typeCodes: ReadonlySet<string> = new Set(["expression_wrong_types", "expression_wrong_result"]);

/** Keys of more than one item whose types in expressions differ. */
function keysOfTwoTypes(protocol: Protocol): readonly string[] {
  const first = itemsByKey(protocol);
  const differing = placedItems(protocol).filter(({ item }) => {
    const meant = first.get(item.key)?.item ?? item;
    return itemTypeOf(meant).expressionType !== itemTypeOf(item).expressionType;
  });
  return [...new Set(differing.map(({ item }) => item.key))];
}

/** Calculations go from top to bottom: none uses itself or one that stands after it in its form. */
export const calculationsGoDown: Rule = (protocol) => {
  const placed = placedItems(protocol);
  const declarations = declarationsOf(protocol);
  const uses = usesOfCalculations(placed, declarations);
  return placed.flatMap(({ item, form, path }, index): readonly Problem[] => {
    if (item.calculation === undefined) return [];
    const compilation = expressionEngine.compile(item.calculation, declarations, "double");
    if (!compilation.ok) return [];
    const later = placed.slice(index).filter((other) => other.form === form && itemTypeOf(other.item).isComputed);
    return (
      later
        .filter((other) => compilation.expression.names.includes(other.item.key))
        // Of a circle no order helps; it is told as one.
        .filter((other) => other.item === item || !reachedFrom(other.item.key, uses).has(item.key))
        .map((other) =>
          other.item === item
            ? problem(`${path}/calculation`, "expression_self_reference", { name: item.key })
            : problem(`${path}/calculation`, "calculation_order", { name: item.key, uses: other.item.key }),
        )
    );
  });
};

/**
 * No calculation comes back to itself through others: no order of items or forms would give it a value. A value at
 * baseline is another one than the value of today.
 */
export const calculationsDoNotCircle: Rule = (protocol) => {
  const placed = placedItems(protocol).filter(({ item }) => item.calculation !== undefined);
  const uses = usesOfCalculations(placed, declarationsOf(protocol));
  return placed.flatMap(({ item, path }): readonly Problem[] => {
    // One that names itself is told so.
    const through = (uses.get(item.key) ?? []).find(
      (name) => name !== item.key && reachedFrom(name, uses).has(item.key),
    );
    const params = { name: item.key, uses: through ?? "" };
    return through === undefined ? [] : [problem(`${path}/calculation`, "calculation_circle", params)];
  });
};

/** Which other calculations each calculation names. */
function usesOfCalculations(
  placed: readonly PlacedItem[],
  declarations: ReturnType<typeof declarationsOf>,
): ReadonlyMap<string, readonly string[]> {
  const calculated = placed.filter(({ item }) => item.calculation !== undefined);
  const keys = new Set(calculated.map(({ item }) => item.key));
  return new Map(
    calculated.map(({ item }) => {
      const compilation = expressionEngine.compile(item.calculation ?? "", declarations, "double");
      const names = compilation.ok ? compilation.expression.names : [];
      return [item.key, names.filter((name) => keys.has(name))] as const;
    }),
  );
}

/** A name and every name that it needs, directly or through others. */
function reachedFrom(start: string, uses: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) for (const next of uses.get(name) ?? []) reached.add(next);
  return reached;
}

/** Whether an item is shown does not depend on its own answer. */
export const relevanceIsNotItsOwn: Rule = (protocol) => {
  const declarations = declarationsOf(protocol);
  return placedItems(protocol).flatMap(({ item, path }): readonly Problem[] => {
    if (item.relevant === undefined) return [];
    const compilation = expressionEngine.compile(item.relevant, declarations, "bool");
    const isOwn = compilation.ok && compilation.expression.names.includes(item.key);
    return isOwn ? [problem(`${path}/relevant`, "expression_self_reference", { name: item.key })] : [];
  });
};

/** A form that everybody fills asks nothing of one that tells the arm: what it shows or computes would tell it too. */
export const openFormsDoNotLookAtArms: Rule = (protocol) => {
  if (!designOf(protocol).needsAllocation) return [];
  const declarations = declarationsOf(protocol);
  const telling = new Map(
    placedItems(protocol)
      .filter(({ form }) => form.revealsArm)
      .flatMap(({ item, form }) => [
        [item.key, form.key] as const,
        [`${baselinePrefix}${item.key}`, form.key] as const,
      ]),
  );
  return expressionsIn(protocol).flatMap(({ path, text, result, form }): readonly Problem[] => {
    const compilation = expressionEngine.compile(text, declarations, result);
    if (form.revealsArm || !compilation.ok) return [];
    return compilation.expression.names
      .filter((name) => telling.has(name))
      .map((name) => problem(path, "expression_reveals_arm", { name, form: telling.get(name) ?? "" }));
  });
};

type PlacedExpression = {
  readonly form: Form;
  readonly path: string;
  readonly text: string;
  readonly result: ExpressionResult;
};

function expressionsIn(protocol: Protocol): readonly PlacedExpression[] {
  return placedItems(protocol).flatMap(({ form, item, path }: PlacedItem): readonly PlacedExpression[] => [
    ...(item.relevant === undefined
      ? []
      : [{ form, path: `${path}/relevant`, text: item.relevant, result: "bool" as const }]),
    ...(item.calculation === undefined
      ? []
      : [{ form, path: `${path}/calculation`, text: item.calculation, result: "double" as const }]),
    ...(item.constraints ?? []).map(({ expression }, index) => ({
      form,
      path: `${path}/constraints/${index + 1}`,
      text: expression,
      result: "bool" as const,
    })),
  ]);
}
