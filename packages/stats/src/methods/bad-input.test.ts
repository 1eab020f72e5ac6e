import { describe, expect, test } from "vitest";
import {
  methods,
  runAncova,
  runChiSquare,
  runCorrelation,
  runCronbachAlpha,
  runDescriptive,
  runEffectSizePaired,
  runFrequency,
  runFriedman,
  runKruskalWallis,
  runLinearRegression,
  runLogistic,
  runMannWhitney,
  runMarginalHomogeneity,
  runMcNemar,
  runMultiplicity,
  runOneProportion,
  runOneWayAnova,
  runPairedT,
  inflateForClusters,
  runSampleSizeAncova,
  runSampleSizeAnova,
  runSampleSizeChiSquare,
  runSampleSizeCluster,
  runSampleSizeCohenH,
  runSampleSizeCorrelation,
  runSampleSizeMcNemar,
  runSampleSizeOneSampleT,
  runSampleSizePairedT,
  runSampleSizeSurvival,
  runSampleSizeTwoProportions,
  runSampleSizeTwoSampleT,
  runShapiroWilk,
  runSignTest,
  runTukeyHsd,
  runTwoProportions,
  runTwoSampleT,
  runVarianceHomogeneity,
  runWilcoxonSignedRank,
  statsRefusalCodes,
} from "../index.ts";
import type { Outcome } from "../index.ts";

const shapes: Readonly<Record<string, (number | null)[]>> = {
  empty: [],
  "all missing": [null, null],
  "one value": [1],
  "two values": [1, 2],
  constants: [5, 5, 5, 5],
  "not a number": [1, NaN, 3, 4],
  infinite: [1, 2, Infinity, 4],
  "text from a spreadsheet": [1, "12,5" as unknown as number, 3, 4],
  "a hole": [1, undefined as unknown as null, 3, 4],
  "large offsets": [1e7 + 1, 1e7 + 2, 1e7 + 4, 1e7 + 3],
  "very large and very small": [1e300, -1e300, 1e-300, 5],
  ordinary: [3, 1, 2, 5],
};

