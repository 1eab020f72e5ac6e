import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { methods, statsRefusalCodes } from "../index.ts";
import type { AnyResult, Interval, MethodKey, Outcome } from "../index.ts";

/**
 * Every method of the registry has a line here: what ordinary data look like, how they may be changed without changing the answer
 * (or by how much it changes), and how bad data reach it. A method without its line fails the first test.
 */
type Line = {
  readonly input: fc.Arbitrary<object>;
  readonly options?: object;
  /** Random inputs tried; fewer where one answer takes long. */
  readonly runs?: number;
  readonly relations: readonly Relation[];
  /** Inputs made of two columns of bad data, or of one bad number. */
  readonly fromColumns?: (first: Column, second: Column) => object;
  readonly fromNumber?: (number: number) => object;
};

type Relation = {
  readonly says: string;
  readonly to: (input: never) => object;
  /** What becomes of the estimate and its limits; the same unless given. */
  readonly estimate?: (value: number) => number;
  readonly read?: (result: never) => unknown;
  /** Options of the changed run, where they are part of the change. */
  readonly options?: object;
  /** What the first run refused is not compared: there is no size to start from. */
  readonly needsResult?: boolean;
};
type Column = readonly (number | null)[];

/** Values on a grid of eighths: shifts and doublings of them are exact, so that ties stay ties. */
const value = fc.integer({ min: -4000, max: 4000 }).map((eighths) => eighths / 8);
const column = fc.array(value, { minLength: 4, maxLength: 20 });
const pair = fc.array(fc.tuple(value, value), { minLength: 4, maxLength: 20 });
const paired = pair.map((rows) => ({ first: rows.map(([a]) => a), second: rows.map(([, b]) => b) }));
const groups = fc.record({ first: column, second: column });
const count = fc.integer({ min: 0, max: 25 });
const arm = fc.tuple(count, count).map(([events, rest]) => ({ events, total: events + rest }));
const guesses = fc.record({ treated: count, control: count, unknown: count });
const rate = fc.record({ events: count, exposure: fc.integer({ min: 1, max: 400 }).map((x) => x / 8) });
const square = (size: number) => fc.array(fc.array(count, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }); // prettier-ignore
const byGroup = fc
  .array(fc.tuple(value, fc.constantFrom("a", "b", "c")), { minLength: 6, maxLength: 30 })
  .map((rows) => ({ values: rows.map(([x]) => x), group: rows.map(([, g]) => g) }));
const rows3 = fc.array(
  fc.tuple(value, value, value).map((row) => [...row]),
  { minLength: 4, maxLength: 15 },
);
const model = fc.array(fc.tuple(value, value, fc.boolean()), { minLength: 8, maxLength: 25 }).map((rows) => ({
  y: rows.map(([y]) => y),
  x: rows.map(([, x]) => x),
  g: rows.map(([, , inB]) => (inB ? "b" : "a")),
}));
const half = fc.integer({ min: 1, max: 9 }).map((x) => x / 10);
const proportion = fc.integer({ min: 1, max: 19 }).map((x) => x / 20);

