/** A cell of the grid, from 0. */
export type Place = { readonly row: number; readonly column: number };
export type Size = { readonly rows: number; readonly columns: number };
/** What is selected: from the cell that the selection began at to the one that is active. */
export type Selected = { readonly anchor: Place; readonly active: Place };
export type Block = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

type Key = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean };

/** Rows that PageUp and PageDown go over. */
const pageRows = 10;

/** Where a key leads from a cell, within the grid; `null` for a key that does not lead anywhere. */
export function placeAfter(from: Place, { key, ctrlKey, metaKey }: Key, size: Size): Place | null {
  const far = ctrlKey || metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const moves: Readonly<Record<string, Place>> = {
    ArrowDown: { row: far ? last.row : from.row + 1, column: from.column },
    ArrowUp: { row: far ? 0 : from.row - 1, column: from.column },
    ArrowRight: { row: from.row, column: far ? last.column : from.column + 1 },
    ArrowLeft: { row: from.row, column: far ? 0 : from.column - 1 },
    Home: { row: far ? 0 : from.row, column: 0 },
    End: { row: far ? last.row : from.row, column: last.column },
    PageDown: { row: from.row + pageRows, column: from.column },
    PageUp: { row: from.row - pageRows, column: from.column },
  };
  const to = moves[key];
  if (to === undefined) return null;
  return {
    row: Math.max(0, Math.min(to.row, last.row)),
    column: Math.max(0, Math.min(to.column, last.column)),
  };
}

export function blockOf({ anchor, active }: Selected): Block {
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  };
}

/** The letters a spreadsheet names a column by: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? columnLetters(rest - 1) : ""}${String.fromCodePoint(65 + (column % 26))}`;
}
