import type { AnySimulationDesign, SimulationDesign, SimulationDesignKey } from "../simulation-design.ts";
import { ancova } from "./ancova.ts";
import { mannWhitney } from "./mann-whitney.ts";
import { mcnemar } from "./mcnemar.ts";
import { pairedT } from "./paired-t.ts";
import { twoProportions } from "./two-proportions.ts";
import { twoSampleT } from "./two-sample-t.ts";
import { wilcoxonSignedRank } from "./wilcoxon-signed-rank.ts";

/** Every design that power can be simulated for. A key without a line here does not compile. */
export const simulationDesigns = {
  ancova,
  mann_whitney: mannWhitney,
  mcnemar,
  paired_t: pairedT,
  two_proportions: twoProportions,
  two_sample_t: twoSampleT,
  wilcoxon_signed_rank: wilcoxonSignedRank,
} as const satisfies Record<SimulationDesignKey, AnySimulationDesign>;

/** The parameters of a design. */
export type ParametersOf<Key extends SimulationDesignKey> =
  (typeof simulationDesigns)[Key] extends SimulationDesign<infer Parameters> ? Parameters : never;