const negated = (x: number): number => -x;
const inverted = (x: number): number => 1 / x;
const turned = {
  says: "exchanging both sides turns the sign",
  to: ({ first, second }: { first: unknown; second: unknown }) => ({ first: second, second: first }),
  estimate: negated,
};
const turnedRatio = { ...turned, says: "exchanging the groups inverts the ratio", estimate: inverted };
type Guesses = { readonly treated: number; readonly control: number; readonly unknown: number };
const mirrored = ({ treated, control, unknown }: Guesses): Guesses => ({ treated: control, control: treated, unknown });
const reversed = (input: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(Object.entries(input).map(([name, list]) => [name, list.toReversed()]));
const anyOrder = { says: "the order of the participants does not matter", to: reversed };
const scaled = (input: Readonly<Record<string, readonly number[]>>) =>
  Object.fromEntries(Object.entries(input).map(([name, list]) => [name, list.map((x) => 4 * x)]));
const transposed = {
  says: "transposing the table",
  to: ({ table }: { table: number[][] }) => ({
    table: (table[0] ?? []).map((_, j) => table.map((row) => row[j] ?? 0)),
  }),
};
const moved = (factor: number, by: number) => ({
  says: "another unit of the values",
  to: ({ values, ...rest }: { values: number[] }) => ({ ...rest, values: values.map((x) => factor * x + by) }),
});
const columnsTwo = (first: Column, second: Column) => ({ first, second });
const columnsGrouped = (first: Column, second: Column) => ({ values: [...first, ...second], group: [...first.map(() => "a"), ...second.map(() => "b")] }); // prettier-ignore
const oneColumn = (first: Column) => ({ values: first });
const table = (first: Column, second: Column) => ({ table: [first, second] });

/** A plan solved for its size has the power asked for when it is asked for the power at that size. */
const solvesBack = (unknown: string, from: (input: never) => number | undefined) => ({
  says: "the size found has the power asked for",
  needsResult: true,
  to: (input: object) => ({ ...input, [unknown]: from(input as never) ?? 0, power: null }),
  read: ({ details }: { details: { values: Readonly<Record<string, number>> } }) => details.values["power"],
});
const planned = (
  key: MethodKey,
  input: fc.Arbitrary<object>,
  unknown: string,
  bad: (number: number) => object,
): Line => ({
  input,
  relations: [
    solvesBack(unknown, (given) => {
      const outcome = run(key, given);
      return outcome.ok ? (outcome.result as unknown as { details: { values: Record<string, number> } }).details.values[unknown] : undefined; // prettier-ignore
    }),
  ],
  fromNumber: bad,
});
const power = fc.integer({ min: 6, max: 19 }).map((x) => x / 20);

const lines: Readonly<Record<MethodKey, Line>> = {
  ancova: {
    input: model.map(({ y, x, g }) => ({ outcome: y, arm: g, armLevels: ["a", "b"], covariates: [{ name: "x", kind: "numeric", values: x }] })), // prettier-ignore
    relations: [{ says: "exchanging the arms turns the sign", to: (input: object) => ({ ...input, armLevels: ["b", "a"] }), estimate: negated }], // prettier-ignore
    fromColumns: (first, second) => ({ outcome: first, arm: first.map((_, i) => i % 2), covariates: [{ name: "x", kind: "numeric", values: second }] }), // prettier-ignore
  },
  bang_blinding_index: {
    input: fc.record({ first: guesses, second: guesses }),
    relations: [
      {
        says: "who is called treated does not matter",
        to: ({ first, second }: { first: Guesses; second: Guesses }) => ({ first: mirrored(second), second: mirrored(first) }), // prettier-ignore
        read: ({ details }: { details: { first: { index: number }; second: { index: number } } }) => [details.first.index, details.second.index].toSorted((a, b) => a - b), // prettier-ignore
      },
    ],
    fromColumns: ([a, b, c], [d]) => ({ first: { treated: a, control: b, unknown: c }, second: { treated: 1, control: 2, unknown: d } }), // prettier-ignore
    fromNumber: (x) => ({ first: { treated: x, control: 0, unknown: 0 }, second: { treated: 1, control: 2, unknown: 3, missing: x } }), // prettier-ignore
  },
  chi_square: { input: square(3).map((cells) => ({ table: cells })), relations: [transposed], fromColumns: table },
  cochran_mantel_haenszel: {
    input: fc.record({ strata: fc.array(fc.record({ first: arm, second: arm }), { minLength: 1, maxLength: 5 }) }),
    options: { variant: "corrected" },
    relations: [
      {
        says: "exchanging the arms inverts the odds ratio",
        to: ({ strata }: { strata: { first: object; second: object }[] }) => ({
          strata: strata.map(({ first, second }) => ({ first: second, second: first })),
        }),
        estimate: inverted,
      },
      { says: "the order of the strata does not matter", to: reversed, read: ({ details: d }: { details: { pExact: number; riskDifference: object } }) => [d.pExact, d.riskDifference] }, // prettier-ignore
    ],
    fromColumns: (first, second) => ({ strata: first.map((x, i) => ({ first: { events: x, total: second[i] }, second: { events: 1, total: x } })) }), // prettier-ignore
    fromNumber: (x) => ({ strata: [{ first: { events: x, total: 20 }, second: { events: 3, total: 20 } }] }),
  },
  correlation: { input: paired, relations: [anyOrder, { says: "the unit does not matter", to: scaled }], fromColumns: columnsTwo }, // prettier-ignore
  cronbach_alpha: {
    input: rows3.map((items) => ({ items })),
    relations: [{ says: "the order of items does not matter", to: ({ items }: { items: number[][] }) => ({ items: items.map((row) => row.toReversed()) }) }], // prettier-ignore
    fromColumns: (first, second) => ({ items: [first, second, [1, 2, 3, 4]] }),
  },
  descriptive: {
    input: column.map((values) => ({ values })),
    relations: [{ ...anyOrder, read: ({ details }: { details: object }) => details }],
    fromColumns: oneColumn,
  },
  effect_size_paired: { input: paired, relations: [anyOrder, { says: "the unit does not matter", to: scaled }, turned], fromColumns: columnsTwo }, // prettier-ignore
  frequency: {
    input: column.map((values) => ({ values: values.map((x) => Math.round(x / 100)) })),
    relations: [{ ...anyOrder, read: ({ details }: { details: { rows: { value: number; count: number }[] } }) => details.rows.map((row) => Object.values(row).join(" ")).toSorted() }], // prettier-ignore
    fromColumns: oneColumn,
  },
  friedman: {
    input: rows3.map((rows) => ({ rows })),
    relations: [anyOrder, { says: "the unit does not matter", to: ({ rows }: { rows: number[][] }) => ({ rows: rows.map((row) => row.map((x) => 4 * x - 3)) }) }], // prettier-ignore
    fromColumns: (first, second) => ({ rows: [first, second, first] }),
  },
  james_blinding_index: {
    input: fc.record({ first: guesses, second: guesses }),
    relations: [
      { says: "who is called treated does not matter", to: ({ first, second }: { first: Guesses; second: Guesses }) => ({ first: mirrored(second), second: mirrored(first) }) }, // prettier-ignore
    ],
    fromColumns: ([a, b, c], [d]) => ({ first: { treated: a, control: b, unknown: c }, second: { treated: 1, control: 2, unknown: d } }), // prettier-ignore
    fromNumber: (x) => ({ first: { treated: x, control: 0, unknown: 0 }, second: { treated: 1, control: 2, unknown: 3, missing: x } }), // prettier-ignore
  },
  kruskal_wallis: { input: byGroup, relations: [anyOrder, moved(4, 3)], fromColumns: columnsGrouped },
  linear_regression: {
    input: model.map((data) => ({ formula: "y ~ x + g", data })),
    relations: [{ says: "the unit of the outcome is that of the slope", to: ({ formula, data }: { formula: string; data: { y: number[] } }) => ({ formula, data: { ...data, y: data.y.map((y) => 4 * y + 3) } }), estimate: (x) => 4 * x }], // prettier-ignore
    fromColumns: (first, second) => ({ formula: "y ~ x", data: { y: first, x: second } }),
  },
  logistic: {
    input: model.map(({ y, x, g }) => ({ formula: "y ~ x + g", data: { y: y.map((v) => (v > 0 ? 1 : 0)), x: x.map((v) => v / 500), g }, arm: "g", armLevels: ["a", "b"] })), // prettier-ignore
    relations: [{ says: "exchanging the arms inverts the odds ratio", to: (input: object) => ({ ...input, armLevels: ["b", "a"] }), estimate: inverted }], // prettier-ignore
    fromColumns: (first, second) => ({ formula: "y ~ x", data: { y: second.map((_, i) => i % 2), x: first }, arm: "x" }), // prettier-ignore
  },
  mann_whitney: { input: groups, relations: [turned, anyOrder, { says: "the unit scales the shift", to: scaled, estimate: (x) => 4 * x }], fromColumns: columnsTwo }, // prettier-ignore
  marginal_homogeneity: { input: square(3).map((cells) => ({ table: cells })), relations: [transposed], fromColumns: table }, // prettier-ignore
  mcnemar: { input: square(2).map((cells) => ({ table: cells })), relations: [{ ...transposed, estimate: negated }], fromColumns: table }, // prettier-ignore
  multiplicity: {
    input: fc.record({ p: fc.array(fc.integer({ min: 0, max: 1000 }).map((x) => x / 1000), { minLength: 1, maxLength: 12 }) }), // prettier-ignore
    relations: [{ ...anyOrder, says: "the order of the tests does not matter", read: ({ details }: { details: { rejected: boolean[] } }) => details.rejected.filter(Boolean).length }], // prettier-ignore
    fromColumns: (first, second) => ({ p: [...first, ...second] }),
  },
  one_proportion: {
    input: arm,
    relations: [{ says: "counting those without the event", to: ({ events, total }: { events: number; total: number }) => ({ events: total - events, total }), estimate: (x) => 1 - x }], // prettier-ignore
    fromNumber: (x) => ({ events: x, total: 20 }),
    fromColumns: ([x], [n]) => ({ events: x, total: n }),
  },
  one_rate: {
    input: rate,
    options: { nullRate: 2 },
    relations: [
      {
        says: "half the rate against half the null rate in twice the exposure",
        to: ({ events, exposure }: { events: number; exposure: number }) => ({ events, exposure: 2 * exposure }),
        options: { nullRate: 1 },
        estimate: (x) => x / 2,
      },
    ],
    fromNumber: (x) => ({ events: x, exposure: Math.abs(x) }),
    fromColumns: ([x], [n]) => ({ events: x, exposure: n }),
  },
  one_sample_t: {
    input: column.map((values) => ({ values })),
    relations: [anyOrder, { ...moved(-1, 0), says: "mirrored values mirror the mean", estimate: negated }],
    fromColumns: oneColumn,
  },
  one_way_anova: { input: byGroup, relations: [anyOrder, moved(4, 3)], fromColumns: columnsGrouped },
  paired_t: { input: paired, relations: [turned, anyOrder, { says: "the unit scales the difference", to: scaled, estimate: (x) => 4 * x }], fromColumns: columnsTwo }, // prettier-ignore
  proportion_trend: {
    input: fc.record({ groups: fc.array(arm, { minLength: 2, maxLength: 6 }) }),
    relations: [
      { says: "the groups in falling order turn the slope", to: reversed, estimate: negated },
      { says: "scores in another unit scale the slope", to: ({ groups: list }: { groups: object[] }) => ({ groups: list, scores: list.map((_, i) => 4 * i - 7) }), estimate: (x) => x / 4 }, // prettier-ignore
    ],
    fromColumns: (first, second) => ({
      groups: first.map((x, i) => ({ events: x, total: second[i] })),
      scores: second,
    }),
    fromNumber: (x) => ({ groups: [{ events: 3, total: 9 }, { events: x, total: 20 }], scores: [1, x] }), // prettier-ignore
  },
  sample_size_ancova: planned("sample_size_ancova", fc.record({ delta: half, sd: fc.constant(1), correlation: half, power }), "n", (x) => ({ delta: x, sd: 1, correlation: 0.5, power: 0.8 })), // prettier-ignore
  sample_size_anova: planned("sample_size_anova", fc.record({ groups: fc.integer({ min: 2, max: 6 }), f: half, power }), "n", (x) => ({ groups: 3, f: x, power: 0.8 })), // prettier-ignore
  sample_size_chi_square: planned("sample_size_chi_square", fc.record({ w: half, df: fc.integer({ min: 1, max: 9 }), power }), "n", (x) => ({ w: x, df: 2, power: 0.8 })), // prettier-ignore
  sample_size_cluster: planned("sample_size_cluster", fc.record({ clusterSize: fc.integer({ min: 2, max: 40 }), icc: half.map((x) => x / 5), comparison: fc.record({ kind: fc.constant("means"), delta: half, sd: fc.constant(1) }), power }), "clusters", (x) => ({ clusterSize: x, icc: 0.1, comparison: { kind: "means", delta: 1, sd: 2 }, power: 0.8 })), // prettier-ignore
  sample_size_cohen_h: planned("sample_size_cohen_h", fc.record({ h: half, power }), "n", (x) => ({
    h: x,
    power: 0.8,
  })),
  sample_size_correlation: planned("sample_size_correlation", fc.record({ r: half, power }), "n", (x) => ({ r: x, power: 0.8 })), // prettier-ignore
  sample_size_mcnemar: planned("sample_size_mcnemar", fc.record({ yesToNo: half.map((x) => x / 2), noToYes: fc.constant(0.02), power }), "n", (x) => ({ yesToNo: x, noToYes: 0.2, power: 0.8 })), // prettier-ignore
  sample_size_one_sample_t: planned("sample_size_one_sample_t", fc.record({ delta: half, sd: fc.constant(1), power }), "n", (x) => ({ delta: x, sd: 1, power: 0.8 })), // prettier-ignore
  sample_size_paired_t: planned("sample_size_paired_t", fc.record({ delta: half, sd: fc.constant(1), power }), "n", (x) => ({ delta: 1, sd: x, power: 0.8 })), // prettier-ignore
  sample_size_survival: planned("sample_size_survival", fc.record({ hazardRatio: half, eventProbability: half, power }), "n", (x) => ({ hazardRatio: x, eventProbability: 0.5, power: 0.8 })), // prettier-ignore
  sample_size_two_proportions: planned("sample_size_two_proportions", fc.record({ proportionFirst: proportion, proportionSecond: fc.constant(0.97), power }), "n", (x) => ({ proportionFirst: x, proportionSecond: 0.5, power: 0.8 })), // prettier-ignore
  sample_size_two_sample_t: planned("sample_size_two_sample_t", fc.record({ delta: half, sd: fc.constant(1), power }), "n", (x) => ({ delta: 1, sd: 2, n: x })), // prettier-ignore
  shapiro_wilk: { input: column.map((values) => ({ values })), relations: [anyOrder, moved(4, 3)], fromColumns: oneColumn }, // prettier-ignore
  sign_test: { input: paired, relations: [anyOrder, { says: "the unit does not matter", to: scaled }], fromColumns: columnsTwo }, // prettier-ignore
  tukey_hsd: {
    input: byGroup,
    runs: 10,
    relations: [{ ...moved(4, 3), read: ({ details }: { details: { comparisons: { p: { value: number } }[] } }) => details.comparisons.map(({ p }) => p.value) }], // prettier-ignore
    fromColumns: columnsGrouped,
  },
  two_proportions: {
    input: fc.record({ first: arm, second: arm }),
    relations: [turned],
    fromColumns: ([a], [n]) => ({ first: { events: a, total: n }, second: { events: 3, total: 20 } }),
    fromNumber: (x) => ({ first: { events: 0, total: x }, second: { events: 3, total: 20 } }),
  },
  two_rates: {
    input: fc.record({ first: rate, second: rate }),
    relations: [turnedRatio],
    fromColumns: ([a], [n]) => ({ first: { events: a, exposure: n }, second: { events: 3, exposure: 20 } }),
    fromNumber: (x) => ({ first: { events: 2, exposure: x }, second: { events: x, exposure: 20 } }),
  },
  two_sample_t: { input: groups, relations: [turned, anyOrder, { says: "the unit scales the difference", to: scaled, estimate: (x) => 4 * x }], fromColumns: columnsTwo }, // prettier-ignore
  variance_homogeneity: { input: byGroup, relations: [anyOrder, moved(4, 3)], fromColumns: columnsGrouped },
  wilcoxon_signed_rank: { input: paired, relations: [turned, anyOrder, { says: "the unit scales the shift", to: scaled, estimate: (x) => 4 * x }], fromColumns: columnsTwo }, // prettier-ignore
};

test("every method of the registry has its line, with a relation and a way for bad data", () => {
  expect(Object.keys(lines).toSorted()).toEqual(Object.keys(methods).toSorted());
  for (const [key, line] of Object.entries(lines)) {
    expect(line.relations.length, key).toBeGreaterThan(0);
    expect(line.fromColumns ?? line.fromNumber, key).toBeDefined();
  }
});

const relations = Object.entries(lines).flatMap(([key, line]) =>
  line.relations.map((relation) => [key as MethodKey, relation.says, line, relation] as const),
);

test.each(relations)("%s: %s", (key, _, line, relation) => {
  const numRuns = line.runs ?? 50;
  let answered = 0;
  fc.assert(
    fc.property(line.input, (input) => {
      const one = run(key, input, line.options);
      if (relation.needsResult === true && !one.ok) return;
      const other = run(key, relation.to(input as never), relation.options ?? line.options);
      if (one.ok) answered += 1;
      expectRelated(one, other, relation);
    }),
    { seed: 20261122, numRuns },
  );
  expect(answered, "most of these data must be answered, or the relation says little").toBeGreaterThan(numRuns / 3);
});

const columns: Readonly<Record<string, Column>> = {
  empty: [],
  "all missing": [null, null],
  "one value": [1],
  "two values": [1, 2],
  constants: [5, 5, 5, 5],
  zeros: [0, 0, 0, 0],
  "not a number": [1, Number.NaN, 3, 4],
  infinite: [1, 2, Infinity, 4],
  "text from a spreadsheet": [1, "12,5" as unknown as number, 3, 4],
  "large offsets": [1e7 + 1, 1e7 + 2, 1e7 + 4, 1e7 + 3],
  "very large and very small": [1e300, -1e300, 1e-300, 5],
  ordinary: [3, 1, 2, 5],
};
const numbers = [-1, -0, 0, 0.5, 1, 7, 20, 1e7, 1e9, 1e-300, 1e300, Number.NaN, Infinity, -Infinity, "7" as unknown as number]; // prettier-ignore

describe("bad data get a typed refusal or a result without NaN, from every method", () => {
  test.each(Object.entries(lines))("%s", (key, { fromColumns, fromNumber, options }) => {
    const inputs = [
      ...(fromColumns === undefined
        ? []
        : Object.values(columns).flatMap((a) => Object.values(columns).map((b) => fromColumns(a, b)))),
      ...(fromNumber === undefined ? [] : numbers.map((number) => fromNumber(number))),
    ];
    for (const input of inputs)
      expect(problemsOf(run(key as MethodKey, input, options)), JSON.stringify(input)).toEqual([]);
  });
});

function run(key: MethodKey, input: object, options: object = {}): Outcome<AnyResult> {
  return (methods[key].run as (input: object, options: object) => Outcome<AnyResult>)(input, options);
}

function expectRelated(one: Outcome<AnyResult>, other: Outcome<AnyResult>, relation: Relation): void {
  expect(other.ok ? "a result" : other.refusal.code).toBe(one.ok ? "a result" : one.refusal.code);
  if (!(one.ok && other.ok)) return;
  const { estimate: change = (x: number) => x, read } = relation;
  if (read !== undefined) {
    // A plan is asked with its solution: the power that comes back is the power it was solved for.
    expectNear(read(other.result as never), read(one.result as never));
    return;
  }
  expectNear(other.result.p?.value ?? null, one.result.p?.value ?? null);
  const before = one.result.estimate?.value ?? null;
  const after = other.result.estimate?.value ?? null;
  if (before !== null && after !== null) expectNear(after, change(before));
  const finite = (x: number): boolean => Number.isFinite(x) && (change !== inverted || x !== 0);
  expectNear(
    limitsOf(other.result.interval, (x) => x).filter(finite),
    limitsOf(one.result.interval, change).filter(finite),
  );
}

/** Finite limits in ascending order, whatever the change did to their sides; a ratio's limit at 0 becomes one at ∞. */
function limitsOf(interval: Interval | null | undefined, change: (x: number) => number): number[] {
  return [interval?.lower ?? null, interval?.upper ?? null]
    .filter((limit) => limit !== null)
    .map((limit) => change(limit))
    .toSorted((a, b) => a - b);
}

function expectNear(actual: unknown, expected: unknown): void {
  if (typeof actual === "number" && typeof expected === "number") {
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(expected)));
    return;
  }
  if (typeof actual !== "object" || actual === null || typeof expected !== "object" || expected === null) {
    expect(actual).toEqual(expected);
    return;
  }
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, inner] of Object.entries(actual)) expectNear(inner, (expected as Record<string, unknown>)[name]);
}

/** A refusal must have a known code; a result may hold only what JSON can: no NaN, no Infinity, no undefined. */
function problemsOf(outcome: Outcome<unknown>): string[] {
  if (outcome.ok) return notJson("result", outcome.result);
  return statsRefusalCodes.includes(outcome.refusal.code) ? [] : [`unknown code ${outcome.refusal.code}`];
}

function notJson(path: string, inner: unknown): string[] {
  if (inner === null || typeof inner === "string" || typeof inner === "boolean") return [];
  if (typeof inner === "number") return Number.isFinite(inner) ? [] : [`${path} is ${inner}`];
  if (typeof inner !== "object") return [`${path} is ${typeof inner}`];
  return Object.entries(inner).flatMap(([name, deeper]) => notJson(`${path}.${name}`, deeper));
}
