import type { OneMeanInput, OneMeanQuantity } from "../../power/plan-one-mean.ts";
import type { SampleSizeResult } from "../../power/planning.types.ts";

/** Participants `n`, mean difference from the fixed value `delta`, its `sd`, power and significance: all but one. `delta`: distance of the mean from the fixed value. */
export type SampleSizeOneSampleTInput = OneMeanInput;

export type SampleSizeOneSampleTResult = SampleSizeResult<"sample_size_one_sample_t", OneMeanQuantity>;
