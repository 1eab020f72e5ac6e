import { expect, test } from "vitest";
import {
  betaQuantile,
  binomialTails,
  binomialTwoSided,
  chiSquareTails,
  crossTabulate,
  fTails,
  noncentralTTails,
  normalQuantile,
  normalTails,
  modelColumns,
  runAncova,
  runBangBlindingIndex,
  runChiSquare,
  runCochranMantelHaenszel,
  runCorrelation,
  runCronbachAlpha,
  runDescriptive,
  runEffectSizePaired,
  runFrequency,
  runFriedman,
  runJamesBlindingIndex,
  runKruskalWallis,
  runLinearRegression,
  runLogistic,
  runMannWhitney,
  runMarginalHomogeneity,
  runMcNemar,
  runMultiplicity,
  runOneProportion,
  runOneRate,
  runOneSampleT,
  runOneWayAnova,
  runPairedT,
  runProportionTrend,
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
  runTwoRates,
  runTwoSampleT,
  runVarianceHomogeneity,
  runWilcoxonSignedRank,
  tQuantile,
  tTails,
  normalLogTails,
  tLogTails,
  tDensity,
  poissonTails,
  binomialQuantile,
  hypergeometricTails,
  noncentralChiSquareTails,
  noncentralFTails,
  studentizedRangeTails,
  studentizedRangeQuantile,
} from "./index.ts";
import type { Outcome } from "./index.ts";
import { kendallDistribution } from "./distributions/kendall-t.ts";
import { spearmanExactTails, spearmanSeriesTails } from "./distributions/spearman-s.ts";
import { incompleteBeta } from "./distributions/incomplete-beta.ts";
import { incompleteGamma } from "./distributions/incomplete-gamma.ts";
import { halfStepGammaRatio } from "./distributions/half-step-gamma-ratio.ts";
import { millsRatio } from "./distributions/mills-ratio.ts";
import { logGamma, stirlingError } from "./distributions/stirling.ts";
import { countConcordance } from "./numeric/concordance.ts";
import { kthWalshAverage } from "./numeric/kth-of-pairs.ts";
import { standardDeviation } from "./numeric/moments.ts";
import { quantileOfData } from "./numeric/quantile-of-data.ts";
import { rank } from "./numeric/ranks.ts";
import { sum } from "./numeric/sum.ts";

