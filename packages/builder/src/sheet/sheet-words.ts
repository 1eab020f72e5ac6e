import { type Item, itemTypes, type ItemTypeKey } from "@kendali/domain";
import {
  builderFormsCatalogue,
  builderSheetCatalogue,
  createTranslator,
  type Locale,
  uiCatalogue,
} from "@kendali/i18n";
import { nearestName } from "../nearest-name.ts";
import { type SheetColumn, sheetColumns } from "./sheet.types.ts";

type Words<K extends string> = Readonly<Record<K, string>>;
export type OfferedMissing = NonNullable<Item["missingReasons"]>[number];
export type RequiredBy = NonNullable<Item["requiredBy"]>;
export type CheckKind = NonNullable<Item["constraints"]>[number]["severity"];

export const missingReasons: readonly OfferedMissing[] = ["not_done", "refused", "not_applicable", "unknown"];
const typeKeys = Object.keys(itemTypes) as ItemTypeKey[];

/** How the cells of a sheet say what the document holds under a key. */
export type SheetWords = {
  readonly column: Words<SheetColumn>;
  readonly type: Words<ItemTypeKey>;
  readonly yes: string;
  readonly no: string;
  readonly requiredBy: Words<RequiredBy>;
  readonly checkKind: Words<CheckKind>;
  readonly missing: Words<OfferedMissing>;
};

function wordsIn(locale: Locale): SheetWords {
  const t = createTranslator(locale, builderFormsCatalogue, uiCatalogue, builderSheetCatalogue);
  return {
    column: record(sheetColumns, (column) => t(`column_${column}`)),
    type: record(typeKeys, (type) => t(`type_${type}`)),
    yes: t("cell_yes"),
    no: t("cell_no"),
    requiredBy: record(["entry", "visit_lock"], (by) => t(`cell_by_${by}`)),
    checkKind: record(["hard", "soft"], (kind) => t(`cell_check_${kind}`)),
    missing: record(missingReasons, (reason) => t(`missing_${reason}`)),
  };
}

function record<K extends string>(keys: readonly K[], say: (key: K) => string): Words<K> {
  return Object.fromEntries(keys.map((key) => [key, say(key)])) as Words<K>;
}

/** In both languages: a sheet that was written in one is read in the other. */
export const sheetWords: Readonly<Record<Locale, SheetWords>> = { id: wordsIn("id"), en: wordsIn("en") };

/** What a word in a cell stands for: the key itself, or its words in either language, however they are written. */
export function keyOfWord<K extends string>(
  written: string,
  keys: readonly K[],
  say: (words: SheetWords) => Words<K>,
): K | null {
  const word = folded(written);
  return (
    keys.find((key) => folded(key) === word) ??
    keys.find((key) => folded(say(sheetWords.id)[key]) === word || folded(say(sheetWords.en)[key]) === word) ??
    null
  );
}

/** Every word that a type can be written with, for what is nearest to one that is unknown. */
export function typeOfWord(written: string): ItemTypeKey | null {
  const alias = typeAliases.get(folded(written));
  return keyOfWord(written, typeKeys, (words) => words.type) ?? alias ?? null;
}

/** The type that a word is nearest to, in the words of one language; `null` where it is like none. */
export function nearestType(written: string, locale: Locale): string | null {
  const names = typeKeys.flatMap((key) => [sheetWords.id.type[key], sheetWords.en.type[key], key]);
  const nearest = nearestName(written, [...names, ...typeAliases.keys()]);
  const type = nearest === null ? null : typeOfWord(nearest);
  return type === null ? null : sheetWords[locale].type[type];
}

/** Letters and digits alone, in small letters: "Label (ID)" and "label_id" are one. */
export function folded(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Names of types in other systems' sheets (REDCap, XLSForm) and in everyday words. */
const typeAliases: ReadonlyMap<string, ItemTypeKey> = new Map<string, ItemTypeKey>([
  ["int", "integer"],
  ["number", "decimal"],
  ["numeric", "decimal"],
  ["float", "decimal"],
  ["angka", "decimal"],
  ["bulat", "integer"],
  ["desimal", "decimal"],
  ["string", "text"],
  ["teks", "text"],
  ["textarea", "long_text"],
  ["notes", "long_text"],
  ["selectone", "choice"],
  ["radio", "choice"],
  ["dropdown", "choice"],
  ["pilihan", "choice"],
  ["pilihansatu", "choice"],
  ["selectmultiple", "multiple_choice"],
  ["checkbox", "multiple_choice"],
  ["yesno", "yes_no"],
  ["yatidak", "yes_no"],
  ["boolean", "yes_no"],
  ["truefalse", "yes_no"],
  ["tanggal", "date"],
  ["jam", "time"],
  ["waktu", "time"],
  ["datetime", "date_time"],
  ["durasi", "duration"],
  ["timer", "duration"],
  ["calc", "calculated"],
  ["calculate", "calculated"],
  ["hitungan", "calculated"],
  ["descriptive", "note"],
  ["file", "attachment"],
  ["image", "photo"],
]);