describe("every method answers every shape of data with a typed refusal or a result without NaN", () => {
  const names = Object.keys(shapes);
  const combinations = names.flatMap((a) => names.map((b) => [a, b] as const));
  test.each(combinations)("%s against %s", (a, b) => {
    const first = shapes[a] ?? [];
    const second = shapes[b] ?? [];
    const arm = [...first.map(() => "a"), ...second.map(() => "b")];
    const outcomes: Outcome<unknown>[] = [
      runDescriptive({ values: first }),
      runFrequency({ values: first }),
      runShapiroWilk({ values: first }),
      runPairedT({ first, second }),
      runEffectSizePaired({ first, second }),
      runWilcoxonSignedRank({ first, second }),
      runSignTest({ first, second }),
      runTwoSampleT({ first, second }),
      runMannWhitney({ first, second }),
      runCorrelation({ first, second }),
      runCorrelation({ first, second }, { variant: "spearman" }),
      runCorrelation({ first, second }, { variant: "kendall" }),
      runFriedman({ rows: [first, second, first] }),
      runFriedman({ rows: first.map((value, i) => [value, second[i] ?? null]) }),
      runMultiplicity({ p: first }),
      runMultiplicity({ p: [...first, ...second].map((value) => (value === null ? null : value / 10)) }),
      ...[
        { values: [...first, ...second], group: arm },
        { values: first, group: second },
      ].flatMap((input) => [
        runOneWayAnova(input),
        runOneWayAnova(input, { variant: "welch" }),
        runKruskalWallis(input),
        runVarianceHomogeneity(input),
        runVarianceHomogeneity(input, { variant: "levene" }),
        runVarianceHomogeneity(input, { variant: "bartlett" }),
        runTukeyHsd(input),
      ]),
      runAncova({ outcome: [...first, ...second], arm, armLevels: ["a", "b"], covariates: [] }),
      runAncova({
        outcome: first,
        arm: first.map((_, i) => i % 2),
        covariates: [{ name: "x", kind: "numeric", values: second }],
      }),
      runLinearRegression({ formula: "y ~ x", data: { y: first, x: second } }),
      runLinearRegression(
        { formula: "y ~ x", data: { y: first, x: second, g: second }, clusters: "g" },
        { covariance: "cr1" },
      ),
      runLogistic({ formula: "y ~ x", data: { y: first, x: second }, arm: "x" }),
      runLogistic({ formula: "y ~ x", data: { y: second.map((_, i) => i % 2), x: second }, arm: "x" }),
      runCronbachAlpha({ items: [first, second, [1, 2, 3, 4]] }),
      runMcNemar({ table: [first as number[], second as number[]] }),
      runMarginalHomogeneity({ table: [first as number[], second as number[]] }),
      runChiSquare({ table: [first as number[], second as number[]] }),
    ];
    for (const outcome of outcomes) expect(problemsOf(outcome)).toEqual([]);
  });

  test.each([-1, 0, 0.5, 1 - 2 ** -53, 1, 7, 20, 1e-320, 1e200, NaN, Infinity, 1e9])(
    "counts and planning numbers of %s",
    (number) => {
      const outcomes: Outcome<unknown>[] = [
        runOneProportion({ events: number, total: 20 }),
        runOneProportion({ events: 1, total: number }),
        runOneProportion({ events: 3, total: 9 }, { nullProportion: number }),
        runTwoProportions({ first: { events: number, total: 20 }, second: { events: 3, total: 20 } }),
        runTwoProportions({ first: { events: 0, total: number }, second: { events: 3, total: 20 } }),
        runSampleSizePairedT({ delta: number, sd: 2, power: 0.8 }),
        runSampleSizePairedT({ delta: 1, sd: number, power: 0.8 }),
        runSampleSizeTwoSampleT({ n: number, delta: 1, sd: 2 }),
        runSampleSizeTwoSampleT({ n: 30, sd: 1, power: number }),
        runSampleSizeAncova({ delta: 5, sd: 10, correlation: number, power: 0.8 }),
        runSampleSizeAncova({ delta: 5, sd: 10, correlation: 0.5, power: 0.8, dropOut: number }),
        runSampleSizeOneSampleT({ n: number, delta: 1, sd: 2 }),
        runSampleSizeTwoSampleT({ nSecond: number, delta: 1, sd: 2, power: 0.8 }),
        runSampleSizeTwoProportions({ proportionFirst: number, proportionSecond: 0.5, power: 0.8 }),
        runSampleSizeTwoProportions({ proportionFirst: number, n: 40, power: 0.8 }),
        runSampleSizeCohenH({ h: number, power: 0.8 }),
        runSampleSizeMcNemar({ yesToNo: number, noToYes: 0.2, power: 0.8 }),
        runSampleSizeAnova({ groups: number, f: 0.3, power: 0.8 }),
        runSampleSizeAnova({ groups: 3, f: number, power: 0.8 }),
        runSampleSizeChiSquare({ w: 0.3, df: number, power: 0.8 }),
        runSampleSizeCorrelation({ r: number, power: 0.8 }),
        runSampleSizeSurvival({ hazardRatio: number, eventProbability: 0.5, power: 0.8 }),
        runSampleSizeSurvival({ hazardRatio: 0.7, events: number, power: 0.8 }),
        runSampleSizeCluster({
          clusterSize: number,
          icc: 0.1,
          comparison: { kind: "means", delta: 1, sd: 2 },
          power: 0.8,
        }),
        runSampleSizeCluster({
          clusters: 8,
          clusterSize: 20,
          icc: 0.1,
          cv: number,
          comparison: { kind: "means", delta: 1, sd: 2 },
        }),
        runSampleSizeCohenH({ n: 50, ratio: number, h: 0.4 }),
        runOneProportion({ events: 3, total: 9 }, { level: number }),
        runTwoProportions({ first: { events: 3, total: 9 }, second: { events: 5, total: 8 } }, { level: number }),
        inflateForClusters({ nPerArm: 60, clusterSize: number, icc: 0.05 }),
        runPairedT({ first: [1, 2, 4], second: [2, 2, 3] }, { level: number }),
        runWilcoxonSignedRank({ first: [1, 2, 4], second: [2, 2, 3] }, { differenceRounding: number }),
      ];
      for (const outcome of outcomes) expect(problemsOf(outcome)).toEqual([]);
    },
  );
});

