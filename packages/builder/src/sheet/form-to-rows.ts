import type { Codelist, Form, Item } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import { choicesText } from "./choices-text.ts";
import type { SheetCells, SheetRow } from "./sheet.types.ts";
import { sheetWords } from "./sheet-words.ts";

/** A form as a spreadsheet: one row for each item, in the order of the form, in the words of one language. */
export function formToRows(form: Form, codelists: readonly Codelist[], locale: Locale): readonly SheetRow[] {
  const lists = new Map(codelists.map((list) => [list.key, list]));
  return form.sections.flatMap((section) =>
    section.items.map((item) => ({ cells: cellsOf(item, section.key, lists, locale), former: item.key })),
  );
}

/** The cells of one item. What the columns cannot hold stays with the item and is not lost when the row is read again. */
export function cellsOf(item: Item, section: string, lists: ReadonlyMap<string, Codelist>, locale: Locale): SheetCells {
  const words = sheetWords[locale];
  const checks = item.constraints ?? [];
  const lines = (of: readonly string[]): string => of.map(oneLine).join("\n");
  return {
    section,
    key: item.key,
    type: words.type[item.type],
    label_id: item.label.id,
    label_en: item.label.en,
    hint_id: item.hint?.id ?? "",
    hint_en: item.hint?.en ?? "",
    unit: item.unit ?? "",
    decimals: numberText(item.decimals, locale),
    choices: choicesText(lists.get(item.codelist ?? "")?.codes ?? []),
    hard_min: numberText(item.hardRange?.min, locale),
    hard_max: numberText(item.hardRange?.max, locale),
    soft_min: numberText(item.softRange?.min, locale),
    soft_max: numberText(item.softRange?.max, locale),
    required: item.required ? words.yes : words.no,
    required_by: item.requiredBy === undefined ? "" : words.requiredBy[item.requiredBy],
    asked_when: item.relevant ?? "",
    check: lines(checks.map(({ expression }) => expression)),
    check_kind: lines(checks.map(({ severity }) => words.checkKind[severity])),
    message_id: lines(checks.map(({ message }) => message.id)),
    message_en: lines(checks.map(({ message }) => message.en)),
    calculation: item.calculation ?? "",
    missing_reasons: (item.missingReasons ?? []).map((reason) => words.missing[reason]).join("; "),
  };
}

/** Several checks of one item stand under each other in one cell, so none of them has a line break of its own. */
export function oneLine(words: string): string {
  return words.replace(/\s*\n\s*/g, " ");
}

function numberText(value: number | null | undefined, locale: Locale): string {
  if (value === null || value === undefined) return "";
  return locale === "id" ? String(value).replace(".", ",") : String(value);
}
