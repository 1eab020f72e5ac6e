/** What parts the cells of a line: on the clipboard of a spreadsheet a tab, in a file of it a comma or (where that is the decimal sign) a semicolon. */
export type CellSeparator = "\t" | ";" | ",";

/**
 * Cells of separated text as spreadsheets put it on the clipboard and into files: a cell that begins with a quote runs to
 * the quote before the next separator or line end, with `""` for a quote inside; a quote anywhere else is a letter like
 * any other.
 */
export function readTsv(text: string, separator: CellSeparator = "\t"): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const cell = readCell(text, at, separator);
    row.push(cell.text);
    at = cell.end;
    if (text[at] === separator) at += 1;
    else {
      rows.push(row);
      row = [];
      if (at >= text.length) break;
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
  }
  // The last line ends with a line end, and nothing follows it.
  if (rows.at(-1)?.every((cell) => cell === "") === true) rows.pop();
  return rows;
}

/** A cell as `readTsv` reads it. */
export function tsvCell(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function readCell(
  text: string,
  start: number,
  separator: CellSeparator,
): { readonly text: string; readonly end: number } {
  if (text[start] === '"') {
    const quoted = readQuoted(text, start + 1, separator);
    if (quoted !== null) return quoted;
  }
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(start, end), end };
}

/** `null` where the quote never closes before a separator or line end: then it was only a letter. */
function readQuoted(
  text: string,
  start: number,
  separator: CellSeparator,
): { readonly text: string; readonly end: number } | null {
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    if (text[quote + 1] === '"') at = quote + 2;
    else {
      const end = quote + 1;
      const isClosed = end >= text.length || [separator, "\n", "\r"].includes(text[end] ?? "");
      return isClosed ? { text: text.slice(start, quote).replaceAll('""', '"').replace(/\r\n?/g, "\n"), end } : null;
    }
  }
}
