import { refuse, type Result } from "@kendali/domain";
import { CsvError, parse } from "csv-parse/sync";

/** A table as a file holds it; each row knows the line it began on. */
export type CsvTable = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

const largestBytes = 64_000_000;

/**
 * Reads a CSV file: UTF-8 with or without a byte order mark, comma, semicolon or tab, quoted where needed. Refuses
 * `file_unreadable` (not UTF-8, not CSV, no rows) and `request_too_large`. Rows of the wrong width are kept as they are:
 * the import tells all of them.
 */
export function readCsv(bytes: Uint8Array): Result<CsvTable> {
  if (bytes.byteLength > largestBytes)
    return refuse("request_too_large", { bytes: bytes.byteLength, largest: largestBytes });
  const text = decode(bytes);
  if (text === null) return refuse("file_unreadable", { reason: "encoding" });
  if (text.includes("\u0000")) return refuse("file_unreadable", { reason: "binary" });
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
    const [heading, ...rest] = records;
    if (heading === undefined || rest.length === 0) return refuse("file_unreadable", { reason: "no_rows" });
    return {
      ok: true,
      value: {
        columns: heading.record.map((column) => column.trim().toLowerCase()),
        rows: rest.map(({ record, info }) => ({ line: info.lines, cells: record })),
      },
    };
  } catch (error) {
    if (error instanceof CsvError) return refuse("file_unreadable", { reason: error.message.slice(0, 200) });
    throw error;
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Spreadsheets write what their country uses between cells; the heading, whose names hold none of the three, tells which. */
function delimiterOf(text: string): string {
  const heading = text.slice(0, text.search(/\r|\n|$/u));
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: heading.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}
