import type { LocalizedText, Protocol } from "@kendali/domain";
import {
  authCatalogue,
  builderScheduleCatalogue,
  createTranslator,
  guidelinesCatalogue,
  formatNumber,
  monthName,
  protocolDocumentCatalogue,
  type Locale,
} from "@kendali/i18n";
import type { DocumentPart } from "./document-model.ts";

/** What every part of the document is written with. */
export type DocumentContext = ReturnType<typeof openDocument>;

/** Opens the writing of one protocol in one language. Tables are numbered in the order in which they are asked for. */
export function openDocument(protocol: Protocol, locale: Locale, hash: string | null) {
  const t = createTranslator(locale, protocolDocumentCatalogue);
  const roleWords = createTranslator(locale, authCatalogue);
  const count = { table: 0, figure: 0 };
  /** A text in the document's language; what is not written in it is marked. */
  const say = (text: LocalizedText | undefined): string => {
    const words = text?.[locale].trim() ?? "";
    return words === "" ? `[${t("missing")}]` : words;
  };
  const labelOf = (text: LocalizedText | undefined, key: string): string => {
    const words = text?.[locale].trim() ?? "";
    return words === "" ? key : words;
  };
  /** Words by a key that is made at run time: the key itself where there are none. */
  const lookUp =
    (words: Readonly<Record<string, unknown>>, prefix = "") =>
    (key: string): string => {
      const found = words[`${prefix}${key}`];
      return typeof found === "string" ? found : key;
    };
  return {
    protocol,
    locale,
    hash,
    t,
    say,
    /** What a guideline asks under an item's key. */
    guidelines: lookUp(guidelinesCatalogue[locale]),
    /** Words of the schedule of assessments, which the figure beside it uses too. */
    schedule: createTranslator(locale, builderScheduleCatalogue),
    /** An item's heading. */
    titles: lookUp(protocolDocumentCatalogue[locale], "title_"),
    role: (role: Protocol["roles"][number]["role"]): string => roleWords(`role_${role}`),
    /** An arm without a name is marked, and told apart by its key. */
    arm: (key: string): string => {
      const words = protocol.arms.find((one) => one.key === key)?.label[locale].trim() ?? "";
      return words === "" ? `[${t("missing")}: ${key}]` : words;
    },
    visit: (key: string): string => labelOf(protocol.visits.find((one) => one.key === key)?.label, key),
    form: (key: string): string => labelOf(protocol.forms.find((one) => one.key === key)?.title, key),
    outcome: (key: string): string => labelOf(protocol.outcomes.find((one) => one.key === key)?.label, key),
    population: (key: string): string => labelOf(protocol.populations.find((one) => one.key === key)?.label, key),
    labelOf,
    /** 5 Januari 2026. */
    date: (date: string): string => {
      const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/u.exec(date) ?? [];
      return year === undefined ? date : `${String(Number(day))} ${monthName(locale, Number(month))} ${year}`;
    },
    number: (value: number): string => formatNumber(locale, value).replaceAll("\u2060", ""),
    /** "a, b and c". */
    list: (words: readonly string[]): string =>
      words.length < 2 ? (words[0] ?? t("none")) : `${words.slice(0, -1).join(", ")} ${t("and")} ${words.at(-1) ?? ""}`,
    table: (
      caption: string,
      head: readonly string[],
      rows: readonly (readonly string[])[],
      widths: readonly number[],
    ): DocumentPart => {
      count.table += 1;
      return { kind: "table", caption: `${t("table_name", { number: count.table })}. ${caption}`, head, rows, widths };
    },
    facts: (caption: string, rows: readonly (readonly [string, string])[]): DocumentPart => {
      count.table += 1;
      return { kind: "facts", caption: `${t("table_name", { number: count.table })}. ${caption}`, rows };
    },
    figureName: (caption: string): string => {
      count.figure += 1;
      return `${t("figure_name", { number: count.figure })}. ${caption}`;
    },
  };
}

export const paragraph = (text: string): DocumentPart => ({ kind: "paragraph", text });
export const heading = (text: string): DocumentPart => ({ kind: "heading", text });
export const list = (items: readonly string[]): DocumentPart => ({ kind: "list", items });

/** Nothing for an empty list. */
export function listOf(items: readonly string[]): readonly DocumentPart[] {
  return items.length === 0 ? [] : [list(items)];
}
