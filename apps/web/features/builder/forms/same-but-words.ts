import type { Item } from "@kendali/domain";

type OfItem = {
  readonly item: Item;
  readonly path: readonly string[];
  readonly form?: string;
  readonly kept?: Item | null;
};

const words: ReadonlySet<string> = new Set(["label", "shortLabel", "hint"] satisfies readonly (keyof Item)[]);

/** Whether what is drawn of an item apart from its words is drawn again for nothing: of a letter typed into its question. */
export function isSameButWords(before: OfItem, after: OfItem): boolean {
  if (before.form !== after.form || before.kept !== after.kept || before.path.join("/") !== after.path.join("/"))
    return false;
  if (before.item === after.item) return true;
  const names = new Set([...Object.keys(before.item), ...Object.keys(after.item)]) as Set<keyof Item>;
  return [...names].every((name) => words.has(name) || before.item[name] === after.item[name]);
}
