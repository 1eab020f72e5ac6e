import type { Cell, Table } from "../../table.ts";

/**
 * A table as CSV text after RFC 4180 in UTF-8 without a byte order mark: comma, CRLF, quotes only where needed, a header line.
 * Empty is missing. Numbers are written as they are, never guarded; text that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV injection), which the codebook says. Rows are pulled one by one and handed on in pieces.
 *
 * @example [...csvChunks(table)].join("") // "usubjid,value\r\nMLT-001-1,12.5\r\n"
 */
export function* csvChunks(
  table: Pick<Table, "columns" | "rows">,
  options: { readonly chunkLength?: number } = {},
): Generator<string> {
  const limit = options.chunkLength ?? 65_536;
  let pending = `${table.columns.map((column) => writeCell(column.name)).join(",")}\r\n`;
  for (const row of table.rows()) {
    pending += `${row.map(writeCell).join(",")}\r\n`;
    if (pending.length < limit) continue;
    yield pending;
    pending = "";
  }
  if (pending !== "") yield pending;
}

/** One cell: a number in full precision, text quoted where the format needs it and guarded where a program would run it. */
export function writeCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const guarded = guardText(cell);
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Text as it stands in a CSV: with an apostrophe before what a spreadsheet would run as a formula. */
export function guardText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !isPlainNumber(text) ? `'${text}` : text;
}

/** The long table holds numbers as text; a negative number is not a formula. */
function isPlainNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}
