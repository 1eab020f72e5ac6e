import type { RefusalParams } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";

/** The columns of a form as a spreadsheet, in the order in which they stand. */
export const sheetColumns = [
  "section",
  "key",
  "type",
  "label_id",
  "label_en",
  "hint_id",
  "hint_en",
  "unit",
  "decimals",
  "choices",
  "hard_min",
  "hard_max",
  "soft_min",
  "soft_max",
  "required",
  "required_by",
  "asked_when",
  "check",
  "check_kind",
  "message_id",
  "message_en",
  "calculation",
  "missing_reasons",
] as const;

export type SheetColumn = (typeof sheetColumns)[number];
export type SheetCells = Readonly<Record<SheetColumn, string>>;

/** One item as a row. A column that is not told (`undefined`) keeps what the item has. */
export type SheetRow = {
  readonly cells: Readonly<Partial<Record<SheetColumn, string>>>;
  /** The key of the item that this row was made of; `null` for a row that is new, or whose key says which it is. */
  readonly former: string | null;
};

export type SheetProblemCode =
  | "cell_formula"
  | "cell_error"
  | "cell_merged"
  | "cell_too_long"
  | "column_unknown"
  | "column_twice"
  | "key_column_missing"
  | "header_missing"
  | "row_too_wide"
  | "key_missing"
  | "key_malformed"
  | "key_twice"
  | "key_taken"
  | "key_reserved"
  | "type_unknown"
  | "type_missing"
  | "section_missing"
  | "number_unreadable"
  | "number_ambiguous"
  | "decimals_unreadable"
  | "yes_no_unreadable"
  | "required_by_unreadable"
  | "check_kind_unreadable"
  | "missing_reason_unknown"
  | "choices_unreadable"
  | "choice_code_twice"
  | "choices_missing"
  | "checks_uneven"
  | "expression_unsound"
  | "property_not_for_type"
  | "range_reversed"
  | "text_too_long"
  | "too_many_rows"
  | "too_much_text"
  | "too_many_problems"
  | "table_empty";

/**
 * One problem of a table, with its place. `must` stops the table from being taken over, `should` is only told.
 * Said by `sheetProblemWords`, with what to do about it.
 */
export type SheetProblem = {
  readonly code: SheetProblemCode;
  readonly severity: "must" | "should";
  /** From 0, among the rows or in the table that was read; `null` where the whole is meant. */
  readonly row: number | null;
  /** From 0, in `sheetColumns` or in the table that was read; `null` where the row as a whole is meant. */
  readonly column: number | null;
  readonly params: RefusalParams;
};

/** A table as it was pasted. */
export type PastedTable = {
  /** Text of every cell, each row as wide as the widest. */
  readonly cells: readonly (readonly string[])[];
  /** Which row names the columns, from 0, and what each column holds; `null` where no row does. */
  readonly header: { readonly row: number; readonly columns: readonly (SheetColumn | null)[] } | null;
  readonly problems: readonly SheetProblem[];
};

/** What rows would change in a form; nothing is applied before the person says so. */
export type SheetReading = {
  readonly problems: readonly SheetProblem[];
  /** Empty while a problem must be mended. */
  readonly edits: readonly Edit[];
  readonly added: readonly string[];
  readonly changed: readonly { readonly key: string; readonly columns: readonly SheetColumn[] }[];
  /** Items of the form that no row speaks of; they stay unless `removeOthers` is asked for. */
  readonly leftOut: readonly string[];
};
