import type { Asked, PlanningOptions, SampleSizeResult } from "../../power/planning.types.ts";

/** `n` per group, number of `groups`, Cohen's `f` (SD of the group means over the common SD), power and significance: all but one. */
export type SampleSizeAnovaInput = Omit<PlanningOptions, "sided" | "strict"> & {
  readonly n?: Asked;
  readonly groups?: Asked;
  readonly f?: Asked;
};

export type SampleSizeAnovaQuantity = "n" | "groups" | "f" | "significance";

export type SampleSizeAnovaResult = SampleSizeResult<"sample_size_anova", SampleSizeAnovaQuantity>;
