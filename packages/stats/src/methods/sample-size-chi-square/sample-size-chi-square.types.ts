import type { Asked, PlanningOptions, SampleSizeResult } from "../../power/planning.types.ts";

/** `n` in all, Cohen's `w`, power and significance: all but one. `df`: degrees of freedom of the test, always given. */
export type SampleSizeChiSquareInput = Omit<PlanningOptions, "sided" | "strict"> & {
  readonly n?: Asked;
  readonly w?: Asked;
  readonly df: number;
};

export type SampleSizeChiSquareQuantity = "n" | "w" | "df" | "significance";

export type SampleSizeChiSquareResult = SampleSizeResult<"sample_size_chi_square", SampleSizeChiSquareQuantity>;
