import { describe, expect, it } from "vitest";
import type { Column, Row } from "../../table.ts";
import { csvChunks, writeCell } from "./csv.ts";

const column = (name: string): Column => ({ name, kind: "text", role: "item", label: { id: name, en: name } });
const tableOf = (rows: readonly Row[]) => ({ columns: [column("a"), column("b")], rows: () => rows });

describe("a CSV cell", () => {
  it.each([
    ["plain", "plain"],
    ['say "hi"', '"say ""hi"""'],
    ["one,two", '"one,two"'],
    ["line\nbreak", '"line\nbreak"'],
    ["=1+1", "'=1+1"],
    ["+62 812", "'+62 812"],
    ["@sum", "'@sum"],
    ["-dash", "'-dash"],
    ["-12.5", "-12.5"],
  ])("writes the text %j as %j", (text, written) => {
    expect(writeCell(text)).toBe(written);
  });

  it("writes numbers in full precision and never guards them", () => {
    expect([-12.5, 0.1 + 0.2, 1e-7, null].map(writeCell)).toEqual(["-12.5", "0.30000000000000004", "1e-7", ""]);
  });
});

describe("a CSV table", () => {
  it("has a header, CRLF after every line and empty cells for missing values", () => {
    expect([...csvChunks(tableOf([["x", null]]))].join("")).toBe("a,b\r\nx,\r\n");
  });

  it("hands rows on in pieces as they come, and the pieces are the whole", () => {
    let pulled = 0;
    const rows = function* (): Generator<Row> {
      for (let row = 0; row < 1000; row += 1) {
        pulled += 1;
        yield [`row ${row}`, row];
      }
    };
    const chunks = csvChunks({ columns: [column("a"), column("b")], rows }, { chunkLength: 100 });
    chunks.next();
    expect(pulled).toBeLessThan(20);
    expect([...chunks].join("").split("\r\n").at(-2)).toBe("row 999,999");
  });
});
