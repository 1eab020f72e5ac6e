import type { ResultBase } from "../../result.ts";
import type { SampleSizeDetails } from "../sample-size-paired-t/sample-size-paired-t.types.ts";

/** Everything but the unknown; n is per arm, `sd` the common standard deviation. */
export type SampleSizeTwoSampleTInput = {
  readonly n?: number;
  readonly delta?: number;
  readonly sd: number;
  readonly power?: number;
  readonly significance?: number;
  readonly sided?: "two_sided" | "one_sided";
  readonly dropOut?: number;
};

export type SampleSizeTwoSampleTResult = ResultBase & {
  readonly method: "sample_size_two_sample_t";
  readonly details: SampleSizeDetails;
};
