import { nearestName } from "../nearest-name.ts";
import { headerColumn, headerNames } from "./header-words.ts";
import { bounded } from "./read-rows.ts";
import { type HtmlTable, readTableHtml } from "./read-table-html.ts";
import { type CellSeparator, readTsv } from "./read-tsv.ts";
import type { PastedTable, SheetColumn, SheetProblem, SheetProblemCode } from "./sheet.types.ts";

/** Half characters and zero bytes, which no document holds: with one in it, every later save would be refused. */
const notStorable = /[\p{Surrogate}\0]/gu;
const storable = (cell: string): string => cell.replace(notStorable, "");

/** More than this is no form. */
export const mostPastedRows = 5000;
const mostText = 5_000_000;
const mostColumns = 200;
/** Titles may stand above the row that names the columns. */
const headerWithin = 6;

/**
 * Reads what a spreadsheet put on the clipboard: its text, and where there is one its HTML, which alone tells merged
 * cells. Formulas and errors are refused at their place, not read as answers; a header is recognised in either language
 * and in any order. Any text is answered, and everything wrong is listed.
 */
export function readPastedTable(text: string, html: string | null = null): PastedTable {
  if (text.length > mostText || (html?.length ?? 0) > 4 * mostText) {
    return { cells: [], header: null, problems: [problem("too_much_text", "must", null, null, {})] };
  }
  const table = html === null ? null : readTableHtml(html);
  const { separator, rows: read } = cellsOf(text.replace(/^\uFEFF/, ""), table);
  const all = read.map((row) => row.map(storable));
  if (all.every((row) => row.every((cell) => cell.trim() === ""))) {
    return { cells: [], header: null, problems: [problem("table_empty", "must", null, null, {})] };
  }
  const header = findHeader(all);
  const rows = all.slice(0, mostPastedRows + (header?.row ?? -1) + 1);
  const more = all.length - rows.length;
  const merged = table === null ? [] : mergeProblems(table, header);
  const filled = table === null ? rows : fillSections(rows, table, header);
  return {
    cells: filled,
    header,
    problems: bounded([
      ...(more > 0
        ? [problem("too_many_rows", "must", null, null, { found: all.length, maximum: mostPastedRows })]
        : []),
      ...headerProblems(all, header),
      ...(separator === "\t" ? [] : widthProblems(rows, header, separator)),
      ...merged,
      ...cellProblems(filled, header),
    ]),
  };
}

type Header = NonNullable<PastedTable["header"]>;

type Cells = readonly (readonly string[])[];

/**
 * Each row as wide as the widest. The text is nearer to what was typed; where it has not all rows of the table, the HTML
 * tells the cells.
 */
function cellsOf(text: string, table: HtmlTable | null): { readonly separator: CellSeparator; readonly rows: Cells } {
  const typed = separated(text);
  const isLess = table !== null && (text.trim() === "" || typed.rows.length < table.cells.length);
  const { separator, rows } = isLess ? { separator: "\t" as const, rows: table.cells } : typed;
  const width = Math.min(mostColumns, Math.max(0, ...rows.map((row) => row.length)));
  return {
    separator,
    rows: rows.map((row) => Array.from({ length: width }, (_, column) => unguarded(row[column] ?? ""))),
  };
}

/**
 * Between tabs, unless only semicolons or commas make a row of heads of it: the same letters inside a cell that was copied
 * from a spreadsheet part nothing.
 */
function separated(text: string): { readonly separator: CellSeparator; readonly rows: Cells } {
  const tabs = { separator: "\t" as const, rows: readTsv(text) };
  if (findHeader(tabs.rows) !== null) return tabs;
  const heads = (rows: Cells) => findHeader(rows)?.columns.filter((column) => column !== null).length ?? 0;
  const [most] = ([";", ","] as const)
    .map((separator) => ({ separator, rows: readTsv(text, separator) }))
    .toSorted((a, b) => heads(b.rows) - heads(a.rows));
  return most === undefined || heads(most.rows) === 0 ? tabs : most;
}

