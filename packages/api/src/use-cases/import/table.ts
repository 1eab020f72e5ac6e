import {
  itemTypeOf,
  type Codelist,
  type Item,
  type ItemValue,
  type Locale,
  type Problem,
  type Protocol,
} from "@kendali/domain";
import { z } from "zod";
import { ordinal } from "../inputs.ts";

/** A table as a file holds it: the heading, and each row's cells with the line it began on. */
export const tableInput = z.strictObject({
  columns: z.array(z.string().max(200)).min(1).max(2000),
  rows: z
    .array(z.strictObject({ line: ordinal, cells: z.array(z.string().max(20_000)).max(4000) }))
    .min(1)
    .max(50_000),
});
export type Table = z.output<typeof tableInput>;
export type TableRow = Table["rows"][number];

/** Where a problem is, as a person finds it in the file. */
export function placeOf(line: number, column?: string): string {
  return column === undefined ? `row ${line}` : `row ${line}, column ${column}`;
}

/** What is wrong with the heading: columns that are missing, there twice, or unknown. */
export function headingProblems(
  columns: readonly string[],
  expected: { readonly required: readonly string[]; readonly isKnown: (column: string) => boolean },
): Problem[] {
  const missing = expected.required.filter((column) => !columns.includes(column));
  const twice = [...new Set(columns.filter((column, index) => columns.indexOf(column) !== index))];
  const unknown = columns.filter((column) => !expected.required.includes(column) && !expected.isKnown(column));
  return [
    ...missing.map((column) => ({ path: "heading", code: "column_missing", params: { column } })),
    ...twice.map((column) => ({ path: "heading", code: "column_twice", params: { column } })),
    ...unknown.map((column) => ({ path: "heading", code: "column_unknown", params: { column: column.slice(0, 60) } })),
  ];
}

/** Rows that do not have one cell for each column: their cells cannot be told apart. */
export function widthProblem(columns: readonly string[], row: TableRow): Problem | null {
  if (row.cells.length === columns.length) return null;
  return {
    path: placeOf(row.line),
    code: "row_wrong_width",
    params: { found: row.cells.length, expected: columns.length },
  };
}

export type ReadCell =
  { readonly ok: true; readonly value: ItemValue | null } | { readonly ok: false; readonly problem: Problem };

/** Reads one cell of an item as a person would type it; `[refused]` is the typed reason for an empty one. */
export function readCell(
  protocol: Pick<Protocol, "codelists">,
  item: Item,
  cell: { readonly text: string; readonly path: string; readonly language: Locale },
): ReadCell {
  const reason = /^\[([a-z_]+)\]$/.exec(cell.text.trim())?.[1];
  // Whether the item offers the reason is decided with everything else that is decided about values.
  if (reason !== undefined) return { ok: true, value: { m: reason } as ItemValue };
  const codelist: Codelist | null = protocol.codelists.find((list) => list.key === item.codelist) ?? null;
  const outcome = itemTypeOf(item).parse(cell.text, { item, codelist }, cell.language);
  return outcome.ok ? outcome : { ok: false, problem: { path: cell.path, ...outcome.problem } };
}
