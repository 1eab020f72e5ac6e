import {
  type Codelist,
  type Item,
  itemTypeOf,
  readNumber,
  type RefusalParams,
  type TypedProperty,
} from "@kendali/domain";
import { isReservedName } from "@kendali/domain/expressions";
import type { Locale } from "@kendali/i18n";
import { readChoices, type WrittenCode } from "./choices-text.ts";
import { cellsOf, oneLine } from "./form-to-rows.ts";
import { type SheetColumn, sheetColumns, type SheetProblemCode } from "./sheet.types.ts";
import { keyOfWord, missingReasons, nearestType, sheetWords, typeOfWord } from "./sheet-words.ts";

export type CellProblem = {
  readonly code: SheetProblemCode;
  readonly severity: "must" | "should";
  readonly column: SheetColumn;
  readonly params: RefusalParams;
};

export type ReadRow = {
  readonly item: Item;
  /** As it is written; empty for that of the row before. */
  readonly section: string;
  /** What the item's code list shall hold, where the row says something new about it. */
  readonly codes: readonly WrittenCode[] | null;
  readonly changed: readonly SheetColumn[];
  readonly problems: readonly CellProblem[];
};

/** The item that a row was made of, with where it stands. */
export type Former = { readonly item: Item; readonly section: string };
type Cells = Readonly<Partial<Record<SheetColumn, string>>>;
type Draft = { item: Item; codes: readonly WrittenCode[] | null; problems: CellProblem[] };

/** Longer than this is no cell of a form. */
const longestCell = 8000;
const longestUnit = 16;

/** Reads one row. A cell that says what the former item already has changes nothing of it, so nothing is lost. */
export function readRow(
  cells: Cells,
  former: Former | null,
  lists: ReadonlyMap<string, Codelist>,
  locale: Locale,
): ReadRow {
  const known = former === null ? null : cellsOf(former.item, former.section, lists, locale);
  const changed = sheetColumns.filter((column) => {
    const cell = cells[column];
    return cell !== undefined && normalized(cell) !== normalized(known?.[column] ?? "");
  });
  const blank: Item = { key: "", type: "text", label: { id: "", en: "" }, required: false };
  const draft: Draft = { item: former?.item ?? blank, codes: null, problems: [] };
  const says = (column: SheetColumn): string => normalized(cells[column] ?? known?.[column] ?? "");
  if (former === null && says("type") === "") tell(draft, "type_missing", "type");
  readKey(says("key"), draft);
  for (const column of changed) {
    if (says(column).length > longestCell) tell(draft, "cell_too_long", column, { maximum: longestCell });
    else readers[column]?.(says(column), draft, locale);
  }
  const checks: readonly SheetColumn[] = ["check", "check_kind", "message_id", "message_en"];
  if (changed.some((column) => checks.includes(column))) readChecks(says, former?.item ?? null, draft);
  settleType(changed, draft);
  return { item: draft.item, section: says("section"), codes: draft.codes, changed, problems: draft.problems };
}

/** Line breaks of one kind, no space around: spreadsheets change both. */
function normalized(cell: string): string {
  return cell.replace(/\r\n?/g, "\n").trim();
}

function tell(draft: Draft, code: SheetProblemCode, column: SheetColumn, params: RefusalParams = {}): void {
  draft.problems.push({ code, severity: "must", column, params });
}

function put(draft: Draft, part: Partial<Item>): void {
  draft.item = { ...draft.item, ...part };
}

function drop(draft: Draft, name: keyof Item): void {
  const { [name]: _, ...rest } = draft.item;
  draft.item = rest as Item;
}

function readKey(key: string, draft: Draft): void {
  if (key === "") return tell(draft, "key_missing", "key");
  put(draft, { key });
  if (!/^[a-z][a-z0-9_]{0,31}$/.test(key)) {
    const proposal = key
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^[^a-z]+|_+$/g, "")
      .slice(0, 32);
    return tell(draft, "key_malformed", "key", { found: key.slice(0, 60), proposal });
  }
  if (isReservedName(key) || key.includes("__")) tell(draft, "key_reserved", "key", { found: key });
}

type Reader = (cell: string, draft: Draft, locale: Locale) => void;

