import type { Asked, PlanningOptions, SampleSizeResult } from "../../power/planning.types.ts";

/** `n` participants, correlation `r` worth finding (−1 < r < 1), power and significance: all but one. */
export type SampleSizeCorrelationInput = PlanningOptions & { readonly n?: Asked; readonly r?: Asked };

export type SampleSizeCorrelationQuantity = "n" | "r" | "significance";

export type SampleSizeCorrelationResult = SampleSizeResult<"sample_size_correlation", SampleSizeCorrelationQuantity>;
