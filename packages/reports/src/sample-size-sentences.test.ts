import { sampleSizeWords } from "@kendali/i18n";
import {
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
} from "@kendali/stats";
import type { Asked, Outcome, ResultBase, SentencePiece } from "@kendali/stats";
import { expect, test } from "vitest";

type Planned = Outcome<ResultBase & { readonly details: { readonly sentence: readonly SentencePiece[] } }>;
type Numbers = Readonly<Record<string, Asked>>;

const means = { delta: 5, sd: 10 };
const proportions = { proportionFirst: 0.5, proportionSecond: 0.75 };
const sizes = { clusterSize: 20, icc: 0.05, cv: 0.4 };
const common = { power: 0.8, significance: 0.05 };

/** Every design with all its numbers but the first, which is sized; then each of the others is asked for in turn. */
const designs: readonly (readonly [string, string, Numbers, (numbers: Numbers) => Planned])[] = [
  ["paired t", "n", means, (x) => runSampleSizePairedT({ ...x, dropOut: 0.1 })],
  ["one-sample t", "n", means, (x) => runSampleSizeOneSampleT({ ...x, sided: "one_sided" })],
  ["two-sample t", "n", means, (x) => runSampleSizeTwoSampleT({ ...x, dropOut: 0.1 })],
  ["two-sample t, unequal", "n", means, (x) => runSampleSizeTwoSampleT({ ratio: 2, ...x, dropOut: 0.1 })],
  ["two-sample t, second arm", "nSecond", { ...means, n: 80 }, (x) => runSampleSizeTwoSampleT({ nSecond: null, ...x })],
  ["ANCOVA", "n", { ...means, correlation: 0.6 }, (x) => runSampleSizeAncova({ ...x, dropOut: 0.125 })],
  [
    "ANCOVA, unequal",
    "n",
    { ...means, correlation: 0.6 },
    (x) => runSampleSizeAncova({ ratio: 2, ...x, dropOut: 0.1 }),
  ],
  ["two proportions", "n", proportions, (x) => runSampleSizeTwoProportions({ ...x, dropOut: 0.1 })],
  ["two proportions, unequal", "n", proportions, (x) => runSampleSizeTwoProportions({ ratio: 1.5, ...x })],
  ["Cohen's h", "n", { h: 0.5 }, (x) => runSampleSizeCohenH(x)],
  ["Cohen's h, unequal", "n", { h: 0.5 }, (x) => runSampleSizeCohenH({ ratio: 0.5, ...x })],
  ["McNemar", "n", { yesToNo: 0.1, noToYes: 0.25 }, (x) => runSampleSizeMcNemar({ ...x, dropOut: 0.1 })],
  ["ANOVA", "n", { groups: 3, f: 0.4 }, (x) => runSampleSizeAnova({ ...x, dropOut: 0.1 })],
  ["chi-square", "n", { w: 0.3 }, (x) => runSampleSizeChiSquare({ ...x, df: 2 })],
  ["correlation", "n", { r: 0.3 }, (x) => runSampleSizeCorrelation(x)],
  [
    "survival",
    "n",
    { hazardRatio: 0.7, eventProbability: 0.5, allocation: 0.4 },
    (x) => runSampleSizeSurvival({ ...x, dropOut: 0.1 }),
  ],
  [
    "clusters, means",
    "clusters",
    { ...sizes, ...means },
    ({ delta = null, sd = null, ...x }) =>
      runSampleSizeCluster({ ...x, comparison: { kind: "means", delta, sd }, dropOut: 0.1 }),
  ],
  [
    "clusters, proportions",
    "clusters",
    { ...sizes, ...proportions },
    ({ proportionFirst = null, proportionSecond = null, ...x }) =>
      runSampleSizeCluster({ ...x, comparison: { kind: "proportions", proportionFirst, proportionSecond } }),
  ],
];

test.each(designs)(
  "%s: the protocol's paragraph reads in both languages, whatever was solved for",
  (_, size, rest, run) => {
    const sized = valuesOf(run({ ...common, ...rest }));
    const study = { ...common, ...rest, [size]: sized.values[size] ?? null };
    const unknowns = Object.keys(study);
    expect(unknowns.length).toBeGreaterThan(3);
    for (const unknown of unknowns) {
      const { sentence } = valuesOf(run({ ...study, [unknown]: null }));
      for (const locale of ["id", "en"] as const) {
        const text = sampleSizeWords(locale, sentence);
        // No key, no open place, no number that is none, one full stop per piece at least.
        expect(text, unknown).not.toMatch(/[{}]|plan_|computed_|drop_out_|undefined|NaN|∞/u);
        expect(text, unknown).toMatch(locale === "id" ? /^Dengan \d.*\.$/u : /^With \d.*\.$/u);
        expect(text.match(/\.(?: |$)/gu)?.length, unknown).toBe(sentence.length);
      }
    }
  },
);

test("the paragraph of the pilot's successor, word for word", () => {
  const { sentence } = valuesOf(runSampleSizeTwoSampleT({ delta: 10, sd: 14, power: 0.8, dropOut: 0.1 }));
  expect(sampleSizeWords("id", sentence)).toBe(
    "Dengan 32 responden tiap kelompok (seluruhnya 64), uji t dua kelompok dua arah pada tingkat kemaknaan (α) 0,05 " +
      "memiliki kuasa uji (power) 80,3% untuk menemukan selisih rerata 10 bila simpangan baku dalam tiap kelompok 14. " +
      "Besar sampel dihitung untuk kuasa uji 80%: 31,76, dibulatkan ke atas. " +
      "Dengan perkiraan putus uji (drop out) 10%, direkrut 36 responden tiap kelompok, seluruhnya 72 responden.",
  );
  expect(sampleSizeWords("en", sentence)).toBe(
    "With 32 participants per arm (64 in all), a two-sided two-sample t-test at significance level (α) 0.05 has " +
      "80.3\u00a0% power to detect a difference in means of 10 when the standard deviation within each arm is 14. " +
      "The sample size was computed for 80\u00a0% power: 31.76, rounded up. " +
      "With an expected drop-out of 10\u00a0%, 36 participants are recruited per arm, 72 in all.",
  );
});

test("a small significance level and a power near one are printed as they are", () => {
  const { sentence } = valuesOf(runSampleSizePairedT({ n: 100, delta: 1, sd: 1, significance: 0.000012 }));
  expect(sampleSizeWords("id", sentence)).toContain("(α) 0,000012 memiliki kuasa uji (power) >\u00a099,9% untuk");
});

type Details = {
  readonly sentence: readonly SentencePiece[];
  readonly values: Readonly<Partial<Record<string, number>>>;
};

function valuesOf(outcome: Planned): Details {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${JSON.stringify(outcome.refusal.params)}`);
  return outcome.result.details as Details;
}
