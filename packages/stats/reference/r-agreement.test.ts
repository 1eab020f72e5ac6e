import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import {
  methods,
  runAncova,
  runChiSquare,
  runCronbachAlpha,
  runDescriptive,
  runEffectSizePaired,
  runFrequency,
  runMannWhitney,
  runMarginalHomogeneity,
  runMcNemar,
  runOneProportion,
  runPairedT,
  runSampleSizeAncova,
  runSampleSizePairedT,
  runSampleSizeTwoSampleT,
  runShapiroWilk,
  runSignTest,
  runTwoProportions,
  runTwoSampleT,
  runWilcoxonSignedRank,
} from "../src/index.ts";
import type { Interval, MethodKey, Outcome, ResultBase } from "../src/index.ts";

/** One comparison: R code that ends in a numeric vector, and what this package computed, with the relative tolerance. */
type Check = {
  readonly method: MethodKey;
  readonly r: string;
  readonly actual: readonly number[];
  readonly tolerance: number;
};

const hasR = spawnSync("Rscript", ["--version"]).status === 0;
const dataSets = 12;

test.skipIf(!hasR)(
  "the R call of every method gives the numbers of the method, on random data with ties, missing values and constants nearby",
  () => {
    const checks = Array.from({ length: dataSets }, (_, seed) => checksOf(seed + 1)).flat();
    expect(new Set(checks.map(({ method }) => method))).toEqual(new Set(Object.keys(methods)));
    const answers = runR(checks.map(({ r }) => r));
    const failures = checks.flatMap((check, i) => differences(check, answers[i] ?? []));
    expect(failures).toEqual([]);
  },
);

function differences(check: Check, answer: readonly number[]): string[] {
  if (answer.length !== check.actual.length) return [`${check.method}: R gave ${answer.length} numbers\n${check.r}`];
  return answer.flatMap((expected, i) => {
    const actual = check.actual[i] ?? NaN;
    const isNear = Math.abs(actual - expected) <= check.tolerance * Math.abs(expected) + 1e-12;
    return isNear ? [] : [`${check.method}[${i}]: R ${expected}, here ${actual}\n${check.r}`];
  });
}