/** Every example of a docstring: name, what the code gives, what the docstring says. */
const examples: readonly (readonly [string, () => readonly (number | null)[], readonly number[]])[] = [
  ["sum", () => [sum([1, 1e100, 1, -1e100])], [2]],
  ["standardDeviation", () => [standardDeviation([1, 2, 3])], [1]],
  ["quantileOfData", () => [quantileOfData([1, 2, 3, 4], 0.25)], [1.75]],
  ["rank", () => rank([10, 20, 20]).ranks, [1, 2.5, 2.5]],
  ["kthWalshAverage", () => [1, 2, 3].map((k) => kthWalshAverage([1, 3], k)), [1, 2, 3]],
  ["stirlingError", () => [stirlingError(1)], [0.08106146679532726]],
  ["logGamma", () => [logGamma(0.5)], [0.5723649429247001]],
  ["incompleteGamma", () => [incompleteGamma(1, 1).lower], [0.6321205588285577]],
  ["incompleteBeta", () => [incompleteBeta(0.5, 0.5, 2, 3).lower], [0.6875]],
  ["normalTails", () => [normalTails(-1.959963984540054).lower], [0.025]],
  ["normalQuantile", () => [normalQuantile(0.975)], [1.959963984540054]],
  ["tTails", () => [tTails(2.093024054408263, 19).upper], [0.025]],
  ["tQuantile", () => [tQuantile(0.975, 19)], [2.093024054408263]],
  ["chiSquareTails", () => [chiSquareTails(3.841458820694124, 1).upper], [0.05]],
  ["fTails", () => [fTails(161.4476387975885, 1, 1).upper], [0.05]],
  ["betaQuantile", () => [betaQuantile(0.5, 2, 2)], [0.5]],
  ["binomialTails", () => [binomialTails(4, 5, 0.5).upper], [0.03125]],
  ["binomialTwoSided", () => [binomialTwoSided(4, 20, 0.5)], [0.01181793212890625]],
  ["noncentralTTails", () => [noncentralTTails(4, 3, 2).upper], [0.1839499958]],
  ["normalLogTails", () => [normalLogTails(-40).logLower], [-804.6084420137538]],
  ["tLogTails", () => [tLogTails(1e200, 5).logUpper], [-2300.3348367582]],
  ["tDensity", () => [tDensity(0, 1)], [0.3183098861837907]],
  ["poissonTails", () => [poissonTails(2, 5).lower], [0.12465201948308113]],
  ["binomialQuantile", () => [binomialQuantile(0.5, 20, 0.3)], [6]],
  ["hypergeometricTails", () => [hypergeometricTails(1, { firstTotal: 5, secondTotal: 5, events: 4 }).lower], [0.2619047619]],
  ["noncentralChiSquareTails", () => [noncentralChiSquareTails(3.841458820694124, 1, 7.848862).upper], [0.8]],
  ["noncentralFTails", () => [noncentralFTails(4, { df1: 2, df2: 27, ncp: 9 }).upper], [0.6366585217]],
  ["studentizedRangeTails", () => [studentizedRangeTails(3.5, 3, 10).upper], [0.0771033108]],
  ["studentizedRangeQuantile", () => [studentizedRangeQuantile(0.95, 3, 10)], [3.87677675]],
  ["millsRatio", () => [millsRatio(1)], [0.655679542418798]],
  ["halfStepGammaRatio", () => [halfStepGammaRatio(1)], [0.886226925452758]],
  ["crossTabulate", () => crossExample(), [1, 0, 1, 0]],
  ["runDescriptive", () => pick(runDescriptive({ values: [1, 2, 3, 4] }), ({ details: d }) => [d.mean, d.sd, d.q1, d.q3]), [2.5, 1.2909944487358056, 1.75, 3.25]],
  ["runFrequency", () => pick(runFrequency({ values: ["a", "b", "a", null] }), (r) => [...r.details.rows.flatMap(({ count, percent }) => [count, percent]), r.n.excluded[0]?.count ?? 0]), [2, 66.67, 1, 33.33, 1]],
  ["runShapiroWilk", () => pick(runShapiroWilk({ values: [...Array<number>(18).fill(0), 1, 1] }), (r) => [r.statistic.value, r.p.value]), [0.351223, 1.85e-8]],
  ["runPairedT", () => pick(runPairedT({ first: [1, 2, 3], second: [2, 4, 3] }), (r) => [r.estimate.value, r.statistic.value, r.statistic.df, r.p.value]), [1, 1.7320508, 2, 0.2254033]],
  ["runEffectSizePaired", () => pick(runEffectSizePaired(pilot), (r) => [r.details.sdDifference, r.details.effects.d_z, r.details.effects.g_z]), [0.4701623, 1.488847, 1.42916]],
  ["runWilcoxonSignedRank", () => pick(runWilcoxonSignedRank({ first: [0, 0, 0], second: [2, 6, 1] }), (r) => [r.details.V, r.p.value, r.estimate.value]), [6, 0.25, 2.75]],
  ["runSignTest", () => pick(runSignTest({ first: Array<number>(10).fill(0), second: [0, 1, 1, 1, 1, 1, 1, 1, 1, 1] }), (r) => [r.p.value]), [0.00390625]],
  ["runMcNemar", () => pick(runMcNemar({ table: [[2, 0], [14, 4]] }), (r) => [r.estimate.value, r.p.value, r.details.pMid]), [0.7, 0.0001220703, 0.00006103516]],
  ["runMarginalHomogeneity", () => pick(runMarginalHomogeneity({ table: [[14, 4, 1], [9, 22, 3], [2, 8, 11]] }), (r) => [r.statistic.value, r.statistic.df, r.p.value]), [4.0186, 2, 0.1341]],
  ["runTwoSampleT", () => pick(runTwoSampleT({ first: [1, 2, 3], second: [3, 4, 8] }), (r) => [r.estimate.value, r.statistic.value, r.statistic.df]), [-3, -1.837117, 2.56]],
  ["runMannWhitney", () => pick(runMannWhitney({ first: [1, 2], second: [3, 4, 5] }), (r) => [r.details.U, r.p.value, r.estimate.value]), [0, 0.2, -2.5]],
  ["runTwoProportions", () => pick(runTwoProportions({ first: { events: 56, total: 70 }, second: { events: 48, total: 80 } }), (r) => [r.estimate.value, r.interval.lower, r.interval.upper, r.p.value]), [0.2, 0.0524, 0.3339, 0.01252]],
  ["runOneProportion", () => pick(runOneProportion({ events: 16, total: 20 }), (r) => [r.estimate.value, r.interval.lower, r.interval.upper, r.p.value]), [0.8, 0.584, 0.9193, 0.01182]],
  ["runAncova", () => pick(runAncova(smallTrial), (r) => [r.estimate.value, r.statistic.value, r.statistic.df]), [1.166667, 1.467599, 2]],
  ["modelColumns", () => columnsExample(), [0, 1, 1]],
  ["runLinearRegression", () => pick(runLinearRegression({ formula: "y ~ x", data: { y: [1, 2, 2, 5], x: [1, 2, 3, 4] } }), (r) => [r.estimate.value, r.statistic?.value ?? 0, r.p?.value ?? 0]), [1.2, 2.828427, 0.1055728]],
  ["runLogistic", () => pick(runLogistic({ formula: "y ~ arm", data: { arm: [..."aaaaaaaaaabbbbbbbbbb"], y: [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0] } }), (r) => [r.estimate.value, r.statistic.value, r.p.value]), [3.5, 1.3258, 0.184906]],
  ["runChiSquare", () => pick(runChiSquare({ table: [[6, 14, 10], [6, 7, 17]] }), (r) => [r.statistic.value, r.statistic.df, r.p.value]), [4.148148, 2, 0.1256727]],
  ["runCochranMantelHaenszel", () => pick(runCochranMantelHaenszel({ strata: threeSites }), (r) => [r.statistic.value, r.estimate?.value ?? 0, r.interval?.lower ?? 0, r.interval?.upper ?? 0]), [2.250525, 2.139605, 0.791497, 5.783862]],
  ["runBangBlindingIndex", () => pick(runBangBlindingIndex(crisp), (r) => [r.details.first.index, r.details.second.index]), [0.2057762, 0.01438849]],
  ["runJamesBlindingIndex", () => pick(runJamesBlindingIndex(crisp), (r) => [r.estimate.value, r.standardError]), [0.7479275, 0.0217374]],
  ["runProportionTrend", () => pick(runProportionTrend({ groups: smokers }), (r) => [r.details.z, r.statistic.value, r.p.value]), [-2.867913, 8.224922, 0.004131897]],
  ["runOneRate", () => pick(runOneRate({ events: 11, exposure: 800 }), (r) => [r.estimate.value, r.interval.lower, r.interval.upper]), [0.01375, 0.00686395, 0.02460255]],
  ["runTwoRates", () => pick(runTwoRates({ first: { events: 11, exposure: 800 }, second: { events: 23, exposure: 3010 } }), (r) => [r.estimate?.value ?? 0, r.interval.lower, r.interval.upper, r.p.value]), [1.799457, 0.791942, 3.842586, 0.1366817]],
  ["runOneSampleT", () => pick(runOneSampleT({ values: [1, 2, 4, 5] }, { nullMean: 2 }), (r) => [r.estimate.value, r.statistic.value, r.statistic.df, r.p.value]), [3, 1.095445, 3, 0.3533875]],
  ["runCronbachAlpha", () => pick(runCronbachAlpha({ items: [[1, 2], [2, 2], [3, 5]] }), (r) => [r.estimate.value]), [0.8571428571]],
  ["runSampleSizePairedT", () => pick(runSampleSizePairedT({ delta: 0.5, sd: 1, n: 20 }), (r) => [r.details.values.power]), [0.5645]],
  ["runSampleSizeTwoSampleT", () => pick(runSampleSizeTwoSampleT({ delta: 0.5, sd: 1, power: 0.9 }), (r) => [r.details.values.n]), [85.03]],
  ["runSampleSizeAncova", () => pick(runSampleSizeAncova({ delta: 8, sd: 14, correlation: 0.5, power: 0.9 }), (r) => [r.details.nPerArm, r.details.arms[0]?.nWhole ?? 0]), [48.27, 50]],
  ["runSampleSizeOneSampleT", () => pick(runSampleSizeOneSampleT({ delta: 0.7, sd: 1, n: 15 }), (r) => [r.details.values.power]), [0.7129]],
  ["runSampleSizeTwoProportions", () => pick(runSampleSizeTwoProportions({ proportionFirst: 0.5, proportionSecond: 0.75, power: 0.9 }), (r) => [r.details.values.n]), [76.71]],
  ["runSampleSizeCohenH", () => pick(runSampleSizeCohenH({ h: 0.5, power: 0.8 }), (r) => [r.details.values.n]), [62.79]],
  ["runSampleSizeMcNemar", () => pick(runSampleSizeMcNemar({ yesToNo: 0.25, noToYes: 0.1, power: 0.8 }), (r) => [r.details.values.n]), [119.71]],
  ["runSampleSizeAnova", () => pick(runSampleSizeAnova({ groups: 3, n: 20, f: 0.4 }), (r) => [r.details.values.power]), [0.7757]],
  ["runSampleSizeChiSquare", () => pick(runSampleSizeChiSquare({ w: 0.3, n: 100, df: 1 }), (r) => [r.details.values.power]), [0.8508]],
  ["runSampleSizeCorrelation", () => pick(runSampleSizeCorrelation({ r: 0.3, power: 0.8 }), (r) => [r.details.values.n]), [84.07]],
  ["runSampleSizeSurvival", () => pick(runSampleSizeSurvival({ hazardRatio: 0.7, eventProbability: 0.5, power: 0.8 }), (r) => [r.details.events, r.details.values.n]), [246.79, 493.57]],
  ["runSampleSizeCluster", () => pick(runSampleSizeCluster({ clusterSize: 20, icc: 0.05, comparison: { kind: "means", delta: 0.5, sd: 1 }, power: 0.8 }), (r) => [r.details.values.clusters ?? 0, r.details.clustersPerArm.nWhole]), [6.22, 7]],
  ["inflateForClusters", () => inflationExample(), [1.95, 122.85, 7]],
  ["countConcordance", () => [countConcordance([1, 2, 3], [1, 3, 2]).score, countConcordance([1, 2, 3], [1, 3, 2]).pairs], [1, 3]],
  ["kendallDistribution", () => kendallDistribution(3).probabilities, [1 / 6, 2 / 6, 2 / 6, 1 / 6]],
  ["spearmanExactTails", () => [spearmanExactTails(2, 4).lower], [4 / 24]],
  ["spearmanSeriesTails", () => [spearmanSeriesTails(36, 10).lower], [0.005825634]],
  ["runOneWayAnova", () => pick(runOneWayAnova(threeGroups), (r) => [r.statistic.value, r.statistic.df, r.statistic.df2 ?? 0, r.p.value]), [14, 2, 6, 0.0054956]],
  ["runVarianceHomogeneity", () => pick(runVarianceHomogeneity(threeGroups), (r) => [r.statistic.value, r.statistic.df, r.statistic.df2 ?? 0, r.p.value]), [0.6666667, 2, 6, 0.5477085]],
  ["runTukeyHsd", () => pick(runTukeyHsd(threeGroups), ({ details: { comparisons: [, c] } }) => [c?.estimate.value ?? 0, c?.interval.lower ?? 0, c?.interval.upper ?? 0, c?.p.value ?? 0]), [6, 2.457062, 9.542938, 0.0048593]],
  ["runKruskalWallis", () => pick(runKruskalWallis({ values: [1, 2, 3, 4, 4, 5], group: ["a", "a", "b", "b", "c", "c"] }), (r) => [r.statistic.value, r.statistic.df, r.p.value]), [4.1911765, 2, 0.1229979]],
  ["runFriedman", () => pick(runFriedman({ rows: [[1, 2, 3], [1, 3, 2], [2, 3, 3]] }), (r) => [r.statistic.value, r.statistic.df, r.p.value, r.estimate.value]), [4.9090909, 2, 0.0859022, 0.8181818]],
  ["runCorrelation", () => pick(runCorrelation({ first: [1, 2, 3, 4], second: [1, 3, 2, 5] }), (r) => [r.estimate.value, r.statistic?.value ?? 0, r.statistic?.df ?? 0, r.p.value]), [0.8315218, 2.116951, 2, 0.1684782]],
  ["runMultiplicity", () => pick(runMultiplicity({ p: [0.01, 0.04, 0.03] }), (r) => r.details.adjusted), [0.03, 0.06, 0.06]],
]; // prettier-ignore

