import { type Item, type ItemTypeKey, itemTypeOf, type LocalizedText } from "@kendali/domain";

/** What an item of every type may carry; everything else belongs to some types only. */
const common: ReadonlySet<string> = new Set(["key", "type", "label", "shortLabel", "hint", "required", "relevant"]);
/** What only an item that somebody enters carries. */
const entered: ReadonlySet<string> = new Set(["requiredBy", "missingReasons"]);

/** A new item: nothing but its key, its type and its words; required where somebody enters it. */
export function blankItem(key: string, type: ItemTypeKey, label: LocalizedText = { id: "", en: "" }): Item {
  return { key, type, label, required: isEntered(type) };
}

/**
 * The item as one of another type: what that type cannot carry is gone, so that no hidden remainder of the earlier type
 * stays in the document; everything else is kept.
 */
export function withItemType(item: Item, type: ItemTypeKey): Item {
  const { allowedProperties, isStored } = itemTypeOf({ type });
  const allowed: ReadonlySet<string> = new Set(allowedProperties);
  const mayKeep = (name: string): boolean => {
    if (common.has(name)) return true;
    if (entered.has(name)) return isEntered(type);
    return name === "constraints" ? isStored : allowed.has(name);
  };
  const kept = Object.fromEntries(Object.entries(item).filter(([name]) => mayKeep(name))) as Item;
  return { ...kept, type, required: item.required && isEntered(type) };
}

/** What a change of type takes away, for a page to say. */
export function lostByType(item: Item, type: ItemTypeKey): readonly string[] {
  const next: object = withItemType(item, type);
  return Object.keys(item).filter((name) => !Object.hasOwn(next, name));
}

function isEntered(type: ItemTypeKey): boolean {
  const { isStored, isComputed } = itemTypeOf({ type });
  return isStored && !isComputed;
}
