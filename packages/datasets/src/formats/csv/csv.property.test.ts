import fc from "fast-check";
import { expect, it } from "vitest";
import { csvChunks } from "./csv.ts";
import type { Column } from "../../table.ts";

/** A reader of RFC 4180, written from the standard and not from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = "";
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? "";
    if (isQuoted && char === '"' && text[index + 1] === '"') {
      field += '"';
      index += 1;
    } else if (char === '"') {
      isQuoted = !isQuoted;
    } else if (!isQuoted && (char === "," || (char === "\r" && text[index + 1] === "\n"))) {
      rows.at(-1)?.push(field);
      field = "";
      if (char === "\r") {
        rows.push([]);
        index += 1;
      }
    } else {
      field += char;
    }
  }
  return rows.slice(0, -1);
}

it("is read back cell by cell, whatever the text", () => {
  const columns: readonly Column[] = ["a", "b"].map((name) => ({
    name,
    kind: "text",
    role: "item",
    label: { id: name, en: name },
  }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.string())), (cells) => {
      const text = [...csvChunks({ columns, rows: () => cells })].join("");
      const read = readCsv(text).slice(1);
      const unguarded = read.map((row) => row.map((cell) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)));
      const written = cells.map((row) => row.map((cell) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)));
      expect(unguarded).toEqual(written);
    }),
  );
});
