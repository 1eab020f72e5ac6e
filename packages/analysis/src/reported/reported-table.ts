import { accept, checkDocument, readablePath, refuse, shapeProblems, type Problem, type Result } from "@kendali/domain";
import { z } from "zod";
import { readPrintedNumber } from "./printed-number.ts";

/**
 * The document `kendali-reported-table/1`: the numbers of one published table, each as text exactly as printed, because trailing
 * zeros say how finely a number was rounded.
 */
const key = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/u);
const words = z.strictObject({ id: z.string().min(1).max(400), en: z.string().min(1).max(400) });
const printed = z.string().refine((text) => readPrintedNumber(text) !== null);
const persons = z.number().int().min(1).max(1_000_000);
const degrees = z.number().positive().max(1e9);
const printedP = z.strictObject({ operator: z.enum(["=", "<", ">"]), value: printed });

const measurement = z.strictObject({
  key,
  label: words,
  n: persons,
  mean: printed.optional(),
  sd: printed.optional(),
  /** Whole-number items averaged in each person's value; 1 when absent. */
  items: z.number().int().min(1).max(100).optional(),
  counts: z
    .array(z.strictObject({ category: key, count: z.number().int().min(0), percent: printed.optional() }))
    .optional(),
  /** What the table prints as the p-value of a Shapiro–Wilk test. */
  shapiroP: printed.optional(),
});

const comparison = z.strictObject({
  key,
  label: words,
  design: z.literal("paired"),
  first: key,
  second: key,
  difference: printed.optional(),
  t: printed.optional(),
  df: degrees.optional(),
  p: printedP.optional(),
  interval: z.strictObject({ level: z.number().gt(0).lt(1).optional(), lower: printed, upper: printed }).optional(),
  d: printed.optional(),
  r: printed.optional(),
});

const test = z.strictObject({
  key,
  label: words,
  statistic: z.enum(["t", "F", "chi2", "z", "r"]),
  value: printed,
  df: degrees.optional(),
  df2: degrees.optional(),
  p: printedP,
  twoSided: z.boolean().optional(),
});

const reportedTableSchema = z.strictObject({
  schema: z.literal("kendali-reported-table/1"),
  title: words,
  /** The publication, as it is cited. */
  source: z.string().min(1).max(2000),
  /** Ends of the whole-number scale of the scores; without it any whole number is possible. */
  scale: z.strictObject({ min: z.number().int().min(-1000), max: z.number().int().max(1000) }).optional(),
  /** From low to high; `code` where the publication says which score a category has. */
  categories: z
    .array(z.strictObject({ key, label: words, code: z.number().int().optional() }))
    .max(30)
    .optional(),
  measurements: z.array(measurement).max(50).optional(),
  comparisons: z.array(comparison).max(50).optional(),
  tests: z.array(test).max(500).optional(),
  percentages: z
    .array(z.strictObject({ key, label: words, percent: printed, n: persons }))
    .max(500)
    .optional(),
});

export type ReportedTable = z.infer<typeof reportedTableSchema>;
export type ReportedMeasurement = z.infer<typeof measurement>;
export type ReportedComparison = z.infer<typeof comparison>;

/**
 * Reads any input as a reported table. Refuses `reported_table_invalid` with every problem and its place
 * (`comparisons/change/t`). Numbers that contradict each other are no problem here: finding them is the check's work.
 */
export function readReportedTable(input: unknown): Result<ReportedTable> {
  const unfit = checkDocument(input);
  if (unfit !== null) return invalid([unfit]);
  const parsed = reportedTableSchema.safeParse(input);
  if (!parsed.success) return invalid(shapeProblems(input, parsed.error.issues));
  const problems = rules.flatMap((rule) => rule(parsed.data));
  return problems.length === 0 ? accept(parsed.data) : invalid(problems);
}

function invalid(problems: readonly Problem[]): Result<ReportedTable> {
  return refuse("reported_table_invalid", { count: problems.length }, problems.slice(0, 100));
}

const rules: readonly ((table: ReportedTable) => readonly Problem[])[] = [
  function keysAreUnique(table) {
    const lists = ["categories", "measurements", "comparisons", "tests", "percentages"] as const;
    const seen = new Set<string>();
    return lists.flatMap((list) =>
      (table[list] ?? []).flatMap((member, position): Problem[] => {
        const name = list === "categories" ? `categories/${member.key}` : member.key;
        const isNew = !seen.has(name);
        seen.add(name);
        const path = readablePath(table, [list, position]);
        return isNew ? [] : [{ path, code: "key_duplicate", params: { name: member.key, list } }];
      }),
    );
  },
  function namesExist({ categories = [], measurements = [], comparisons = [] }) {
    const known = (names: readonly { readonly key: string }[], name: string): boolean =>
      names.some((one) => one.key === name);
    const unknown = (path: string, name: string, list: string): Problem => ({
      path,
      code: "reference_unknown",
      params: { name, list },
    });
    return [
      ...measurements.flatMap((one) =>
        (one.counts ?? [])
          .filter(({ category }) => !known(categories, category))
          .map(({ category }) => unknown(`measurements/${one.key}/counts`, category, "categories")),
      ),
      ...comparisons.flatMap((one) =>
        (["first", "second"] as const)
          .filter((side) => !known(measurements, one[side]))
          .map((side) => unknown(`comparisons/${one.key}/${side}`, one[side], "measurements")),
      ),
    ];
  },
  function scaleAscends({ scale }) {
    if (scale === undefined || scale.min < scale.max) return [];
    return [{ path: "scale", code: "range_reversed", params: { ...scale } }];
  },
  function intervalsAscend({ comparisons = [] }) {
    return comparisons.flatMap(({ key: name, interval }): Problem[] => {
      const [lower, upper] = [interval?.lower, interval?.upper].map((text) => readPrintedNumber(text ?? "")?.value);
      if (lower === undefined || upper === undefined || lower <= upper) return [];
      return [{ path: `comparisons/${name}/interval`, code: "range_reversed", params: { min: lower, max: upper } }];
    });
  },
  function degreesAreThere({ tests = [] }) {
    return tests.flatMap(({ key: name, statistic, df, df2 }): Problem[] => {
      const missing = (part: string): Problem => ({
        path: `tests/${name}/${part}`,
        code: "shape_missing",
        params: { expected: "number" },
      });
      return [
        ...(statistic !== "z" && df === undefined ? [missing("df")] : []),
        ...(statistic === "F" && df2 === undefined ? [missing("df2")] : []),
      ];
    });
  },
];
