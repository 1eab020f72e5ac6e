import {
  runCorrelation,
  runEffectSizePaired,
  runKruskalWallis,
  runMannWhitney,
  runOneWayAnova,
  runPairedT,
  runTwoSampleT,
  runWilcoxonSignedRank,
} from "@kendali/stats";
import { covers, exactly, normals, resultOf, type Experiment } from "./experiments.ts";

const quiet = { checkAssumptions: false } as const;

/** Comparisons of means and locations, in normal data unless the name says otherwise. */
export const groupExperiments: readonly Experiment[] = [
  {
    name: "paired t and d_z, 9 pairs",
    rates: { covers: exactly(0.95), coversAt99: exactly(0.99), rejectsTruth: exactly(0.05), dzCovers: exactly(0.95) },
    draw: (generator) => {
      const first = normals(generator, 9, 50, 4);
      const second = first.map((value) => value + 2 + 3 * generator.nextNormal());
      const nothing = first.map((value) => value + 3 * generator.nextNormal());
      return {
        covers: covers(resultOf(runPairedT({ first, second }, quiet)).interval, 2),
        coversAt99: covers(resultOf(runPairedT({ first, second }, { ...quiet, level: 0.99 })).interval, 2),
        rejectsTruth: resultOf(runPairedT({ first, second: nothing }, quiet)).p.value <= 0.05,
        dzCovers: covers(resultOf(runEffectSizePaired({ first, second })).interval, 2 / 3),
      };
    },
  },
  {
    name: "pooled t and d_s, 7 against 12",
    rates: { covers: exactly(0.95), rejectsOneSided: exactly(0.05), dsCovers: exactly(0.95) },
    draw: (generator) => {
      const [first, second] = [normals(generator, 7, 3, 2), normals(generator, 12, 1, 2)];
      const pooled = resultOf(runTwoSampleT({ first, second }, { ...quiet, variant: "pooled" }));
      const moved = first.map((value) => value - 2);
      const oneSided = { ...quiet, variant: "pooled", alternative: "less" } as const;
      return {
        covers: covers(pooled.interval, 2),
        rejectsOneSided: resultOf(runTwoSampleT({ first: moved, second }, oneSided)).p.value <= 0.05,
        dsCovers: covers(pooled.details.dSInterval, 1),
      };
    },
  },
  {
    // Welch's approximation is close to its level at these sizes (Wang 1971, JASA 66:605). The pooled t mixes the small
    // group's large variance with the other one and is wrong by design, which shows that this experiment can tell.
    name: "Welch and pooled t, 10 with sd 3 against 30 with sd 1",
    rates: { welchCovers: [0.943, 0.957], welchRejectsTruth: [0.043, 0.057], pooledCovers: [0.7, 0.82] },
    draw: (generator) => {
      const [first, second] = [normals(generator, 10, 0, 3), normals(generator, 30)];
      const { details, p } = resultOf(runTwoSampleT({ first, second }, quiet));
      return {
        welchCovers: covers(details.welch.interval, 0),
        welchRejectsTruth: p.value <= 0.05,
        pooledCovers: covers(details.pooled.interval, 0),
      };
    },
  },
  {
    name: "one-way ANOVA, groups of 5, 8 and 11",
    rates: { rejectsTruth: exactly(0.05), groupMeanCovers: exactly(0.95) },
    draw: (generator) => {
      const sizes = { a: 5, b: 8, c: 11 };
      const group = Object.entries(sizes).flatMap(([name, n]) => Array.from({ length: n }, () => name));
      const values = normals(generator, group.length, 20, 5);
      const anova = resultOf(runOneWayAnova({ values, group }, quiet));
      return {
        rejectsTruth: anova.p.value <= 0.05,
        groupMeanCovers: covers(anova.details.groups[1]?.interval ?? null, 20),
      };
    },
  },
  {
    name: "one-way ANOVA with Welch's F, sd 1, 2 and 4 in groups of 12",
    rates: { welchRejectsTruth: [0.043, 0.06], classicalRejectsTruth: [0.055, 0.1] },
    draw: (generator) => {
      const group = ["a", "b", "c"].flatMap((name) => Array.from({ length: 12 }, () => name));
      const values = group.map((name) => ({ a: 1, b: 2, c: 4 })[name as "a"] * generator.nextNormal());
      const { details } = resultOf(runOneWayAnova({ values, group }, { ...quiet, variant: "welch" }));
      return {
        welchRejectsTruth: (details.welch?.p.value ?? 1) <= 0.05,
        classicalRejectsTruth: details.classical.p.value <= 0.05,
      };
    },
  },
  {
    // The test is exact in normal data; the interval is Fisher's z, close to its level at 20 pairs.
    name: "Pearson correlation, 20 pairs",
    rates: { rejectsTruth: exactly(0.05), covers: [0.945, 0.955] },
    draw: (generator) => {
      const first = normals(generator, 20);
      const [nothing, second] = [normals(generator, 20), first.map((x) => 0.6 * x + 0.8 * generator.nextNormal())];
      return {
        rejectsTruth: resultOf(runCorrelation({ first, second: nothing })).p.value <= 0.05,
        covers: covers(resultOf(runCorrelation({ first, second })).interval, 0.6),
      };
    },
  },
  {
    // Exact rank tests and their intervals keep their level whatever the distribution; here heavily skewed and shifted.
    name: "exact rank tests, exponential data, 11 pairs, 8 against 9",
    rates: { hlShiftCovers: [0.95, 0.965], uRejectsTruth: [0.03, 0.05], vRejectsTruth: [0.03, 0.05] },
    draw: (generator) => {
      const exponential = (n: number): number[] =>
        Array.from({ length: n }, () => -Math.log(1 - generator.nextDouble()));
      const [first, second] = [exponential(8).map((value) => value + 3), exponential(9)];
      const groups = resultOf(runMannWhitney({ first, second }));
      const moved = first.map((value) => value - 3);
      const [before, after] = [exponential(11), exponential(11)];
      return {
        hlShiftCovers: covers(groups.interval, 3),
        uRejectsTruth: resultOf(runMannWhitney({ first: moved, second })).p.value <= 0.05,
        vRejectsTruth: resultOf(runWilcoxonSignedRank({ first: before, second: after })).p.value <= 0.05,
      };
    },
  },
  {
    // The chi-square approximation is somewhat conservative in small groups (Kruskal & Wallis 1952, JASA 47:583).
    name: "Kruskal–Wallis, three groups of 10",
    rates: { rejectsTruth: [0.04, 0.052] },
    draw: (generator) => {
      const group = ["a", "b", "c"].flatMap((name) => Array.from({ length: 10 }, () => name));
      const tested = resultOf(runKruskalWallis({ values: normals(generator, 30), group }));
      return { rejectsTruth: tested.p.value <= 0.05 };
    },
  },
];