function runR(expressions: readonly string[]): number[][] {
  const lines = expressions.map(
    (code) => `cat(sprintf("%.17g", suppressWarnings(as.numeric(local({ ${code} })))), sep = " "); cat("\\n")`,
  );
  const { stdout, stderr, status } = spawnSync("Rscript", ["-"], { input: lines.join("\n"), encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ").map(Number));
}

function checksOf(seed: number): Check[] {
  const random = generator(seed);
  const n = 6 + Math.floor(random() * 25);
  const pre = Array.from({ length: n }, () => (random() < 0.08 ? null : Math.round(200 * normal(random) + 500) / 10));
  const post = pre.map((value) =>
    value === null || random() < 0.05 ? null : Math.round(value * 10 + 60 * normal(random) + 30) / 10,
  );
  const scores = (): number[] => Array.from({ length: n }, () => Math.floor(random() * 3));
  const firstScores = scores();
  const secondScores = scores();
  const code = `first <- ${vector(pre)}; second <- ${vector(post)}; `;
  return [
    ...pairedChecks({ first: pre, second: post }, code),
    ...pairedScoreChecks({ first: firstScores, second: secondScores }),
    ...groupChecks(random, n),
    ...tableChecks(random),
    ...modelChecks(random, 20 + n),
    ...planningChecks(random),
  ];
}

type Paired = { readonly first: (number | null)[]; readonly second: (number | null)[] };

function pairedChecks(input: Paired, code: string): Check[] {
  const alternative = "greater";
  const t = value(runPairedT(input));
  const oneSided = value(runPairedT(input, { alternative, level: 0.9 }));
  const effect = value(runEffectSizePaired(input));
  const description = value(runDescriptive({ values: input.first }));
  const shapiro = value(runShapiroWilk({ values: input.first }));
  const wilcoxon = value(runWilcoxonSignedRank(input));
  const corrected = value(runWilcoxonSignedRank(input, { p: "normal_corrected" }));
  const pratt = value(runWilcoxonSignedRank(input, { zeros: "pratt", p: "exact" }));
  const sign = value(runSignTest(input));
  const { effects } = effect.details;
  const tOf = "with(x, c(estimate, statistic, parameter, p.value, conf.int))";
  return [
    check("paired_t", `${code}x <- ${t.r}; ${tOf}`, [
      t.estimate.value,
      t.statistic.value,
      t.statistic.df,
      t.p.value,
      ...limits(t.interval),
    ]),
    check("paired_t", `${code}x <- ${oneSided.r}; c(x$p.value, x$conf.int[1])`, [
      oneSided.p.value,
      oneSided.interval.lower,
    ]),
    check(
      "effect_size_paired",
      `${code}unlist(${effect.r})`,
      [effects.d_z, effects.g_z, effects.d_av, effects.d_rm, effects.glass_delta_first, ...limits(effect.interval)],
      1e-6,
    ),
    check(
      "descriptive",
      `${code}x <- first; c(sd(x, na.rm = TRUE), quantile(x, c(0.25, 0.5, 0.75), type = 7, na.rm = TRUE), t.test(x)$conf.int, mad(x, na.rm = TRUE))`,
      [
        description.details.sd,
        description.details.q1,
        description.details.median,
        description.details.q3,
        ...limits(description.interval),
        description.details.mad,
      ],
    ),
    check(
      "shapiro_wilk",
      `${code}x <- first; y <- ${shapiro.r}; c(y$statistic, y$p.value)`,
      [shapiro.statistic.value, shapiro.p.value],
      1e-8,
    ),
    check("wilcoxon_signed_rank", `${code}unlist(${wilcoxon.r})`, [
      wilcoxon.statistic.value,
      wilcoxon.p.value,
      wilcoxon.estimate.value,
    ]),
    check("wilcoxon_signed_rank", `${code}${corrected.r}$p.value`, [corrected.p.value]),
    check("wilcoxon_signed_rank", `${code}unlist(${pratt.r})[1:2]`, [pratt.statistic.value, pratt.p.value]),
    check("sign_test", `${code}x <- ${sign.r}; c(x$p.value, x$estimate, x$conf.int)`, [
      sign.p.value,
      sign.estimate.value,
      ...limits(sign.interval),
    ]),
  ];
}

function pairedScoreChecks({ first, second }: { first: number[]; second: number[] }): Check[] {
  const count = (a: number, b: number): number => first.filter((score, i) => score === a && second[i] === b).length;
  const table = [0, 1, 2].map((a) => [0, 1, 2].map((b) => count(a, b)));
  const yes = (scores: number[], i: number): boolean => (scores[i] ?? 0) > 0;
  const cell = (a: boolean, b: boolean): number =>
    1 + first.filter((_, i) => yes(first, i) === a && yes(second, i) === b).length;
  const square = [
    [cell(true, true), cell(true, false)],
    [cell(false, true), cell(false, false)],
  ];
  const exact = value(runMcNemar({ table: square }));
  const mid = value(
    runMcNemar({ table: square }, { variant: "mid_p", interval: "wald", direction: "first_minus_second" }),
  );
  const chi2 = value(runMcNemar({ table: square }, { variant: "chi2_corrected" }));
  const frequency = value(runFrequency({ values: first }));
  const tab = `tab <- ${matrix(square)}; `;
  const homogeneity = runMarginalHomogeneity({ table });
  const checks = [
    check("mcnemar", `${tab}unlist(${exact.r})`, [exact.p.value, exact.estimate.value, ...limits(exact.interval)]),
    check("mcnemar", `${tab}unlist(${mid.r})`, [mid.p.value, mid.estimate.value, ...limits(mid.interval)]),
    check("mcnemar", `${tab}${chi2.r}$p`, [chi2.p.value]),
    check(
      "frequency",
      `x <- ${vector(first)}; ${frequency.r}`,
      frequency.details.rows.map(({ percent }) => percent),
    ),
  ];
  if (!homogeneity.ok) return checks;
  const { r, statistic, p } = homogeneity.result;
  return [
    ...checks,
    check("marginal_homogeneity", `tab <- ${matrix(table)}; unlist(${r})`, [statistic.value, statistic.df, p.value]),
  ];
}

function groupChecks(random: () => number, n: number): Check[] {
  const first = Array.from({ length: n }, () => Math.round(30 * normal(random) + 100) / 10);
  const second = Array.from({ length: n + 3 }, () => Math.round(60 * normal(random) + 120) / 10);
  const distinct = Array.from({ length: 9 }, (_, i) => i + random() * 0.9);
  const others = Array.from({ length: 7 }, (_, i) => i * 1.3 + random());
  const code = `first <- ${vector(first)}; second <- ${vector(second)}; `;
  const exactCode = `first <- ${vector(distinct)}; second <- ${vector(others)}; `;
  const welch = value(runTwoSampleT({ first, second }));
  const pooled = value(runTwoSampleT({ first, second }, { variant: "pooled", level: 0.9, alternative: "less" }));
  const normalRank = value(runMannWhitney({ first, second }, { p: "normal_corrected" }));
  const exactRank = value(runMannWhitney({ first: distinct, second: others }));
  const less = value(runMannWhitney({ first: distinct, second: others }, { alternative: "less", level: 0.9 }));
  const change = { first: distinct.slice(0, 7), second: others };
  const greater = value(runWilcoxonSignedRank(change, { alternative: "greater", level: 0.9 }));
  const wilcoxCode = `wilcox.test(second - first[1:7], alternative = "greater", conf.int = TRUE, conf.level = 0.9)`;
  return [
    check("two_sample_t", `${code}x <- ${welch.r}; with(x, c(statistic, parameter, p.value, conf.int))`, [
      welch.statistic.value,
      welch.statistic.df,
      welch.p.value,
      ...limits(welch.interval),
    ]),
    check("two_sample_t", `${code}x <- ${pooled.r}; c(x$p.value, x$conf.int[2])`, [
      pooled.p.value,
      pooled.interval.upper,
    ]),
    check("mann_whitney", `${code}x <- ${normalRank.r}\nc(x$statistic, x$p.value)`, [
      normalRank.statistic.value,
      normalRank.p.value,
    ]),
    check("mann_whitney", `${exactCode}x <- ${less.r}\nc(x$p.value, x$conf.int[2])`, [
      less.p.value,
      less.interval.upper,
    ]),
    check("wilcoxon_signed_rank", `${exactCode}x <- ${wilcoxCode}; c(x$statistic, x$p.value, x$conf.int[1])`, [
      greater.statistic.value,
      greater.p.value,
      greater.interval.lower,
    ]),
    check("mann_whitney", `${exactCode}x <- ${exactRank.r}\nc(x$statistic, x$p.value, x$estimate, x$conf.int)`, [
      exactRank.statistic.value,
      exactRank.p.value,
      exactRank.estimate.value,
      ...limits(exactRank.interval),
    ]),
  ];
}

function tableChecks(random: () => number): Check[] {
  const n1 = 10 + Math.floor(random() * 60);
  const n2 = 10 + Math.floor(random() * 60);
  const x1 = Math.floor(random() * (n1 + 1));
  const x2 = Math.floor(random() * (n2 + 1));
  const two = value(runTwoProportions({ first: { events: x1, total: n1 }, second: { events: x2, total: n2 } }));
  const one = value(runOneProportion({ events: x1, total: n1 }, { nullProportion: 0.3 }));
  const table = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => 1 + Math.floor(random() * 9)));
  const chi = value(runChiSquare({ table }));
  const items = Array.from({ length: 15 }, () => {
    const common = normal(random);
    return Array.from({ length: 5 }, () => Math.round(common + normal(random) + 3));
  });
  const alpha = value(runCronbachAlpha({ items }));
  return [
    check(
      "two_proportions",
      `x1 <- ${x1}; n1 <- ${n1}; x2 <- ${x2}; n2 <- ${n2}; x <- ${two.r}; c(x$risk_difference, x$newcombe, x$test$p.value)`,
      [two.estimate.value, ...limits(two.interval), two.p.value],
    ),
    check("one_proportion", `x <- ${x1}; n <- ${n1}; ${one.r.replace("; ", "$p.value -> p; c(p, ")})`, [
      one.p.value,
      ...limits(one.interval),
    ]),
    check("chi_square", `tab <- ${matrix(table)}; x <- ${chi.r}; c(x$statistic, x$parameter, x$p.value)`, [
      chi.statistic.value,
      chi.statistic.df,
      chi.p.value,
    ]),
    check(
      "chi_square",
      `tab <- ${matrix(table)}; fisher.test(tab, workspace = 2e7)$p.value`,
      [chi.details.pFisher],
      1e-6,
    ),
    check(
      "cronbach_alpha",
      `items <- ${matrix(items)}; unlist(${alpha.r})`,
      [alpha.estimate.value, ...limits(alpha.interval)],
      1e-8,
    ),
  ];
}

