/**
 * Cells of tab-separated text as spreadsheets put it on the clipboard: a cell that begins with a quote runs to the quote
 * before the next tab or line end, with `""` for a quote inside; a quote anywhere else is a letter like any other.
 */
export function readTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const cell = readCell(text, at);
    row.push(cell.text);
    at = cell.end;
    if (text[at] === "\t") at += 1;
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

function readCell(text: string, start: number): { readonly text: string; readonly end: number } {
  if (text[start] === '"') {
    const quoted = readQuoted(text, start + 1);
    if (quoted !== null) return quoted;
  }
  let end = start;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(start, end), end };
}

/** `null` where the quote never closes before a tab or line end: then it was only a letter. */
function readQuoted(text: string, start: number): { readonly text: string; readonly end: number } | null {
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    if (text[quote + 1] === '"') at = quote + 2;
    else {
      const end = quote + 1;
      const isClosed = end >= text.length || /[\t\n\r]/.test(text[end] ?? "");
      return isClosed ? { text: text.slice(start, quote).replaceAll('""', '"').replace(/\r\n?/g, "\n"), end } : null;
    }
  }
}
