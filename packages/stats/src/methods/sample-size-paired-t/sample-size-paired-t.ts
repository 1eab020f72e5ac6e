import type { MethodDefinition } from "../../method.ts";
import { planOneMean } from "../../power/plan-one-mean.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import type { Outcome } from "../../refusal.ts";
import type { SampleSizePairedTInput, SampleSizePairedTResult } from "./sample-size-paired-t.types.ts";

const source = "Student's t under the noncentral t; as R power.t.test";

/**
 * Pairs, detectable difference, standard deviation, power or significance of a paired t-test: give all but one, which is solved for;
 * with drop-out and the protocol's sentence. `sd` is that of the differences. Both rejection regions count unless `strict` is false.
 * Refuses numbers out of range, an effect of zero, a power out of reach, and none or several unknowns.
 * Example: delta 0.5, sd 1, n 20 has power 0.5645.
 */
export function runSampleSizePairedT(input: SampleSizePairedTInput): Outcome<SampleSizePairedTResult> {
  const plan = planOneMean(input, "sample_size_paired_t");
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_paired_t", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

export const sampleSizePairedT = {
  key: "sample_size_paired_t",
  page: "sample-size-paired-t",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "delta", "sd", "power", "significance"],
  source,
  run: runSampleSizePairedT,
  rCall: () => `power.t.test(n, delta, sd, sig.level, power, type = "paired", strict = TRUE)`,
} as const satisfies MethodDefinition<
  SampleSizePairedTInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizePairedTResult
>;
