export type HtmlTable = {
  readonly cells: readonly (readonly string[])[];
  /** Cells that cover more than their own place. */
  readonly merged: readonly {
    readonly row: number;
    readonly column: number;
    readonly rows: number;
    readonly columns: number;
  }[];
};

/** A cell cannot cover more than this, whatever it says. */
const mostRows = 6000;
const mostColumns = 200;

/**
 * The first table of clipboard HTML as spreadsheets write it (Excel, LibreOffice, Google Sheets): texts of its cells, and
 * which of them are merged. Only what a table is made of is read; nothing of it is ever shown as HTML. `null` without a table.
 */
export function readTableHtml(html: string): HtmlTable | null {
  const clean = html.replace(/<!--[\s\S]*?-->/g, "").replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "");
  const state: State = { rows: [], merged: [], depth: 0, row: -1, cell: null, isDone: false };
  for (const [token, close, name, attributes] of clean.matchAll(tokens)) {
    if (state.isDone) break;
    if (name !== undefined) readTag(state, close === "/", name.toLowerCase(), attributes ?? "");
    else if (state.cell !== null && !token.startsWith("<")) state.cell.text += decoded(token);
  }
  endCell(state);
  if (state.rows.length === 0) return null;
  const width = Math.max(...state.rows.map((row) => row.length));
  const cells = state.rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ""));
  return { cells, merged: state.merged };
}

const tokens = /<(\/?)(table|tr|td|th|br|p|div)\b([^>]*)>|<[^>]*>|[^<]+/gi;

type State = {
  rows: (string | undefined)[][];
  readonly merged: HtmlTable["merged"][number][];
  depth: number;
  row: number;
  cell: { text: string; row: number; column: number } | null;
  isDone: boolean;
};

function readTag(state: State, isEnd: boolean, name: string, attributes: string): void {
  if (name === "table") {
    state.depth += isEnd ? -1 : 1;
    if (isEnd && state.depth === 0) state.isDone = true;
    return;
  }
  // A table inside a cell is part of that cell's text.
  if (state.depth !== 1) return;
  if (name === "tr") {
    endCell(state);
    if (!isEnd) state.row += 1;
    if (!isEnd) state.rows[state.row] ??= [];
  } else if (name === "td" || name === "th") {
    endCell(state);
    if (!isEnd) beginCell(state, attributes);
  } else if (state.cell !== null && (name === "br" || (isEnd && state.cell.text !== ""))) state.cell.text += "\n";
}

function beginCell(state: State, attributes: string): void {
  if (state.row < 0 || state.row >= mostRows) return;
  const row = (state.rows[state.row] ??= []);
  let column = 0;
  while (row[column] !== undefined) column += 1;
  if (column >= mostColumns) return;
  const rows = Math.min(spanOf(attributes, "rowspan"), mostRows - state.row);
  const columns = Math.min(spanOf(attributes, "colspan"), mostColumns - column);
  for (let down = 0; down < rows; down++) {
    const covered = (state.rows[state.row + down] ??= []);
    for (let across = 0; across < columns; across++) covered[column + across] ??= "";
  }
  if (rows > 1 || columns > 1) state.merged.push({ row: state.row, column, rows, columns });
  state.cell = { text: "", row: state.row, column };
}

function endCell(state: State): void {
  const { cell } = state;
  state.cell = null;
  const row = cell === null ? undefined : state.rows[cell.row];
  if (cell !== null && row !== undefined) row[cell.column] = cell.text.trim();
}

function spanOf(attributes: string, name: string): number {
  const span = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,5})`, "i").exec(attributes)?.[1] ?? "1");
  return Math.max(1, span);
}

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ge", "≥"],
  ["le", "≤"],
  ["ndash", "–"],
  ["mdash", "—"],
]);

/** In HTML any run of spaces and line ends is one space. */
function decoded(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities.get(name.toLowerCase()) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
