import type { MethodDefinition } from "../../method.ts";
import { planOneMean } from "../../power/plan-one-mean.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import type { Outcome } from "../../refusal.ts";
import type { SampleSizeOneSampleTInput, SampleSizeOneSampleTResult } from "./sample-size-one-sample-t.types.ts";

const source = "Student's t under the noncentral t; as R power.t.test";

/**
 * Participants, detectable difference, standard deviation, power or significance of a one-sample t-test: give all but one, which is solved for;
 * with drop-out and the protocol's sentence. `delta`: distance of the mean from the fixed value. Both rejection regions count unless `strict` is false.
 * Refuses numbers out of range, an effect of zero, a power out of reach, and none or several unknowns.
 * Example: delta 0.7, sd 1, n 15 has power 0.7129.
 */
export function runSampleSizeOneSampleT(input: SampleSizeOneSampleTInput): Outcome<SampleSizeOneSampleTResult> {
  const plan = planOneMean(input, "sample_size_one_sample_t");
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_one_sample_t", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

export const sampleSizeOneSampleT = {
  key: "sample_size_one_sample_t",
  page: "sample-size-one-sample-t",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "delta", "sd", "power", "significance"],
  source,
  run: runSampleSizeOneSampleT,
  rCall: () => `power.t.test(n, delta, sd, sig.level, power, type = "one.sample", strict = TRUE)`,
} as const satisfies MethodDefinition<
  SampleSizeOneSampleTInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeOneSampleTResult
>;
