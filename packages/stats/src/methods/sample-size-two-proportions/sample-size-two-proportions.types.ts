import type { Asked, PlanningOptions, SampleSizeResult } from "../../power/planning.types.ts";
import type { TwoArmsInput } from "../../power/two-arms.ts";

/**
 * Participants of the two arms, the proportions expected in each, power and significance: all but one.
 * `direction`: where an unknown proportion is searched, so that the second is above the first (`increase`, when absent)
 * or below it. `strict` is false unless said, as R's power.prop.test.
 */
export type SampleSizeTwoProportionsInput = PlanningOptions &
  TwoArmsInput & {
    readonly proportionFirst?: Asked;
    readonly proportionSecond?: Asked;
    readonly direction?: "increase" | "decrease";
  };

export type SampleSizeTwoProportionsQuantity =
  "n" | "nSecond" | "ratio" | "proportionFirst" | "proportionSecond" | "significance";

export type SampleSizeTwoProportionsResult = SampleSizeResult<
  "sample_size_two_proportions",
  SampleSizeTwoProportionsQuantity
>;
