import { describe, expect, it } from "vitest";
import { readCsv } from "./read-csv.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCsv(bytes(text));

describe("reading a CSV file", () => {
  it("takes commas, semicolons and tabs, with or without a byte order mark", () => {
    const expected = { ok: true, value: { columns: ["a", "b"], rows: [{ line: 2, cells: ["1,5", "x"] }] } };
    expect(read('a,b\n"1,5",x\n')).toEqual(expected);
    expect(read("a;b\r\n1,5;x\r\n")).toEqual(expected);
    expect(read("\ufeffA\tB\n1,5\tx")).toEqual(expected);
  });
  it("keeps rows of the wrong width, with their line", () => {
    expect(read("a,b\n1\n1,2,3\n")).toMatchObject({
      value: {
        rows: [
          { line: 2, cells: ["1"] },
          { line: 3, cells: ["1", "2", "3"] },
        ],
      },
    });
  });
  it("refuses bytes that are not UTF-8 instead of guessing", () => {
    expect(readCsv(new Uint8Array([0x61, 0x0a, 0xe9, 0x0a]))).toMatchObject({
      ok: false,
      refusal: { code: "file_unreadable", params: { reason: "encoding" } },
    });
  });
  it("refuses a spreadsheet that is no text", () => {
    expect(read("PK\u0003\u0004\u0000\u0000")).toMatchObject({ ok: false, refusal: { code: "file_unreadable" } });
  });
  it("refuses a file without rows, and one whose quotes never end", () => {
    expect(read("a,b\n")).toMatchObject({
      ok: false,
      refusal: { code: "file_unreadable", params: { reason: "no_rows" } },
    });
    expect(read('a,b\n"1,2\n')).toMatchObject({ ok: false, refusal: { code: "file_unreadable" } });
  });
});
