import {
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
} from "../../src/index.ts";
import type { Sided } from "../../src/index.ts";
import type { Actual, Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";

type Given = Readonly<Record<string, unknown>>;
type Number = (...names: readonly string[]) => number | null;

/** R's arguments, wherever a case states them; `sig.level` and `sig_level` are one. `null` and absent mean: solve for it. */
export const powerAdapters: Adapters = {
  "power.t": powerT,
  "power.t_unequal": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "pwr");
    const input = { n: number("n1"), nSecond: number("n2"), delta: number("d", "delta"), sd: number("sd") ?? 1 };
    return fieldsOf(runSampleSizeTwoSampleT({ ...input, ...common }), ({ details: { values: v } }) => ({
      ...tested(v),
      n1: v.n,
      n2: v.nSecond,
      d: v.delta / v.sd,
      delta: v.delta,
      sd: v.sd,
    }));
  },
  "power.prop": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "stats");
    const arms = { n: number("n", "n1"), ...secondArm(inputs, options) };
    const input = { ...arms, proportionFirst: number("p1"), proportionSecond: number("p2") };
    return fieldsOf(runSampleSizeTwoProportions({ ...input, ...common }), ({ details: { values: v } }) => ({
      ...tested(v),
      n: v.n,
      n1: v.n,
      n2: v.nSecond,
      p1: v.proportionFirst,
      p2: v.proportionSecond,
    }));
  },
  "power.two_prop_cohen_h": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "pwr");
    const input = { n: number("n", "n1"), ...secondArm(inputs, options), h: number("h") };
    return fieldsOf(runSampleSizeCohenH({ ...input, ...common }), ({ details: { values: v } }) => ({
      ...tested(v),
      n: v.n,
      n1: v.n,
      n2: v.nSecond,
      h: v.h,
    }));
  },
  "power.chisq": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "pwr");
    const input = { w: number("w"), n: number("N", "n"), df: number("df") ?? 1 };
    return fieldsOf(runSampleSizeChiSquare({ ...input, ...common }), ({ details: { values: v } }) => ({
      ...tested(v),
      n: v.n,
      N: v.n,
      w: v.w,
      df: v.df,
    }));
  },
  "power.anova": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "pwr");
    const input = { groups: number("k"), n: number("n"), f: number("f") };
    return fieldsOf(runSampleSizeAnova({ ...input, ...common }), ({ details: { values: v } }) => ({
      ...tested(v),
      n: v.n,
      k: v.groups,
      f: v.f,
    }));
  },
  "power.correlation": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "pwr");
    return fieldsOf(
      runSampleSizeCorrelation({ n: number("n"), r: number("r"), ...common }),
      ({ details: { values: v } }) => ({ ...tested(v), n: v.n, r: v.r }),
    );
  },
  "power.ancova_borm": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "stats");
    const input = { n: number("n"), delta: number("delta"), sd: number("sd"), correlation: number("rho", "r") };
    return fieldsOf(runSampleSizeAncova({ ...input, ...common }), ({ details: d }) => ({
      ...tested(d.values),
      n: d.values.n,
      delta: d.values.delta,
      sd: d.values.sd,
      rho: d.values.correlation,
      n_per_arm_ttest_normal: d.nPerArmWithoutBaseline,
      n_per_arm_ancova: d.nPerArm,
      n_per_arm_ancova_ceiling_plus1: d.arms[0]?.nWhole,
      n_change_score: d.nPerArmChangeScore,
    }));
  },
  "power.cluster": cluster,
  "power.mcnemar_connor": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "stats");
    const input = { n: number("n_pairs", "n"), yesToNo: number("p10"), noToYes: number("p01") };
    return fieldsOf(runSampleSizeMcNemar({ ...input, ...common }), ({ details: { values: v } }) => ({
      ...tested(v),
      n_pairs: v.n,
      n: v.n,
      p10: v.yesToNo,
      p01: v.noToYes,
    }));
  },
  "power.logrank_schoenfeld": (inputs: Given, options: Given) => {
    const { number, common } = read(inputs, options, "stats");
    const events = number("events");
    const input = {
      ...(events === null ? { n: number("n") } : { events }),
      ...(events !== null && number("event_prob") === null ? {} : { eventProbability: number("event_prob") }),
      hazardRatio: number("hr"),
      allocation: number("allocation") ?? 0.5,
    };
    return fieldsOf(runSampleSizeSurvival({ ...input, ...common }), ({ details: d }) => ({
      ...tested(d.values),
      events: d.events,
      n: d.values.n,
      hr: d.values.hazardRatio,
      allocation: d.values.allocation,
      event_prob: d.values.eventProbability,
    }));
  },
};

