import { placedItems, type Protocol } from "@kendali/domain";

/**
 * Where something of a scale is edited: with the first item that holds its score, for a scale has no page of its own. Null
 * for what is of no scale, or of one that no item is scored by.
 *
 * @example scalePlace(protocol, "scales/gad_7/source") // "forms/confounders/sections/anxiety/items/anxiety_score/scale"
 */
export function scalePlace(protocol: Protocol, path: string): string | null {
  const [part, key] = path.split("/");
  if (part !== "scales") return null;
  const placed = placedItems(protocol).find(({ item }) => item.scale === key);
  if (placed === undefined) return null;
  const { form, section, item } = placed;
  return `forms/${form.key}/sections/${section.key}/items/${item.key}/scale`;
}
