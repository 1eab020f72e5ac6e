import type { LocalizedText } from "@kendali/domain";

/** One cell: `null` is empty, whatever the reason; the reason stands in the companion column. */
export type Cell = string | number | null;
export type Row = readonly Cell[];

/** How a column's cells are to be read. `code` and `indicator` hold numbers whose meaning is in `codes`. */
export type ColumnKind = "number" | "code" | "indicator" | "text" | "date" | "time" | "date_time";

export type ColumnCode = { readonly code: number | string; readonly label: LocalizedText };

export type ColumnRole = "key" | "design" | "status" | "flag" | "item" | "missing" | "count";

/** What a statistician needs to know about a column; the codebook is printed from it. */
export type Column = {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly role: ColumnRole;
  readonly label: LocalizedText;
  readonly unit?: string;
  readonly decimals?: number;
  readonly codes?: readonly ColumnCode[];
  readonly source?: { readonly visit: string; readonly form: string; readonly item: string };
  /** The visit a status, date or day column describes. */
  readonly visit?: string;
  /** The population a flag column stands for. */
  readonly population?: string;
  /** For a companion column: the column whose empty cells it explains. */
  readonly explains?: string;
  /** How the column is derived, where it is not simply what was entered. */
  readonly derivation?: LocalizedText;
};

/** Tables that every dataset has. */
export type BaseTableName = "participants" | "long" | "screenings" | "events" | "register" | "codebook" | "codes";
/** And those that only some have. */
export type TableName = BaseTableName | "deviations" | "guesses";

/** A table whose rows are made when asked for, so that a large one never stands in memory twice. */
export type Table = {
  readonly name: TableName;
  readonly columns: readonly Column[];
  readonly rows: () => Iterable<Row>;
};

/** All cells of the columns of a table, by column name. */
export function readColumns(table: Table): ReadonlyMap<string, readonly Cell[]> {
  const cells = table.columns.map((): Cell[] => []);
  for (const row of table.rows()) row.forEach((cell, index) => cells[index]?.push(cell));
  return new Map(table.columns.map((column, index) => [column.name, cells[index] ?? []]));
}
