import { canonicalJson } from "../protocol/canonical.ts";
import { memberAt, type Json } from "../protocol/keyed-json.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { LocalizedText, Protocol } from "../protocol/types.ts";

/** The words of an item that say what its values are. */
const questionWords = ["label", "shortLabel"] as const;

/**
 * Paths of the questions and short names of items that change in either language, e.g. `forms/milk/pumping/volume/label`:
 * their values would be read under the new words. What has no short name goes by its question.
 */
export function questionsWithNewWords(before: Protocol, after: Protocol): readonly string[] {
  return placedItems(after).flatMap(({ form, item, path }) => {
    const then = itemIn(before, form.key, item.key);
    if (then === undefined) return [];
    return questionWords
      .filter((field) => then[field] !== undefined || item[field] !== undefined)
      .filter((field) => canonicalJson(then[field] ?? then.label) !== canonicalJson(item[field] ?? item.label))
      .map((field) => `${path}/${field}`);
  });
}

/**
 * The words that a path of `amendmentImpact().meanings` speaks of, in one version; null where it has none. An item is found
 * by its form and key, so that one which stands in another section has its words all the same.
 *
 * @example wordsAtMeaning(protocol, "codelists/side/codes/1") // { id: "Kiri", en: "Left" }
 */
export function wordsAtMeaning(protocol: Protocol, path: string): LocalizedText | null {
  const steps = path.split("/");
  const [part, form = "", , item = "", field = ""] = steps;
  if (part === "forms" && steps.length === 5) {
    const found = itemIn(protocol, form, item);
    return found === undefined ? null : textOf(found[field as "label"] ?? found.label);
  }
  const found = (part === "codelists" ? [...steps, "label"] : steps).reduce<Json | undefined>(
    memberAt,
    protocol as unknown as Json,
  );
  return textOf(found);
}

function itemIn(protocol: Protocol, form: string, item: string) {
  return placedItems(protocol).find((placed) => placed.form.key === form && placed.item.key === item)?.item;
}

function textOf(value: unknown): LocalizedText | null {
  const isText =
    typeof value === "object" && value !== null && Object.hasOwn(value, "id") && Object.hasOwn(value, "en");
  return isText ? (value as LocalizedText) : null;
}