const readers: Readonly<Partial<Record<SheetColumn, Reader>>> = {
  type: (cell, draft, locale) => {
    const type = typeOfWord(cell);
    if (type !== null) return put(draft, { type });
    const params = { found: cell.slice(0, 60), proposal: nearestType(cell, locale) ?? "" };
    if (cell !== "") tell(draft, "type_unknown", "type", params);
    else if (draft.item.key !== "" && draft.problems.every(({ code }) => code !== "type_missing")) {
      tell(draft, "type_missing", "type");
    }
  },
  label_id: (cell, draft) => put(draft, { label: { ...draft.item.label, id: cell } }),
  label_en: (cell, draft) => put(draft, { label: { ...draft.item.label, en: cell } }),
  hint_id: (cell, draft) => readHint(cell, "id", draft),
  hint_en: (cell, draft) => readHint(cell, "en", draft),
  unit: (cell, draft) => {
    if (cell === "") drop(draft, "unit");
    else if (cell.length > longestUnit) tell(draft, "text_too_long", "unit", { maximum: longestUnit });
    else put(draft, { unit: cell });
  },
  decimals: (cell, draft) => {
    if (cell === "") drop(draft, "decimals");
    else if (/^[0-6]$/.test(cell)) put(draft, { decimals: Number(cell) });
    else tell(draft, "decimals_unreadable", "decimals", { found: cell.slice(0, 40) });
  },
  choices: (cell, draft) => {
    const read = readChoices(cell);
    if (read.ok) draft.codes = read.codes;
    else tell(draft, read.code, "choices", { found: read.found });
  },
  hard_min: (cell, draft, locale) => readLimit(cell, "hardRange", "min", draft, locale),
  hard_max: (cell, draft, locale) => readLimit(cell, "hardRange", "max", draft, locale),
  soft_min: (cell, draft, locale) => readLimit(cell, "softRange", "min", draft, locale),
  soft_max: (cell, draft, locale) => readLimit(cell, "softRange", "max", draft, locale),
  required: (cell, draft) => {
    const answer = yesNo(cell);
    if (answer === null) tell(draft, "yes_no_unreadable", "required", { found: cell.slice(0, 40) });
    else put(draft, { required: answer });
  },
  required_by: (cell, draft) => {
    if (cell === "") return drop(draft, "requiredBy");
    const requiredBy = keyOfWord(cell, ["entry", "visit_lock"] as const, (words) => words.requiredBy);
    if (requiredBy === null) tell(draft, "required_by_unreadable", "required_by", { found: cell.slice(0, 40) });
    else put(draft, { requiredBy });
  },
  asked_when: (cell, draft) => (cell === "" ? drop(draft, "relevant") : put(draft, { relevant: cell })),
  calculation: (cell, draft) => (cell === "" ? drop(draft, "calculation") : put(draft, { calculation: cell })),
  missing_reasons: readMissing,
};

function readHint(cell: string, language: "id" | "en", draft: Draft): void {
  const hint = { id: "", en: "", ...draft.item.hint, [language]: cell };
  if (hint.id === "" && hint.en === "") drop(draft, "hint");
  else put(draft, { hint });
}

const limitColumns = {
  hardRange: { min: "hard_min", max: "hard_max" },
  softRange: { min: "soft_min", max: "soft_max" },
} as const;

function readLimit(
  cell: string,
  name: "hardRange" | "softRange",
  side: "min" | "max",
  draft: Draft,
  locale: Locale,
): void {
  const column = limitColumns[name][side];
  const number = cell === "" ? null : readNumber(cell.replace("−", "-"), draft.item.unit ?? null, locale);
  if (number?.ok === false) {
    const code = number.problem.code === "number_ambiguous" ? "number_ambiguous" : "number_unreadable";
    return tell(draft, code, column, { ...number.problem.params, found: cell.slice(0, 40) });
  }
  const range = { min: null, max: null, ...draft.item[name], [side]: number?.value ?? null };
  if (range.min === null && range.max === null) return drop(draft, name);
  if (range.min !== null && range.max !== null && range.min > range.max) {
    // Both ends may be in this row: the problem is told at the later one only.
    if (side === "max") tell(draft, "range_reversed", column, { min: range.min, max: range.max });
  }
  put(draft, { [name]: range });
}