function modelChecks(random: () => number, n: number): Check[] {
  const arm = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? "control" : "massage"));
  const site = Array.from({ length: n }, () => ["A", "B", "C"][Math.floor(random() * 3)] ?? "A");
  const base = Array.from({ length: n }, () => (random() < 0.05 ? null : 1e4 + 8 * normal(random)));
  const outcome = base.map((value, i) => (value ?? 1e4) * 0.6 + (arm[i] === "massage" ? 4 : 0) + 7 * normal(random));
  const covariates = [
    { name: "base", kind: "numeric", values: base },
    { name: "site", kind: "factor", values: site },
  ] as const;
  const data = `d <- data.frame(outcome = ${vector(outcome)}, base = ${vector(base)}, arm = ${text(arm)}, site = ${text(site)}); `;
  return (["classical", "hc2", "hc3"] as const).map((covariance) => {
    const result = value(runAncova({ outcome, arm, covariates }, { covariance, level: 0.9 }));
    return check(
      "ancova",
      `${data}unlist(${result.r})`,
      [
        result.estimate.value,
        result.standardError,
        result.statistic.value,
        result.statistic.df,
        result.p.value,
        ...limits(result.interval),
        result.details.residualSd,
      ],
      1e-6,
    );
  });
}

function planningChecks(random: () => number): Check[] {
  const delta = 2 + random() * 8;
  const sd = 8 + random() * 8;
  const power = 0.7 + random() * 0.25;
  const paired = value(runSampleSizePairedT({ delta, sd, power, sided: "one_sided" }));
  const twoSample = value(runSampleSizeTwoSampleT({ n: 30, delta, sd }));
  const detectable = value(runSampleSizeTwoSampleT({ n: 25, sd, power }));
  const borm = value(runSampleSizeAncova({ delta, sd, power, correlation: random(), dropOut: 0.15 }));
  return [
    check("sample_size_paired_t", paired.r, [paired.details.values.n]),
    check("sample_size_two_sample_t", twoSample.r, [twoSample.details.values.power]),
    check("sample_size_two_sample_t", detectable.r, [detectable.details.values.delta]),
    check("sample_size_ancova", borm.r, [borm.details.values.n]),
  ];
}

function check(method: MethodKey, r: string, actual: readonly (number | null)[], tolerance = 1e-9): Check {
  return { method, r, actual: actual.map((number) => number ?? NaN), tolerance };
}

function value<Result extends ResultBase>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}

function limits(interval: Interval | null): (number | null)[] {
  return [interval?.lower ?? null, interval?.upper ?? null];
}

function vector(values: readonly (number | null)[]): string {
  return `c(${values.map((number) => (number === null ? "NA" : String(number))).join(", ")})`;
}

function text(values: readonly string[]): string {
  return `c(${values.map((word) => `"${word}"`).join(", ")})`;
}

function matrix(table: readonly (readonly number[])[]): string {
  return `matrix(c(${table.flat().join(", ")}), nrow = ${table.length}, byrow = TRUE)`;
}

/** A small seeded generator (mulberry32); the data sets are the same on every machine. */
function generator(seed: number): () => number {
  let state = seed * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
