import { expect, test } from "vitest";
import {
  runAncova,
  runChiSquare,
  runCochranMantelHaenszel,
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
  runMcNemar,
  runMultiplicity,
  runOneProportion,
  runOneRate,
  runOneSampleT,
  runOneWayAnova,
  runPairedT,
  runProportionTrend,
  runSignTest,
  runTukeyHsd,
  runTwoProportions,
  runTwoRates,
  runTwoSampleT,
  runVarianceHomogeneity,
  runWilcoxonSignedRank,
} from "../index.ts";
import type { Outcome } from "../index.ts";

const n = 1_000_000;
const values = Array.from({ length: n }, (_, i) => 1e7 + ((i * 7919) % 100_003) / 8);
const others = values.map((value, i) => value / 2 + ((i * 104_729) % 65_537));
const group = values.map((_, i) => i % 5);
const grouped = { values, group };

/** A million values take well below a second each on a quiet machine; the limit is for a busy one. */
test.each([
  ["one-way analysis of variance", () => runOneWayAnova(grouped)],
  ["Kruskal–Wallis", () => runKruskalWallis(grouped)],
  ["Brown–Forsythe", () => runVarianceHomogeneity(grouped)],
  ["Tukey", () => runTukeyHsd(grouped)],
  ["Friedman", () => runFriedman({ rows: values.slice(0, n / 2).map((value, i) => [value, others[i] ?? 0]) })],
  ["Pearson", () => runCorrelation({ first: values, second: others })],
  ["Spearman", () => runCorrelation({ first: values, second: others }, { variant: "spearman" })],
  ["Kendall", () => runCorrelation({ first: values, second: others }, { variant: "kendall" })],
  ["Hommel and the other adjustments", () => runMultiplicity({ p: others.map((value) => (value - 5e6) / 1e5) })],
  ["one-sample t", () => runOneSampleT({ values }, { nullMean: 1e7 })],
  ["paired t", () => runPairedT({ first: values, second: others })],
  ["effect sizes", () => runEffectSizePaired({ first: values, second: others })],
  ["two-sample t", () => runTwoSampleT({ first: values, second: others })],
  ["signed ranks", () => runWilcoxonSignedRank({ first: values, second: others })],
  ["rank sums", () => runMannWhitney({ first: values, second: others })],
  ["sign test", () => runSignTest({ first: values, second: others })],
  ["frequencies", () => runFrequency({ values: values.map((value) => Math.round(value) % 7) })],
  ["descriptive statistics", () => runDescriptive({ values })],
  ["Cronbach's alpha", () => runCronbachAlpha({ items: values.map((value, i) => [value, others[i] ?? 0, value - 3]) })],
  ["ANCOVA", () => runAncova({ outcome: others, arm: values.map((_, i) => i % 2), covariates: [{ name: "x", kind: "numeric", values }] })], // prettier-ignore
  ["linear regression", () => runLinearRegression({ formula: "y ~ x", data: { y: others, x: values } })],
  ["logistic regression", () => runLogistic({ formula: "y ~ x", data: { y: values.map((_, i) => (((i * 7) % 11) > 4 ? 1 : 0)), x: values.map((value) => value - 1e7) } })], // prettier-ignore
  ["chi-square", () => runChiSquare({ table: [[300_000, 200_000, 100], [200_000, 299_900, 5]] })], // prettier-ignore
  ["McNemar", () => runMcNemar({ table: [[300_000, 200_000], [199_000, 301_000]] })], // prettier-ignore
  ["two proportions", () => runTwoProportions({ first: { events: 200_000, total: n / 2 }, second: { events: 199_000, total: n / 2 } })], // prettier-ignore
  ["one proportion", () => runOneProportion({ events: 200_000, total: n }, { nullProportion: 0.2001 })],
  ["stratified tables", () => runCochranMantelHaenszel({ strata: [1, 2, 3, 4, 5].map((k) => ({ first: { events: 20_000 + k, total: n / 10 }, second: { events: 19_900, total: n / 10 } })) })], // prettier-ignore
  ["trend", () => runProportionTrend({ groups: [1, 2, 3].map((k) => ({ events: 20_000 + 100 * k, total: 300_000 })) })],
  ["a rate", () => runOneRate({ events: n, exposure: 999_000 })],
  [
    "two rates",
    () => runTwoRates({ first: { events: n, exposure: 999_000 }, second: { events: n + 500, exposure: n } }),
  ],
] as const satisfies readonly (readonly [string, () => Outcome<unknown>])[])(
  "a million values: %s",
  (_, run) => {
    expect(run().ok).toBe(true);
  },
  60_000,
);
