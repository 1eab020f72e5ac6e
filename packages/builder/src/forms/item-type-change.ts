import { type Item, type ItemTypeKey, itemTypeOf, type LocalizedText, type TypedProperty } from "@kendali/domain";

const typedProperties: readonly TypedProperty[] = [
  "unit",
  "decimals",
  "codelist",
  "hardRange",
  "softRange",
  "calculation",
  "timerMinutes",
  "maxLength",
];

/** A new item: nothing but its key, its type and its words; required where somebody enters it. */
export function blankItem(key: string, type: ItemTypeKey, label: LocalizedText = { id: "", en: "" }): Item {
  return { key, type, label, required: isEntered(type) };
}

/**
 * The item as one of another type: what that type cannot carry is gone, so that no hidden remainder of the earlier type
 * stays in the document; everything else is kept.
 */
export function withItemType(item: Item, type: ItemTypeKey): Item {
  const { allowedProperties } = itemTypeOf({ type });
  const next: Record<string, unknown> = { ...item, type, required: item.required && isEntered(type) };
  for (const name of typedProperties) if (!allowedProperties.includes(name)) delete next[name];
  if (!allowedProperties.includes("calculation")) delete next["scale"];
  if (!isEntered(type)) for (const name of ["missingReasons", "requiredBy"]) delete next[name];
  if (!itemTypeOf({ type }).isStored) delete next["constraints"];
  return next as Item;
}

/** What a change of type takes away, for a page to say before it does. */
export function lostByType(item: Item, type: ItemTypeKey): readonly string[] {
  const next: object = withItemType(item, type);
  return Object.keys(item).filter((name) => !Object.hasOwn(next, name));
}

function isEntered(type: ItemTypeKey): boolean {
  const { isStored, isComputed } = itemTypeOf({ type });
  return isStored && !isComputed;
}