/** A row with more cells than heads has the separator inside a cell without quotes: every cell after it stands wrong. */
function widthProblems(rows: Cells, header: Header | null, separator: CellSeparator): readonly SheetProblem[] {
  if (header === null) return [];
  const width = 1 + (rows[header.row] ?? []).findLastIndex((cell) => cell.trim() !== "");
  return rows.flatMap((cells, row): readonly SheetProblem[] => {
    const found = 1 + cells.findLastIndex((cell) => cell.trim() !== "");
    if (row <= header.row || found <= width) return [];
    return [problem("row_too_wide", "must", row, null, { found, expected: width, sign: separator })];
  });
}

/** A cell that a spreadsheet would take for a formula goes out with `'` before it; coming back it is taken off. */
function unguarded(cell: string): string {
  return /^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function findHeader(rows: readonly (readonly string[])[]): Header | null {
  for (let row = 0; row < Math.min(headerWithin, rows.length); row++) {
    const columns = (rows[row] ?? []).map(headerColumn);
    const known = columns.filter((column) => column !== null);
    if (known.length >= 2 && known.some((column) => column === "key" || column.startsWith("label")))
      return { row, columns };
  }
  return null;
}

function headerProblems(rows: readonly (readonly string[])[], header: Header | null): readonly SheetProblem[] {
  if (header === null) return [];
  const seen = new Set<SheetColumn>();
  const found = header.columns.flatMap((column, index): readonly SheetProblem[] => {
    const written = (rows[header.row]?.[index] ?? "").trim();
    if (column === null) {
      const params = { found: written.slice(0, 60), proposal: nearestName(written, headerNames) ?? "" };
      return written === "" ? [] : [problem("column_unknown", "should", header.row, index, params)];
    }
    if (seen.has(column)) return [problem("column_twice", "must", header.row, index, { found: written.slice(0, 60) })];
    seen.add(column);
    return [];
  });
  return seen.has("key") ? found : [...found, problem("key_column_missing", "must", header.row, null, {})];
}

/** A formula that a spreadsheet shows as text, or has not computed. */
const formula = /^=\s*[A-Za-z(+\-"'{$[]/;
const error =
  /^(#(REF|N\/A|VALUE|DIV\/0|NAME|NUM|NULL|SPILL|CALC|GETTING_DATA|BLOCKED|FIELD|BUSY|UNKNOWN|CONNECT)[!?]?|Err:\d{3}|#ERROR!)$/i;

function cellProblems(rows: readonly (readonly string[])[], header: Header | null): readonly SheetProblem[] {
  return rows.flatMap((cells, row) =>
    cells.flatMap((cell, column): readonly SheetProblem[] => {
      const written = cell.trim();
      // What stands under a column that is left out is left out as well.
      if (header !== null && (row <= header.row || header.columns[column] === null)) return [];
      const params = { found: written.slice(0, 40) };
      if (formula.test(written)) return [problem("cell_formula", "must", row, column, params)];
      return error.test(written) ? [problem("cell_error", "must", row, column, params)] : [];
    }),
  );
}

/** A section merged down its items is what it says; any other merged cell leaves open where its words belong. */
function mergeProblems({ merged }: HtmlTable, header: Header | null): readonly SheetProblem[] {
  return merged.flatMap(({ row, column, rows, columns }): readonly SheetProblem[] => {
    if (header !== null && row < header.row) return [];
    if (isSectionMerge({ row, column, columns }, header)) return [];
    return [problem("cell_merged", "must", row, column, { rows, columns })];
  });
}

function isSectionMerge(
  { row, column, columns }: Pick<HtmlTable["merged"][number], "row" | "column" | "columns">,
  header: Header | null,
): boolean {
  return header !== null && row > header.row && columns === 1 && header.columns[column] === "section";
}

function fillSections(
  rows: readonly (readonly string[])[],
  { merged }: HtmlTable,
  header: Header | null,
): readonly (readonly string[])[] {
  const filled = rows.map((row) => [...row]);
  for (const merge of merged.filter((one) => isSectionMerge(one, header))) {
    const words = filled[merge.row]?.[merge.column] ?? "";
    for (let row = merge.row + 1; row < merge.row + merge.rows; row++) {
      const cells = filled[row];
      if (cells !== undefined) cells[merge.column] = words;
    }
  }
  return filled;
}

function problem(
  code: SheetProblemCode,
  severity: "must" | "should",
  row: number | null,
  column: number | null,
  params: SheetProblem["params"],
): SheetProblem {
  return { code, severity, row, column, params };
}