const yesWords: ReadonlySet<string> = new Set(["ya", "y", "yes", "true", "benar", "1", "x", "✓", "wajib", "required"]);
const noWords: ReadonlySet<string> = new Set([
  "",
  "tidak",
  "t",
  "no",
  "n",
  "false",
  "salah",
  "0",
  "-",
  "–",
  "opsional",
  "optional",
]);

function yesNo(cell: string): boolean | null {
  const word = cell.toLowerCase();
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : null;
}

function readMissing(cell: string, draft: Draft): void {
  const parts = cell.split(/[;,|\n]/).map((part) => part.trim());
  const reasons = parts
    .filter((part) => part !== "")
    .map((part) => ({ part, reason: keyOfWord(part, missingReasons, (words) => words.missing) }));
  const unknown = reasons.find(({ reason }) => reason === null);
  if (unknown !== undefined) {
    tell(draft, "missing_reason_unknown", "missing_reasons", { found: unknown.part.slice(0, 40) });
  } else if (reasons.length === 0) drop(draft, "missingReasons");
  else put(draft, { missingReasons: missingReasons.filter((reason) => reasons.some((one) => one.reason === reason)) });
}

/** The checks of a row, line by line through four cells. */
function readChecks(says: (column: SheetColumn) => string, former: Item | null, draft: Draft): void {
  const lines = (column: SheetColumn): readonly string[] => (says(column) === "" ? [] : says(column).split("\n"));
  const [checks, kinds, ids, ens] = [lines("check"), lines("check_kind"), lines("message_id"), lines("message_en")];
  const most = Math.max(kinds.length, ids.length, ens.length);
  if (most > checks.length) return tell(draft, "checks_uneven", "check", { checks: checks.length, messages: most });
  if (checks.length === 0) return drop(draft, "constraints");
  const known = former?.constraints ?? [];
  const constraints = checks.map((check, index) => {
    const kept = known[index];
    const own = (words: string | undefined, old: string | undefined): string => {
      const written = words?.trim() ?? "";
      return old !== undefined && oneLine(old).trim() === written ? old : written;
    };
    const kind = kinds[index]?.trim() ?? "";
    const severity = kind === "" ? "soft" : keyOfWord(kind, ["hard", "soft"] as const, (words) => words.checkKind);
    if (severity === null) tell(draft, "check_kind_unreadable", "check_kind", { found: kind.slice(0, 40) });
    return {
      expression: own(check, kept?.expression),
      message: { id: own(ids[index], kept?.message.id), en: own(ens[index], kept?.message.en) },
      severity: severity ?? ("soft" as const),
    };
  });
  put(draft, { constraints: constraints.filter(({ expression }) => expression !== "") });
}

const columnsOf: Readonly<Partial<Record<TypedProperty, SheetColumn>>> = {
  unit: "unit",
  decimals: "decimals",
  codelist: "choices",
  hardRange: "hard_min",
  softRange: "soft_min",
  calculation: "calculation",
};

/** What the type cannot have: refused where the row says it now, left out and told where the item had it before. */
function settleType(changed: readonly SheetColumn[], draft: Draft): void {
  // What a type that is not known could have is not known either.
  if (draft.problems.some(({ code }) => code === "type_unknown")) return;
  if (!changed.includes("type") && !changed.some((column) => Object.values(columnsOf).includes(column))) return;
  const { allowedProperties } = itemTypeOf(draft.item);
  for (const [name, column] of Object.entries(columnsOf) as [TypedProperty, SheetColumn][]) {
    const isThere =
      name === "codelist" ? draft.codes !== null && draft.codes.length > 0 : draft.item[name] !== undefined;
    const isHeld = isThere || draft.item[name] !== undefined;
    if (!isHeld || allowedProperties.includes(name)) continue;
    const isSaid = changed.includes(column) && isThere;
    const { type } = draft.item;
    const params = { "type:id": sheetWords.id.type[type], "type:en": sheetWords.en.type[type] };
    draft.problems.push({ code: "property_not_for_type", severity: isSaid ? "must" : "should", column, params });
    if (!isSaid) drop(draft, name);
  }
}
