import type { OutcomeShape, SimulationPlan } from "@kendali/analysis";

import type { PlanDesignKey, LabelKey } from "./plan-designs.ts";
import type { SolvedPlan } from "./solve-plan.ts";

/** One way in which the data of a design can be analysed: what of the engine simulates it, and its words. */
export type SimulatedAnalysis = {
  readonly key: string;
  readonly label: LabelKey;
  /** The method has no one-sided p-value. */
  readonly isTwoSidedOnly: boolean;
  /** The outcome is a measurement, so that its shape matters. */
  readonly hasShape: boolean;
  readonly planned: (numbers: PlannedNumbers) => Pick<SimulationPlan, "design" | "parameters">;
};

/** What a plan says, as a simulation needs it: people recruited per arm, values of the design, drop-out, shape. */
type PlannedNumbers = {
  readonly recruited: readonly number[];
  readonly values: SolvedPlan["details"]["values"];
  readonly dropOut: number;
  readonly shape: OutcomeShape;
};

type Known = Readonly<Record<string, number>>;

const known = ({ values }: PlannedNumbers): Known =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? Number.NaN]));

function paired(method: "paired_t" | "wilcoxon_signed_rank", label: LabelKey): SimulatedAnalysis {
  return {
    key: method,
    label,
    isTwoSidedOnly: false,
    hasShape: true,
    planned: (numbers) => {
      const { delta = 0, sd = 0 } = known(numbers);
      const { recruited, dropOut, shape } = numbers;
      return { design: method, parameters: { n: recruited[0] ?? 0, delta, sd, dropOut, shape, unit: 0 } };
    },
  };
}

function twoMeans(variant: "welch" | "pooled" | "mann_whitney"): SimulatedAnalysis {
  return {
    key: variant,
    label: `analysis_${variant}`,
    isTwoSidedOnly: false,
    hasShape: true,
    planned: (numbers) => {
      const { delta = 0, sd = 0 } = known(numbers);
      const { recruited, dropOut, shape } = numbers;
      const [nFirst = 0, nSecond = 0] = recruited;
      const arms = { nFirst, nSecond, delta, sdFirst: sd, sdSecond: sd, dropOut, shape, unit: 0 };
      return variant === "mann_whitney"
        ? { design: "mann_whitney", parameters: arms }
        : { design: "two_sample_t", parameters: { ...arms, variant } };
    },
  };
}

function adjusted(covariance: "classical" | "hc3"): SimulatedAnalysis {
  return {
    key: `ancova_${covariance}`,
    label: `analysis_ancova_${covariance}`,
    isTwoSidedOnly: false,
    hasShape: true,
    planned: (numbers) => {
      const { delta = 0, sd = 0, correlation = 0 } = known(numbers);
      const { recruited, dropOut, shape } = numbers;
      const [nReference = 0, nCompared = 0] = recruited;
      return {
        design: "ancova",
        parameters: { nReference, nCompared, delta, sd, correlation, dropOut, shape, unit: 0, covariance },
      };
    },
  };
}

function twoProportions(test: "chi2" | "chi2_yates" | "fisher"): SimulatedAnalysis {
  return {
    key: test,
    label: `analysis_${test}`,
    isTwoSidedOnly: true,
    hasShape: false,
    planned: (numbers) => {
      const { proportionFirst = 0, proportionSecond = 0 } = known(numbers);
      const [nFirst = 0, nSecond = 0] = numbers.recruited;
      const probabilities = { probabilityFirst: proportionFirst, probabilitySecond: proportionSecond };
      return {
        design: "two_proportions",
        parameters: { nFirst, nSecond, ...probabilities, dropOut: numbers.dropOut, test },
      };
    },
  };
}

