import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "./read-json.ts";

function refusalOf(text: string) {
  const result = readJson(text);
  return result.ok ? null : result.refusal;
}

describe("the text of a document", () => {
  it("is read as JSON.parse reads it, however it is spaced", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(undefined, 1, "\t"), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
      { numRuns: 500 },
    );
  });

  it("is refused exactly where JSON.parse refuses, whatever was spoilt", () => {
    const text = '{"a": [1, -0.5e+3, true, null, "x\\u00e9\\n"], "b": {"c": {}, "d": []}}';
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, cut, added) => {
        const spoilt = text.slice(0, at) + added + text.slice(at + cut);
        const parses = ((): boolean => {
          try {
            JSON.parse(spoilt);
            return true;
          } catch {
            return false;
          }
        })();
        expect(refusalOf(spoilt)?.code === "json_invalid").toBe(!parses);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["", 1, 1],
    ["participant,visit\n001,pretest\n", 1, 1],
    ['{\n  "a": 1,\n  "b" 2\n}', 3, 7],
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a": 01}', 1, 7],
    ['{"a": 1}\r\n{}', 2, 1],
    ['{"a": [1, 2', 1, 12],
    ['["\t"]', 1, 2],
    ["[1 }", 1, 4],
  ])("tells the place of the fault in %j", (text, line, column) => {
    expect(refusalOf(text)).toEqual({ code: "json_invalid", params: { line, column } });
  });

  it("may not use a name twice in one object, also when it is written in another way", () => {
    const text =
      '{\n  "sites": [{"key": "malang", "n": {"a": 1, "\\u0061": 2}}],\n  "version": "1",\n  "version": "2"\n}';
    expect(refusalOf(text)).toEqual({
      code: "protocol_invalid",
      params: { count: 2 },
      problems: [
        { path: "sites/malang/n/a", code: "document_name_twice", params: { name: "a", line: 2, column: 45 } },
        { path: "version", code: "document_name_twice", params: { name: "version", line: 4, column: 3 } },
      ],
    });
    expect(readJson('[{"a": 1, "b": {"a": 1}}, {"a": 1}]').ok).toBe(true);
    expect(refusalOf('{"__proto__": 1, "__proto__": 2}')?.problems).toHaveLength(1);
  });

  it("ends at a bounded depth, open or closed", () => {
    for (const text of ["[".repeat(1_000_000), '{"a":'.repeat(500_000), "[".repeat(41) + "]".repeat(41)])
      expect(refusalOf(text)).toMatchObject({ code: "protocol_invalid", problems: [{ code: "document_too_deep" }] });
    expect(readJson("[".repeat(40) + "]".repeat(40)).ok).toBe(true);
  });
});
