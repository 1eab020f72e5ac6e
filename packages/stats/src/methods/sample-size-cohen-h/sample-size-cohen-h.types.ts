import type { Asked, PlanningOptions, SampleSizeResult } from "../../power/planning.types.ts";
import type { TwoArmsInput } from "../../power/two-arms.ts";

/** Participants of the two arms, Cohen's `h` = 2 asin √p₁ − 2 asin √p₂, power and significance: all but one. */
export type SampleSizeCohenHInput = PlanningOptions & TwoArmsInput & { readonly h?: Asked };

export type SampleSizeCohenHQuantity = "n" | "nSecond" | "ratio" | "h" | "significance";

export type SampleSizeCohenHResult = SampleSizeResult<"sample_size_cohen_h", SampleSizeCohenHQuantity>;
