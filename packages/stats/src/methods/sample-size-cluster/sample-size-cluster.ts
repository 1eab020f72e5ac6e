import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, askOr, ceiling, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { Settings } from "../../power/plan-study.ts";
import type {
  ArmSize,
  Asked,
  SampleSizeDetails,
  SampleSizeOptions,
  SampleSizeRNames,
  SentencePiece,
} from "../../power/planning.types.ts";
import { leastPower, powerOfNormal } from "../../power/power-of-normal.ts";
import { powerOfT } from "../../power/power-of-t.ts";
import { rPowerOfNormal, rPowerOfT, rSolve, rTowards } from "../../power/r-solve.ts";
import { mostParticipants, probability } from "../../power/solve-power.ts";
import type { Span, Values } from "../../power/solve-power.ts";
import { reading, signOf } from "../../power/towards.ts";
import {
  directionOf,
  isNoEffect,
  proportionShift,
  proportionSpans,
  rProportionShift,
} from "../../power/two-proportions.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import { designEffect, participantsOf, wholeClusters } from "./inflate-for-clusters.ts";
import type {
  ClusterComparison,
  SampleSizeClusterInput,
  SampleSizeClusterQuantity,
  SampleSizeClusterResult,
} from "./sample-size-cluster.types.ts";

const source = "Eldridge, Ashby & Kerry (2006), Int J Epidemiol 35:1292";

type Sizes = "clusters" | "clusterSize" | "icc" | "cv" | "significance";
type Means = Extract<ClusterComparison, { kind: "means" }>;
type Proportions = Extract<ClusterComparison, { kind: "proportions" }>;

/**
 * Clusters per arm, cluster size, intracluster correlation, effect, power or significance of a trial that randomizes
 * clusters of equal or unequal size: give all but one. The individual trial (two-sample t-test or two proportions) with
 * its participants divided by the design effect 1 + ((cv² + 1) m − 1) icc; with drop-out and the protocol's sentence.
 * Refuses numbers out of range, an effect of zero, a power out of reach (however large the clusters), and none or several
 * unknowns. Example: delta 0.5, sd 1, clusters of 20, icc 0.05, power 0.8 need 6.22 clusters per arm, so 7.
 */
export function runSampleSizeCluster(input: SampleSizeClusterInput): Outcome<SampleSizeClusterResult> {
  const { comparison } = input;
  const outcome = comparison.kind === "means" ? planMeans(input, comparison) : planProportions(input, comparison);
  if (!outcome.ok) return outcome;
  const { details, r } = outcome.result;
  const { clusters = 0, clusterSize = 1, icc = 0, cv = 0 } = details.values;
  const effect = designEffect({ clusterSize, icc, cv });
  const clustersPerArm = wholeClusters(clusters, details.dropOut);
  const few = clustersPerArm.nWholeWithDropOut < 15;
  return {
    ok: true,
    result: {
      method: "sample_size_cluster",
      variant: comparison.kind,
      warnings: few ? [warn("few_clusters", { count: clustersPerArm.nWholeWithDropOut })] : [],
      source,
      r,
      details: {
        ...details,
        designEffect: effect,
        nPerArmIndividual: (clusters * clusterSize) / effect,
        clustersPerArm,
      },
    },
  };
}

type Planned = Outcome<{
  readonly details: Omit<SampleSizeDetails<SampleSizeClusterQuantity>, "values"> & {
    readonly values: Readonly<Partial<Record<SampleSizeClusterQuantity, number>>>;
  };
  readonly r: string;
}>;

function planMeans(input: SampleSizeClusterInput, comparison: Means): Planned {
  const settings = settingsOf(input, true);
  const delta = ask(comparison.delta);
  const read = reading(delta, settings.sided);
  const sign = signOf(delta, settings.sided);
  type Quantity = Sizes | "delta" | "sd";
  return planStudy<Quantity, Quantity>({
    design: {
      spans: () => ({
        ...sizeSpans,
        delta: { above: 0, below: Infinity, rises: true, effect: "signed" },
        sd: { above: 0, below: Infinity, rises: false },
      }),
      power: (values) => {
        const n = effectiveSize(values);
        const ncp = (Math.sqrt(n / 2) * read(values.delta)) / values.sd;
        return powerOfT({ df: Math.max(0.02, 2 * (n - 1)), ncp, significance: values.significance, ...settings });
      },
      least: leastPower(settings.sided, settings.strict),
    },
    asked: { ...askedSizes(input), delta, sd: ask(comparison.sd) },
    ...clusterPlan(settings),
    report: (values) => ({ ...values, delta: sign * values.delta }),
    statement: "cluster_means",
    words: (values) => ({ ...clusterWords(values, settings), delta: Math.abs(values.delta) }),
    r: (solved) => {
      const effect = solved.solvedFor === "delta" ? "delta" : rTowards("delta", settings.sided);
      const power = rPowerOfT("max(0.02, 2 * (n - 1))", `sqrt(n / 2) * ${effect} / sd`, settings);
      const code = rSolve(solved, { ...rSizes, delta: "delta", sd: "sd" }, `{ ${rEffectiveSize}; ${power} }`);
      return sign < 0 ? `-${code}` : code;
    },
  });
}

