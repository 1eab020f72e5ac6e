import { type Codelist, type LocalizedText, placedItems } from "@kendali/domain";
import type { Finding } from "../finding.ts";
import { advice, inBoth, type LintCode, type LintRule } from "../rule.ts";
import { scalePlace } from "../scale-place.ts";

const locales = ["id", "en"] as const;

/** Two codes of one list that say the same cannot be told apart by whoever answers. */
export const codesAreDistinct: LintRule = ({ codelists }) =>
  codelists.flatMap((list) =>
    list.codes.flatMap(({ code, label }, index): readonly Finding[] => {
      const first = list.codes
        .slice(0, index)
        .find((other) => locales.some((locale) => isSameWords(other.label[locale], label[locale])));
      if (first === undefined || first.code === code) return [];
      const params = { ...inBoth("label", label, String(code)), code, other: first.code };
      return [advice("code_label_twice", `codelists/${list.key}/codes/${code}`, params)];
    }),
  );

/** The same words with another code in another list invite slips, and analyses that mix them. */
export const codesAgree: LintRule = ({ codelists }) => {
  const first = new Map<string, { readonly list: Codelist; readonly code: number }>();
  const found: Finding[] = [];
  for (const list of codelists)
    for (const { code, label } of list.codes) {
      const words = normalized(label.id);
      const known = first.get(words);
      if (words === "") continue;
      if (known === undefined) first.set(words, { list, code });
      else if (known.list !== list && known.code !== code) {
        const params = {
          ...inBoth("label", label, String(code)),
          code,
          other: known.code,
          ...inBoth("list", known.list.label, known.list.key),
        };
        found.push(advice("code_words_differ", `codelists/${list.key}/codes/${code}`, params));
      }
    }
  return found;
};

/** Of an instrument it is known who validated it, and that the study may use it. */
export const scalesAreSourced: LintRule = (protocol) =>
  (protocol.scales ?? []).flatMap(({ key, name, source, licence }) => {
    const said = (code: LintCode, field: string): Finding => {
      const path = `scales/${key}/${field}`;
      return advice(code, path, inBoth("scale", name, key), scalePlace(protocol, path) ?? path);
    };
    return [
      ...(source.trim() === "" ? [said("scale_source_missing", "source")] : []),
      ...(licence.trim() === "" ? [said("scale_licence_missing", "licence")] : []),
    ];
  });

/** A sentence that reads the same in both languages was not translated. Names of places and single words may. */
export const textsAreTranslated: LintRule = (protocol) =>
  protocol.languages.length < 2
    ? []
    : textsOf(protocol, [])
        .filter(({ path, text }) => path[0] !== "sites" && isSentence(text.id) && text.id.trim() === text.en.trim())
        .map(({ path, text }) => advice("text_identical", path.join("/"), { text: text.id.trim().slice(0, 60) }));

/** More items than anybody fills with care; and more than pages, sheets and data sets can show. */
export const itemsAreFew: LintRule = (protocol) => {
  const count = placedItems(protocol).length;
  if (count > mostItems)
    return [{ ...advice("items_too_many", "forms", { count, maximum: mostItems }), severity: "must" }];
  return count > manyItems ? [advice("items_many", "forms", { count, maximum: manyItems })] : [];
};

const manyItems = 1_000;
const mostItems = 3_000;

type PlacedText = { readonly path: readonly string[]; readonly text: LocalizedText };

/** Every text with its place as edits name it; list members without a name count by position, from 1. */
function textsOf(node: unknown, path: readonly string[]): readonly PlacedText[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node))
    return node.flatMap((member: unknown, index) =>
      textsOf(member, [...path, memberName(member) ?? String(index + 1)]),
    );
  if (isText(node)) return [{ path, text: node }];
  return Object.entries(node).flatMap(([name, member]) => textsOf(member, [...path, name]));
}

function memberName(member: unknown): string | null {
  if (typeof member !== "object" || member === null) return null;
  for (const field of ["key", "code", "form", "role", "arm"]) {
    const value: unknown = Reflect.get(member, field);
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return null;
}

function isText(node: object): node is LocalizedText {
  return typeof Reflect.get(node, "id") === "string" && typeof Reflect.get(node, "en") === "string";
}

/** Three words of letters and more: shorter ones are often the same in both languages. */
function isSentence(text: string): boolean {
  return (text.match(/\p{L}{3,}/gu) ?? []).length >= 3;
}

function isSameWords(a: string, b: string): boolean {
  return normalized(a) !== "" && normalized(a) === normalized(b);
}

function normalized(text: string): string {
  return text.trim().toLocaleLowerCase("en").replaceAll(/\s+/gu, " ");
}
