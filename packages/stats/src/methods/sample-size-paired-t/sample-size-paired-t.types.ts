import type { OneMeanInput, OneMeanQuantity } from "../../power/plan-one-mean.ts";
import type { SampleSizeResult } from "../../power/planning.types.ts";

/** Pairs `n`, mean difference `delta`, its `sd`, power and significance: all but one. `sd` is that of the differences. */
export type SampleSizePairedTInput = OneMeanInput;

export type SampleSizePairedTResult = SampleSizeResult<"sample_size_paired_t", OneMeanQuantity>;
