import { readJson } from "@kendali/domain";
import { describe, expect, test } from "vitest";
import { checkReportedTable } from "../src/reported/check-reported-table.ts";
import { readReportedTable } from "../src/reported/reported-table.ts";
import { published } from "./published-table.ts";

const least = { schema: "kendali-reported-table/1", title: { id: "T", en: "T" }, source: "S" };

describe("reading a reported table", () => {
  test("accepts the pilot's", () => {
    expect(readReportedTable(published).ok).toBe(true);
  });

  test.each([
    [
      "a number that is no text",
      { measurements: [measurement({ mean: 1.2 })] },
      "measurements/a/mean",
      "shape_wrong_type",
    ],
    [
      "a text that is no number",
      { measurements: [measurement({ sd: "ca. 1" })] },
      "measurements/a/sd",
      "shape_bad_format",
    ],
    ["an unknown part", { measurement: [] }, "", "shape_unknown_key"],
    ["n that is no count", { measurements: [measurement({ n: 0 })] }, "measurements/a/n", "shape_out_of_range"],
    ["a key twice", { measurements: [measurement({}), measurement({})] }, "measurements/a", "key_duplicate"],
    ["an unknown row", { comparisons: [comparison({ first: "a" })] }, "comparisons/c/first", "reference_unknown"],
    [
      "an unknown category",
      { measurements: [measurement({ counts: [{ category: "x", count: 1 }] })] },
      "measurements/a/counts",
      "reference_unknown",
    ],
    ["a reversed scale", { scale: { min: 2, max: 0 } }, "scale", "range_reversed"],
    [
      "a reversed interval",
      { measurements: [measurement({})], comparisons: [comparison({ interval: { lower: "0.9", upper: "0.1" } })] },
      "comparisons/c/interval",
      "range_reversed",
    ],
    [
      "F without its second degrees of freedom",
      {
        tests: [
          { key: "f", label: words("F"), statistic: "F", value: "4.0", df: 2, p: { operator: "=", value: ".03" } },
        ],
      },
      "tests/f/df2",
      "shape_missing",
    ],
  ])("refuses %s and says where", (_, part, path, code) => {
    const result = readReportedTable({ ...least, ...part });
    expect(result).toMatchObject({ ok: false, refusal: { code: "reported_table_invalid" } });
    const problems = result.ok ? [] : (result.refusal.problems ?? []);
    expect(problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, code]);
  });

  test.each([
    null,
    [],
    3,
    "text",
    { schema: "other" },
    { ...least, schema: "kendali-reported-table/2" },
    { a: () => 1 },
  ])("refuses %j without an exception", (input) => {
    expect(readReportedTable(input)).toMatchObject({ ok: false, refusal: { code: "reported_table_invalid" } });
  });

  test("a document with a name twice is refused before it is read", () => {
    expect(readJson('{"schema":"kendali-reported-table/1","schema":""}').ok).toBe(false);
  });
});

describe("a table a person may enter", () => {
  test.each([
    ["nothing but a title", {}],
    [
      "n = 1",
      { scale: { min: 0, max: 2 }, measurements: [measurement({ n: 1, mean: "1", sd: "0.0", shapiroP: "0.5" })] },
    ],
    ["n of a million", { measurements: [measurement({ n: 1_000_000, mean: "3.21", sd: "1.10" })] }],
    [
      "a wide scale",
      { scale: { min: 0, max: 1000 }, measurements: [measurement({ n: 100, mean: "512.3", sd: "80.2" })] },
    ],
    [
      "an SD of zero",
      { scale: { min: 0, max: 2 }, measurements: [measurement({ n: 8, mean: "0.00", sd: "0.00", shapiroP: "0.1" })] },
    ],
    ["a negative SD", { scale: { min: 0, max: 2 }, measurements: [measurement({ n: 8, mean: "1.00", sd: "-0.50" })] }],
    [
      "zeros everywhere",
      {
        scale: { min: 0, max: 2 },
        measurements: [measurement({ n: 6, mean: "0.00", sd: "0.00" }), { ...measurement({ n: 6 }), key: "b" }],
        comparisons: [
          comparison({
            second: "b",
            difference: "0.00",
            t: "0.00",
            d: "0.00",
            r: "0.00",
            interval: { lower: "0.00", upper: "0.00" },
            p: { operator: "=", value: "1.00" },
          }),
        ],
      },
    ],
    [
      "a row compared with itself, another n and degrees of freedom that are not whole",
      {
        scale: { min: 1, max: 3 },
        measurements: [measurement({ n: 6, mean: "1.50", sd: "0.55" }), { ...measurement({ n: 9 }), key: "b" }],
        comparisons: [
          comparison({ t: "2.1", df: 4.5 }),
          { ...comparison({ second: "b", difference: "9.9" }), key: "e" },
        ],
      },
    ],
    [
      "an r of one and a huge F",
      {
        tests: [
          { key: "r", label: words("r"), statistic: "r", value: "1.00", df: 8, p: { operator: "<", value: ".001" } },
          {
            key: "f",
            label: words("F"),
            statistic: "F",
            value: "99999",
            df: 1,
            df2: 3,
            p: { operator: "=", value: ".000" },
          },
        ],
      },
    ],
  ])("%s: every number of the answer is finite", (_, part) => {
    const read = readReportedTable({ ...least, ...part });
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    const check = checkReportedTable(read.value);
    expect(JSON.parse(JSON.stringify(check))).toEqual(check);
  });
});

function words(text: string): { readonly id: string; readonly en: string } {
  return { id: text, en: text };
}

function measurement(part: object): object {
  return { key: "a", label: words("a"), n: 10, ...part };
}

function comparison(part: object): object {
  return { key: "c", label: words("c"), design: "paired", first: "a", second: "a", ...part };
}