describe("refusals name their cause", () => {
  test.each([
    ["differences without variance", runPairedT({ first: [1, 2, 3], second: [3, 4, 5] }), "zero_variance"],
    [
      "differences equal but for rounding",
      runPairedT({ first: [0.1, 0.2, 0.3], second: [0.2, 0.3, 0.4] }),
      "zero_variance",
    ],
    ["one pair", runPairedT({ first: [1, null], second: [3, 4] }), "n_below_2"],
    ["one pair for an effect size", runEffectSizePaired({ first: [1], second: [3] }), "n_below_2"],
    ["two pairs for an effect size", runEffectSizePaired({ first: [1, 2], second: [3, 5] }), "n_below_3"],
    ["unequal lengths", runPairedT({ first: [1], second: [3, 4] }), "length_mismatch"],
    ["two values for normality", runShapiroWilk({ values: [1, 2] }), "n_below_3"],
    [
      "more than 5,000 for normality",
      runShapiroWilk({ values: Array.from({ length: 5001 }, (_, i) => i) }),
      "n_above_5000",
    ],
    ["nobody changed category", runMcNemar({ table: [[4, 0], [0, 6]] }), "no_discordant_pairs"], // prettier-ignore
    ["nobody moved", runMarginalHomogeneity({ table: [[4, 0, 0], [0, 6, 0], [0, 0, 1]] }), "no_discordant_pairs"], // prettier-ignore
    ["no difference at all", runSignTest({ first: [1, 2], second: [1, 2] }), "no_nonzero_differences"],
    ["one arm only", runAncova({ outcome: [1, 2, 3], arm: ["a", "a", "a"], covariates: [] }), "wrong_number_of_arms"],
    ["a value outside the code list", runFrequency({ values: ["x"], categories: ["a"] }), "unknown_category"],
    ["a table of one row", runChiSquare({ table: [[4, 5]] }), "one_category"],
    ["nothing to detect", runSampleSizePairedT({ delta: 0, sd: 1, power: 0.8 }), "zero_effect"],
  ] satisfies [string, Outcome<unknown>, string][])("%s", (_, outcome, code) => {
    expect(outcome.ok ? "a result" : outcome.refusal.code).toBe(code);
  });
});

test("the registry, its keys and its pages agree", () => {
  for (const [key, method] of Object.entries(methods)) expect(method.key).toBe(key);
  expect(new Set(Object.values(methods).map(({ page }) => page)).size).toBe(Object.keys(methods).length);
});

test("a million values are described within seconds and to the last digits", () => {
  const values = Array.from({ length: 1_000_000 }, (_, i) => 1e7 + (i % 1000) / 1000);
  const outcome = runDescriptive({ values });
  expect(outcome.ok && outcome.result.details.mean).toBeCloseTo(1e7 + 0.4995, 9);
  expect(outcome.ok && outcome.result.details.sd).toBeCloseTo(
    0.28867513459481287 * Math.sqrt(1 - 1e-6) * Math.sqrt(1e6 / 999_999),
    8,
  );
});

/** A refusal must have a known code; a result may hold only what JSON can: no NaN, no Infinity, no undefined. */
function problemsOf(outcome: Outcome<unknown>): string[] {
  if (outcome.ok) return notJson("result", outcome.result);
  return statsRefusalCodes.includes(outcome.refusal.code) ? [] : [`unknown code ${outcome.refusal.code}`];
}

function notJson(path: string, value: unknown): string[] {
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object") return [`${path} is ${typeof value}`];
  return Object.entries(value).flatMap(([name, inner]) => notJson(`${path}.${name}`, inner));
}
