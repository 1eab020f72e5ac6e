import type { Form, Item, Json } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";

/** A place among the items of a form: in a section, after an item of it or (`null`) as its first. */
export type ItemPlace = { readonly section: string; readonly after: string | null };

/** Where an item stands now; null where the form has none of that key. */
export function placeOf(form: Form, key: string): (ItemPlace & { readonly item: Item }) | null {
  for (const section of form.sections) {
    const index = section.items.findIndex((item) => item.key === key);
    const item = section.items[index];
    if (item !== undefined)
      return { item, section: section.key, after: index === 0 ? null : (section.items[index - 1]?.key ?? null) };
  }
  return null;
}

/** One step up or down, across the border of a section into its neighbour; null at the form's first and last place. */
export function stepFrom(form: Form, key: string, direction: "up" | "down"): ItemPlace | null {
  const at = form.sections.findIndex(({ items }) => items.some((item) => item.key === key));
  const section = form.sections[at];
  if (section === undefined) return null;
  const keys = section.items.map((item) => item.key);
  const index = keys.indexOf(key);
  if (direction === "up") {
    if (index > 0) return { section: section.key, after: keys[index - 2] ?? null };
    const before = form.sections[at - 1];
    return before === undefined ? null : { section: before.key, after: before.items.at(-1)?.key ?? null };
  }
  const next = keys[index + 1];
  if (next !== undefined) return { section: section.key, after: next };
  const below = form.sections[at + 1];
  return below === undefined ? null : { section: below.key, after: null };
}

/** The edits that put an item at a place of its form; none where it stands there already or the place is after itself. */
export function moveItem(form: Form, key: string, to: ItemPlace): readonly Edit[] {
  const from = placeOf(form, key);
  if (from === null || to.after === key || (from.section === to.section && from.after === to.after)) return [];
  const list = (section: string) => ["forms", form.key, "sections", section, "items", key];
  if (from.section === to.section) return [{ path: list(to.section), kind: "move", after: to.after }];
  const value = from.item as unknown as Json;
  return [
    { path: list(from.section), kind: "remove", value },
    { path: list(to.section), kind: "add", value, after: to.after },
  ];
}
