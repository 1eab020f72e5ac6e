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
  type ArmSize,
  type Outcome,
  type SampleSizeDetails,
  type Sided,
} from "@kendali/stats";

import type { LabelKey, PlanDesignKey } from "./plan-designs.ts";
import type { PlanJob } from "./plan-state.ts";

/** What a design says beside participants and power, such as its design effect; `isWhole` for counts of people or events. */
export type PlanFact = { readonly label: LabelKey; readonly value: number };

/** A solved plan, the same shape for every design: plain data, as it comes out of a worker. */
export type SolvedPlan = {
  readonly details: Omit<SampleSizeDetails<string>, "values"> & {
    readonly values: Readonly<Partial<Record<string, number>>>;
  };
  readonly clusters: ArmSize | null;
  readonly facts: readonly PlanFact[];
  readonly source: string;
  readonly r: string;
};

type Numbers = Readonly<Record<string, number | null>>;
type Settings = { readonly sided: Sided; readonly dropOut: number; readonly direction?: "increase" | "decrease" };
type Solve = (values: Numbers, settings: Settings) => Outcome<SolvedPlan>;

/** Solves a plan with the method of its design. */
export function solvePlan({ design, values, sided, dropOut, direction }: PlanJob): Outcome<SolvedPlan> {
  return solvers[design](values, { sided, dropOut, ...(direction === null ? {} : { direction }) });
}

const solvers: Readonly<Record<PlanDesignKey, Solve>> = {
  two_sample_t: (values, settings) => solved(runSampleSizeTwoSampleT({ ...values, ...settings })),
  paired_t: (values, settings) => solved(runSampleSizePairedT({ ...values, ...settings })),
  one_sample_t: (values, settings) => solved(runSampleSizeOneSampleT({ ...values, ...settings })),
  ancova: (values, settings) =>
    solved(runSampleSizeAncova({ ...values, ...settings }), ({ nPerArmWithoutBaseline, nPerArmChangeScore }) => ({
      facts: [
        { label: "proof_without_baseline", value: nPerArmWithoutBaseline },
        { label: "proof_change_score", value: nPerArmChangeScore },
      ],
    })),
  two_proportions: (values, settings) => solved(runSampleSizeTwoProportions({ ...values, ...settings })),
  cohen_h: (values, settings) => solved(runSampleSizeCohenH({ ...values, ...settings })),
  mcnemar: (values, settings) => solved(runSampleSizeMcNemar({ ...values, ...settings })),
  chi_square: ({ df, ...values }, { dropOut }) =>
    solved(runSampleSizeChiSquare({ ...values, df: df ?? Number.NaN, dropOut })),
  anova: (values, { dropOut }) => solved(runSampleSizeAnova({ ...values, dropOut })),
  correlation: (values, settings) => solved(runSampleSizeCorrelation({ ...values, ...settings })),
  cluster_means: ({ delta = null, sd = null, ...values }, settings) =>
    cluster(runSampleSizeCluster({ ...values, ...settings, comparison: { kind: "means", delta, sd } })),
  cluster_proportions: ({ proportionFirst = null, proportionSecond = null, ...values }, { direction, ...settings }) => {
    const sides = direction === undefined ? {} : { direction };
    const comparison = { kind: "proportions" as const, proportionFirst, proportionSecond, ...sides };
    return cluster(runSampleSizeCluster({ ...values, ...settings, comparison }));
  },
  survival: (values, settings) =>
    solved(runSampleSizeSurvival({ ...values, ...settings }), ({ events }) => ({
      facts: [{ label: "proof_events", value: events }],
    })),
};

type Solved<D> = { readonly details: D; readonly source: string; readonly r: string };

function solved<D extends SolvedPlan["details"]>(
  outcome: Outcome<Solved<D>>,
  more: (details: D) => Partial<Pick<SolvedPlan, "clusters" | "facts">> = () => ({}),
): Outcome<SolvedPlan> {
  if (!outcome.ok) return outcome;
  const { details, source, r } = outcome.result;
  return { ok: true, result: { details, source, r, clusters: null, facts: [], ...more(details) } };
}

function cluster(outcome: ReturnType<typeof runSampleSizeCluster>): Outcome<SolvedPlan> {
  return solved(outcome, ({ designEffect, nPerArmIndividual, clustersPerArm }) => ({
    clusters: clustersPerArm,
    facts: [
      { label: "proof_design_effect", value: designEffect },
      { label: "proof_individual", value: nPerArmIndividual },
    ],
  }));
}