const pilot = {
  first: [...Array<number>(16).fill(1), 2, 2, 2, 2],
  second: [...Array<number>(14).fill(2), 1, 1, 2, 2, 2, 2],
};

const threeGroups = { values: [1, 2, 3, 2, 4, 6, 7, 8, 9], group: [..."aaabbbccc"] };

const threeSites = [
  { first: { events: 4, total: 10 }, second: { events: 4, total: 9 } },
  { first: { events: 10, total: 14 }, second: { events: 4, total: 12 } },
  { first: { events: 6, total: 9 }, second: { events: 5, total: 10 } },
];

const crisp = {
  first: { treated: 82, control: 25, unknown: 170 },
  second: { treated: 27, control: 29, unknown: 83 },
};
const smokers = [
  { events: 83, total: 86 },
  { events: 90, total: 93 },
  { events: 129, total: 136 },
  { events: 70, total: 82 },
];

const smallTrial = {
  outcome: [5, 7, 9, 12, 10],
  arm: [0, 0, 1, 1, 0],
  covariates: [{ name: "base", kind: "numeric", values: [1, 2, 2, 4, 3] }],
} as const;

test.each(examples)("%s gives the numbers of its docstring", (_, compute, expected) => {
  const actual = compute();
  expect(actual).toHaveLength(expected.length);
  for (const [i, number] of expected.entries()) {
    // Half a unit of the last digit that the docstring prints.
    const limit = Math.max(0.5000001 * 10 ** -decimals(number), 1e-13 * Math.abs(number));
    expect(Math.abs((actual[i] ?? NaN) - number)).toBeLessThanOrEqual(limit);
  }
});

function decimals(number: number): number {
  const [mantissa = "", exponent = "0"] = number.toString().split("e-");
  return (mantissa.split(".")[1]?.length ?? 0) + Number(exponent);
}

function pick<Result>(outcome: Outcome<Result>, read: (result: Result) => readonly (number | null)[]) {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return read(outcome.result);
}

function inflationExample(): number[] {
  const inflated = inflateForClusters({ nPerArm: 63, clusterSize: 20, icc: 0.05 });
  if (!inflated.ok) throw new Error(inflated.refusal.code);
  const { designEffect, participantsPerArm, clustersPerArm } = inflated.result;
  return [designEffect, participantsPerArm.n, clustersPerArm.nWhole];
}

function crossExample(): number[] {
  const table = crossTabulate(["y", "n"], ["y", "y"], { first: ["y", "n"] });
  if (!table.ok) throw new Error(table.refusal.code);
  return table.table.flat();
}

function columnsExample(): (number | null)[] {
  const model = modelColumns("y ~ g", { y: [1, 2, 3], g: ["a", "b", "b"] });
  if (!model.ok) throw new Error(model.refusal.code);
  return model.columns.flatMap(({ values }) => values);
}