function planProportions(input: SampleSizeClusterInput, comparison: Proportions): Planned {
  const settings = settingsOf(input, false);
  const pair = {
    proportionFirst: ask(comparison.proportionFirst),
    proportionSecond: ask(comparison.proportionSecond),
  };
  if (isNoEffect(pair)) return refuse("zero_effect", { option: "proportionSecond" });
  const direction = directionOf(settings.sided, comparison.direction);
  type Quantity = Sizes | "proportionFirst" | "proportionSecond";
  return planStudy<Quantity, Quantity>({
    design: {
      spans: (given) => ({ ...sizeSpans, ...proportionSpans(given, direction) }),
      power: (values) => {
        const n = effectiveSize(values);
        const shift = proportionShift(values, [n, n], settings.sided);
        return powerOfNormal({ ...shift, significance: values.significance, ...settings });
      },
      least: leastPower(settings.sided, settings.strict),
    },
    asked: { ...askedSizes(input), ...pair },
    ...clusterPlan(settings),
    report: (values) => values,
    statement: "cluster_proportions",
    words: (values) => clusterWords(values, settings),
    r: (solved) => {
      const power = rPowerOfNormal(rProportionShift.shift(settings.sided), settings, rProportionShift.spread);
      const names = { ...rSizes, proportionFirst: "p1", proportionSecond: "p2" };
      return rSolve(solved, names, `{ ${rEffectiveSize}; n1 <- n; n2 <- n; ${power} }`);
    },
  });
}

const rSizes = { clusters: "k", clusterSize: "m", icc: "icc", cv: "cv", significance: "sig.level" } as const;
const rEffectiveSize = "n <- k * m / (1 + ((cv^2 + 1) * m - 1) * icc)";

const notNegative = (value: number): boolean => value >= 0;

const sizeSpans: Readonly<Record<Sizes, Span>> = {
  clusters: { above: 0, below: mostParticipants, rises: true },
  clusterSize: { above: 1, below: mostParticipants, rises: true, allows: (m) => m >= 1 },
  icc: { above: 0, below: 1, rises: false, allows: (icc) => icc >= 0 && icc <= 1 },
  cv: { above: 0, below: Infinity, rises: false, allows: notNegative },
  significance: probability,
};

function askedSizes(input: SampleSizeClusterInput): Readonly<Record<Sizes | "power", Asked>> {
  const { clusters, clusterSize, icc, cv } = input;
  return { clusters: ask(clusters), clusterSize: ask(clusterSize), icc: ask(icc), cv: askOr(cv, 0), ...askedOf(input) };
}

function effectiveSize({ clusters, clusterSize, icc, cv }: Values<Sizes>): number {
  return (clusters * clusterSize) / designEffect({ clusterSize, icc, cv });
}

type ClusterPart = {
  readonly settings: Settings;
  readonly arms: (values: Values<Sizes>) => readonly number[];
  readonly size: (n: number, values: Values<Sizes>) => ArmSize;
  readonly whole: <V extends Values<Sizes>>(values: V) => V;
  readonly counts: readonly "clusters"[];
  readonly dropOutWords: () => readonly SentencePiece[];
};

/** What every comparison of clusters shares: people come in whole clusters of the mean size. */
function clusterPlan(settings: Settings): ClusterPart {
  const { dropOut } = settings;
  const clustersOf = ({ clusters }: Values<Sizes>): ArmSize => wholeClusters(clusters, dropOut);
  return {
    settings,
    arms: ({ clusters, clusterSize }) => [clusters * clusterSize, clusters * clusterSize],
    size: (_, values) => participantsOf(clustersOf(values), values.clusterSize),
    whole: (values) => ({ ...values, clusters: clustersOf(values).nWholeWithDropOut * (1 - dropOut) }),
    counts: ["clusters"],
    dropOutWords: () => (dropOut === 0 ? [] : [{ key: "drop_out_clusters", params: { dropOut } }]),
  };
}

/** The statement names what is recruited: whole clusters, drop-out allowed for. */
function clusterWords(values: Values<Sizes>, settings: Settings): SentencePiece["params"] {
  const clusters = ceiling(values.clusters / (1 - settings.dropOut));
  const perArm = ceiling(clusters * values.clusterSize);
  return { clusters, perArm, total: 2 * perArm };
}

export const sampleSizeCluster = {
  key: "sample_size_cluster",
  page: "sample-size-cluster",
  tier: "FIRST",
  input: "planning",
  variants: ["means", "proportions"],
  source,
  run: runSampleSizeCluster,
  rCall: () => "n * (1 + ((cv^2 + 1) * m - 1) * icc) / m",
} as const satisfies MethodDefinition<
  SampleSizeClusterInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeClusterResult
>;