function changes(test: "exact" | "mid_p" | "chi2" | "chi2_corrected"): SimulatedAnalysis {
  return {
    key: `mcnemar_${test}`,
    label: `analysis_mcnemar_${test}`,
    isTwoSidedOnly: true,
    hasShape: false,
    planned: (numbers) => {
      const { yesToNo = 0, noToYes = 0 } = known(numbers);
      const { recruited, dropOut } = numbers;
      return { design: "mcnemar", parameters: { n: recruited[0] ?? 0, yesToNo, noToYes, dropOut, test } };
    },
  };
}

/** The analyses that can be simulated for a design, the one its formula is about first. */
export const simulatedAnalyses: Readonly<Record<PlanDesignKey, readonly SimulatedAnalysis[]>> = {
  paired_t: [paired("paired_t", "analysis_paired_t"), paired("wilcoxon_signed_rank", "analysis_wilcoxon_signed_rank")],
  // One sample against a fixed value is the same computation as differences against zero.
  one_sample_t: [
    paired("paired_t", "analysis_one_sample_t"),
    paired("wilcoxon_signed_rank", "analysis_wilcoxon_signed_rank"),
  ],
  two_sample_t: [twoMeans("pooled"), twoMeans("welch"), twoMeans("mann_whitney")],
  ancova: [adjusted("classical"), adjusted("hc3")],
  two_proportions: [twoProportions("chi2"), twoProportions("chi2_yates"), twoProportions("fisher")],
  mcnemar: [changes("chi2"), changes("mid_p"), changes("exact"), changes("chi2_corrected")],
  cohen_h: [],
  chi_square: [],
  anova: [],
  correlation: [],
  cluster_means: [],
  cluster_proportions: [],
  survival: [],
};

/** The engine's own limits, which it refuses beyond; a test holds these to it. */
export const mostPerArm = 100_000;
export const mostStudies = 1_000_000;

/** What somebody chose for a simulation; the numbers as typed. */
export type SimulationChoice = {
  readonly analysis: string;
  readonly checks: "power" | "size";
  readonly shape: OutcomeShape;
  readonly simulations: string;
  readonly seed: string;
};

export const firstChoice: SimulationChoice = {
  analysis: "",
  checks: "power",
  shape: "normal",
  simulations: "10000",
  seed: "20260115",
};

/** A job for the worker: the plan with its effect, and whether to take the effect away. */
export type SimulationJob = { readonly plan: SimulationPlan; readonly checks: SimulationChoice["checks"] };

type Asked = {
  readonly design: PlanDesignKey;
  readonly solved: SolvedPlan;
  readonly choice: SimulationChoice;
  readonly simulations: number;
  readonly seed: number;
};

/** The analysis chosen, or the first one of the design. */
export function analysisOf(design: PlanDesignKey, choice: SimulationChoice): SimulatedAnalysis | undefined {
  const analyses = simulatedAnalyses[design];
  return analyses.find(({ key }) => key === choice.analysis) ?? analyses[0];
}

/**
 * What is simulated for a solved plan: the people recruited, whole, of whom drop-outs leave by chance. Null where nothing is:
 * no analysis of the design can be simulated, or it has no one-sided p-value and the plan is one-sided.
 */
export function simulationJob({ design, solved, choice, simulations, seed }: Asked): SimulationJob | null {
  const analysis = analysisOf(design, choice);
  const { details } = solved;
  if (analysis === undefined || (analysis.isTwoSidedOnly && details.sided !== "two_sided")) return null;
  const { values, arms, dropOut } = details;
  const planned = analysis.planned({
    recruited: arms.map((arm) => arm.nWholeWithDropOut),
    values,
    dropOut,
    shape: choice.shape,
  });
  const alternative = details.sided === "two_sided" ? "two_sided" : (values["delta"] ?? 0) < 0 ? "less" : "greater";
  const significance = values["significance"] ?? 0.05;
  // The parameters were made for their design; the type of a union cannot carry that.
  const plan = { ...planned, simulations, seed, significance, alternative } as SimulationPlan;
  return { plan, checks: choice.checks };
}
