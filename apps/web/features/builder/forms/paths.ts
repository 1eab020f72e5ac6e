import type { Item } from "@kendali/domain";

/** The place of a section, as edits name it. */
export function sectionPath(form: string, section: string): readonly string[] {
  return ["forms", form, "sections", section];
}

/** The place of an item, as edits name it. */
export function itemPath(form: string, section: string, item: string): readonly string[] {
  return ["forms", form, "sections", section, "items", item];
}

/** What a list calls an item: its short label, else its question, in the reader's language or else the other. */
export function itemName({ label, shortLabel }: Pick<Item, "label" | "shortLabel">, locale: "id" | "en"): string {
  return wordsOf(shortLabel, locale) || wordsOf(label, locale);
}

/** Words in the reader's language, or else in the other; empty where there are none. */
export function wordsOf(words: { readonly id: string; readonly en: string } | undefined, locale: "id" | "en"): string {
  if (words === undefined) return "";
  return words[locale].trim() || words[locale === "id" ? "en" : "id"].trim();
}
