import { strToU8 } from "fflate";
import type { Table } from "../table.ts";
import { csvChunks } from "./csv/csv.ts";

/** An export format: a table in, bytes out. */
export type TableFormat = {
  readonly extension: string;
  readonly mediaType: string;
  readonly write: (table: Table) => Iterable<Uint8Array>;
};

/** A new format is a folder and a line here. */
export const tableFormats = {
  csv: {
    extension: "csv",
    mediaType: "text/csv; charset=utf-8",
    write: function* (table) {
      for (const chunk of csvChunks(table)) yield strToU8(chunk);
    },
  },
} as const satisfies Record<string, TableFormat>;

export type TableFormatKey = keyof typeof tableFormats;
