import type { Asked, PlanningOptions, SampleSizeResult } from "../../power/planning.types.ts";

/**
 * `n` pairs; the proportions of all pairs that change in each direction (first yes and second no, first no and second yes);
 * power and significance: all but one. `direction`: whether an unknown proportion is searched so that the change from no to
 * yes prevails (`increase`, when absent) or the other. `strict` is false unless said, as in the formula.
 */
export type SampleSizeMcNemarInput = PlanningOptions & {
  readonly n?: Asked;
  readonly yesToNo?: Asked;
  readonly noToYes?: Asked;
  readonly direction?: "increase" | "decrease";
};

export type SampleSizeMcNemarQuantity = "n" | "yesToNo" | "noToYes" | "significance";

export type SampleSizeMcNemarResult = SampleSizeResult<"sample_size_mcnemar", SampleSizeMcNemarQuantity>;
