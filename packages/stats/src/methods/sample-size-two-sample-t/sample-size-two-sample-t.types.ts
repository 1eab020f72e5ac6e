import type { Asked, PlanningOptions, SampleSizeResult } from "../../power/planning.types.ts";
import type { TwoArmsInput } from "../../power/two-arms.ts";

/** Participants of the two arms, difference `delta` of the means, common `sd`, power and significance: all but one. */
export type SampleSizeTwoSampleTInput = PlanningOptions &
  TwoArmsInput & {
    readonly delta?: Asked;
    readonly sd?: Asked;
  };

export type SampleSizeTwoSampleTQuantity = "n" | "nSecond" | "ratio" | "delta" | "sd" | "significance";

export type SampleSizeTwoSampleTResult = SampleSizeResult<"sample_size_two_sample_t", SampleSizeTwoSampleTQuantity>;
