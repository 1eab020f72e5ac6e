import type { Protocol } from "@kendali/domain";
import { readRows, type ReadRowsOptions } from "./read-rows.ts";
import {
  type PastedTable,
  type SheetColumn,
  sheetColumns,
  type SheetProblem,
  type SheetReading,
  type SheetRow,
} from "./sheet.types.ts";
import { tsvCell } from "./read-tsv.ts";

/**
 * A pasted table with a header as a change of a form: every problem of the table and of its rows, placed in the table as
 * it was pasted. Items are matched by their key.
 */
export function readTable(
  protocol: Protocol,
  form: string,
  table: PastedTable,
  options: ReadRowsOptions,
): SheetReading {
  const { header } = table;
  const none: SheetReading = { problems: table.problems, edits: [], added: [], changed: [], leftOut: [] };
  if (header === null || table.problems.some(({ code }) => code === "too_many_rows")) return none;
  const rows = table.cells
    .slice(header.row + 1)
    .map((cells): SheetRow => ({ cells: cellsUnder(header.columns, cells), former: null }));
  const reading = readRows(protocol, form, rows, options);
  const refused = new Set(table.problems.map(({ row, column }) => `${row} ${column}`));
  // What is no value at all is not also a wrong one.
  const placed = reading.problems
    .map((problem): SheetProblem => placeIn(problem, header))
    .filter(({ row, column }) => column === null || !refused.has(`${row} ${column}`));
  const isRefused = table.problems.some(({ severity }) => severity === "must");
  return {
    ...reading,
    problems: [...table.problems, ...placed].toSorted(byPlace),
    edits: isRefused ? [] : reading.edits,
  };
}

function byPlace(a: SheetProblem, b: SheetProblem): number {
  return (a.row ?? Infinity) - (b.row ?? Infinity) || (a.column ?? -1) - (b.column ?? -1);
}

function cellsUnder(columns: readonly (SheetColumn | null)[], cells: readonly string[]): SheetRow["cells"] {
  const under: Partial<Record<SheetColumn, string>> = {};
  columns.forEach((column, index) => {
    if (column !== null) under[column] ??= cells[index] ?? "";
  });
  return under;
}

function placeIn(problem: SheetProblem, header: NonNullable<PastedTable["header"]>): SheetProblem {
  const name = problem.column === null ? undefined : sheetColumns[problem.column];
  const column = name === undefined ? -1 : header.columns.indexOf(name);
  const first = problem.params["first"];
  return {
    ...problem,
    row: problem.row === null ? null : problem.row + header.row + 1,
    column: column < 0 ? null : column,
    params: typeof first === "number" ? { ...problem.params, first: first + header.row + 1 } : problem.params,
  };
}

/**
 * Rows with a block of cells put over them, its first cell at a place: beyond the last row it makes new ones, beyond the
 * last column it is left out.
 */
export function putBlock(
  rows: readonly SheetRow[],
  place: { readonly row: number; readonly column: number },
  block: readonly (readonly string[])[],
): readonly SheetRow[] {
  const next = [...rows];
  block.forEach((cells, down) => {
    const row = next[place.row + down] ?? { cells: {}, former: null };
    const put: Partial<Record<SheetColumn, string>> = { ...row.cells };
    cells.forEach((cell, across) => {
      const column = sheetColumns[place.column + across];
      if (column !== undefined) put[column] = cell;
    });
    next[place.row + down] = { ...row, cells: put };
  });
  return next;
}

/** Cells as text for the clipboard; what a spreadsheet would take for a formula is guarded by `'`. */
export function blockText(block: readonly (readonly string[])[]): string {
  return block
    .map((cells) => cells.map((cell) => tsvCell(/^'*[=+\-@]/.test(cell) ? `'${cell}` : cell)).join("\t"))
    .join("\n");
}