function powerT(inputs: Given, options: Given): Actual {
  const { number, has, common } = read(inputs, options, "stats");
  const others = [number("n"), number("delta"), number("power")];
  // R's default for sd stands unless it is the one that is left to solve for.
  const isSdAsked = has("sd") || (others.every((value) => value !== null) && common.significance !== null);
  const input = {
    n: number("n"),
    delta: number("delta"),
    sd: isSdAsked ? number("sd") : 1,
    ...common,
    // R's one-sided t-test looks above zero, whatever the sign of delta.
    sided: common.sided === "one_sided" ? ("greater" as const) : common.sided,
  };
  const type = String(inputs["type"] ?? options["type"] ?? "two.sample");
  const run = { paired: runSampleSizePairedT, "one.sample": runSampleSizeOneSampleT }[type] ?? runSampleSizeTwoSampleT;
  const outcome = run(input);
  if (!outcome.ok) return { refused: outcome.refusal.code };
  const { values: v, sided } = outcome.result.details;
  // R answers with the size of the effect when two-sided.
  const delta = sided === "two_sided" ? Math.abs(v.delta) : v.delta;
  return { fields: { ...tested(v), n: v.n, delta, sd: v.sd } };
}

function cluster(inputs: Given, options: Given): Actual {
  const { number, common } = read(inputs, options, "stats");
  const nPerArm = number("n_per_arm_individual");
  const sizes = { clusterSize: number("m"), icc: number("icc"), cv: number("cv") ?? 0 };
  if (nPerArm !== null) {
    const { clusterSize, icc, cv } = sizes;
    const inflated = inflateForClusters({ nPerArm, clusterSize: clusterSize ?? 1, icc: icc ?? 0, cv });
    if (!inflated.ok) return { refused: inflated.refusal.code };
    const { designEffect, participantsPerArm, clustersPerArm } = inflated.result;
    return {
      fields: {
        design_effect: designEffect,
        n_individuals: participantsPerArm.n,
        clusters_per_arm: clustersPerArm.nWhole,
      },
    };
  }
  const isProportions = number("p1") !== null || number("p2") !== null;
  const comparison = isProportions
    ? { kind: "proportions" as const, proportionFirst: number("p1"), proportionSecond: number("p2") }
    : { kind: "means" as const, delta: number("delta", "d"), sd: number("sd") ?? 1 };
  return fieldsOf(
    runSampleSizeCluster({ ...sizes, clusters: number("clusters_per_arm", "clusters"), comparison, ...common }),
    ({ details: d }) => ({
      power: d.values.power,
      design_effect: d.designEffect,
      n_individuals: d.arms[0]?.n,
      clusters_per_arm: d.clustersPerArm.nWhole,
    }),
  );
}

type Common = {
  readonly significance: number | null;
  readonly power: number | null;
  readonly sided: Sided;
  readonly strict?: boolean;
};

/** Numbers by any of their names, and what all designs share. `stats`: R's power.* with strict = FALSE by default. */
function read(
  inputs: Given,
  options: Given,
  family: "stats" | "pwr",
): { readonly number: Number; readonly has: (name: string) => boolean; readonly common: Common } {
  const all = { ...options, ...inputs };
  const has = (name: string): boolean => name in all;
  const number: Number = (...names) => {
    const value = names.map((name) => all[name]).find((each) => typeof each === "number");
    return typeof value === "number" ? value : null;
  };
  const isNamed = has("sig.level") || has("sig_level") || has("alpha");
  const strict = family === "stats" ? { strict: all["strict"] === true } : {};
  const common = {
    significance: isNamed ? number("sig.level", "sig_level", "alpha") : 0.05,
    power: number("power"),
    sided: sidedOf(all["alternative"]),
    ...strict,
  };
  return { number, has, common };
}

function sidedOf(alternative: unknown): Sided {
  const sides: Readonly<Record<string, Sided>> = {
    "one.sided": "one_sided",
    one_sided: "one_sided",
    greater: "greater",
    less: "less",
  };
  return sides[String(alternative)] ?? "two_sided";
}

/** A second arm of its own size, or by ratio; equal arms are left to the default. */
function secondArm(inputs: Given, options: Given): { readonly nSecond?: number | null; readonly ratio?: number } {
  const { number, has } = read(inputs, options, "pwr");
  const ratio = number("ratio");
  if (ratio !== null) return { ratio };
  return has("n2") || has("n1") ? { nSecond: number("n2") } : {};
}

function tested(values: { readonly significance: number; readonly power: number }): Given {
  return { sig_level: values.significance, "sig.level": values.significance, power: values.power };
}
