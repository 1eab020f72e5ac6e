import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { checkReportedTable, readReportedTable, type ReportedTable } from "@kendali/analysis";
import { createTranslator, toolsCatalogue } from "@kendali/i18n";

import { checkBasis, checkLead } from "../../features/tools/reported/check-lead.ts";
import {
  documentOf,
  emptyCategory,
  emptyTable,
  fieldOfPath,
  typedTableOf,
  type DefaultWords,
  type TypedTable,
} from "../../features/tools/reported/table-state.ts";

const root = join(import.meta.dirname, "../../../..");
const pilot: unknown = JSON.parse(
  readFileSync(join(root, "studies/oxytocin-pretest-posttest/published/table.json"), "utf8"),
);

const word = (text: string) => ({ id: text, en: text });
const words: DefaultWords = {
  title: word("untitled"),
  source: "not named",
  before: word("before"),
  after: word("after"),
  change: word("change"),
  category: (number) => word(`category ${number}`),
};

function read(document: unknown): ReportedTable {
  const table = readReportedTable(document);
  if (!table.ok) throw new Error(JSON.stringify(table.refusal));
  return table.value;
}

function typedPilot(): TypedTable {
  const typed = typedTableOf(read(pilot));
  if (typed === null) throw new Error("the form has no place for the pilot's table");
  return typed;
}

test("the form holds everything that the pilot's published table says, digit by digit", () => {
  const again = read(documentOf(typedPilot(), words));
  const names = new Map((read(pilot).categories ?? []).map(({ key }, index) => [`category_${index + 1}`, key]));
  const renamed = {
    ...again,
    categories: (again.categories ?? []).map((category) => ({ ...category, key: names.get(category.key) })),
    measurements: (again.measurements ?? []).map((measurement) => ({
      ...measurement,
      counts: (measurement.counts ?? []).map((count) => ({ ...count, category: names.get(count.category) })),
    })),
    comparisons: (again.comparisons ?? []).map((comparison) => ({ ...comparison, label: word("") })),
  };
  const expected = read(pilot);
  expect(renamed).toEqual({
    ...expected,
    comparisons: (expected.comparisons ?? []).map((comparison) => ({ ...comparison, label: word("") })),
  });
});

test("the pilot's table: at most 5 of 10 claims together, said in both languages", () => {
  const check = checkReportedTable(read(documentOf(typedPilot(), words)));
  expect(checkLead(createTranslator("id", toolsCatalogue), check)).toBe(
    "Paling banyak 5 dari 10 pernyataan tercetak dapat benar bersamaan.",
  );
  expect(checkBasis(createTranslator("en", toolsCatalogue), check, 4.321)).toBe(
    "Checked exactly: all 3,108,105 possible tables of pairs, in 4.3 s.",
  );
  expect(check.joint[0]?.best.map(({ claims, count }) => [claims.length, count])).toEqual([
    [5, 3],
    [5, 1],
  ]);
}, 60_000);

test("a table that was stopped says how far it came, and claims nothing about together", () => {
  const check = checkReportedTable(read(pilot), { shouldStop: () => true });
  const t = createTranslator("en", toolsCatalogue);
  expect(checkBasis(t, check, 0.1)).toMatch(/^Cancelled after [\d,]+ of 3,108,105/);
  expect(checkLead(t, check)).toMatch(/^\d+ of the \d+ printed claims cannot be true\.$/);
});

test("every number that cannot be read leads to its own field of the form", () => {
  const table: TypedTable = {
    ...typedPilot(),
    n: "twenty",
    min: "low",
    before: { ...typedPilot().before, mean: "abc" },
    after: { ...typedPilot().after, shapiroP: "?" },
    t: "--",
    p: "small",
    level: "95",
    upper: "",
    categories: [
      { ...emptyCategory, label: word("low"), code: "a", before: "18", after: "4" },
      { ...emptyCategory, label: word("none") },
      { ...emptyCategory, label: word("adequate"), before: "two", after: "16", afterPercent: "x" },
    ],
  };
  const result = readReportedTable(documentOf(table, words));
  const fields = result.ok ? [] : (result.refusal.problems ?? []).map(({ path }) => fieldOfPath(table, path));
  expect(new Set(fields)).toEqual(
    new Set([
      "n",
      "min",
      "before-mean",
      "after-shapiroP",
      "t",
      "p",
      "level",
      "upper",
      "category-1-code",
      "category-3-before",
      "category-3-after-percent",
    ]),
  );
});

test("an empty form is refused for its n alone", () => {
  const result = readReportedTable(documentOf(emptyTable, words));
  const problems = result.ok ? [] : (result.refusal.problems ?? []);
  expect(new Set(problems.map(({ path }) => fieldOfPath(emptyTable, path)))).toEqual(new Set(["n"]));
});

test("numbers with a decimal comma and without names make a document that can be checked", () => {
  const table: TypedTable = {
    ...emptyTable,
    n: "20",
    min: "0",
    max: "2",
    before: { label: word(""), mean: "1,20", sd: "0,41", shapiroP: "" },
    level: "0,95",
    lower: "−0,98",
    upper: "−0,42",
  };
  const document = read(documentOf(table, words));
  expect(document.measurements?.[0]).toMatchObject({ label: word("before"), mean: "1,20" });
  expect(document.comparisons?.[0]?.interval).toEqual({ level: 0.95, lower: "−0,98", upper: "−0,42" });
});

test("a document with more than a before–after table is not squeezed into the form", () => {
  const table = read(pilot);
  const [first] = table.measurements ?? [];
  if (first === undefined) throw new Error("the pilot has measurements");
  const third = { ...first, key: "later" };
  expect(typedTableOf({ ...table, measurements: [...(table.measurements ?? []), third] })).toBeNull();
  expect(typedTableOf({ ...table, percentages: [{ key: "a", label: word("a"), percent: "5", n: 20 }] })).toBeNull();
});
