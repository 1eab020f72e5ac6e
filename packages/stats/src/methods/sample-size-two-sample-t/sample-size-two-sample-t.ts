import type { MethodDefinition } from "../../method.ts";
import { solvePowerT } from "../../power-t.ts";
import type { Outcome } from "../../refusal.ts";
import { rPowerT } from "../../r-power-t.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../sample-size-paired-t/sample-size-paired-t.types.ts";
import type { SampleSizeTwoSampleTInput, SampleSizeTwoSampleTResult } from "./sample-size-two-sample-t.types.ts";

const source = "Student's t under the noncentral t; as R power.t.test(strict = TRUE)";

/**
 * Participants per arm (equal arms), power or detectable difference of a two-sample t-test: give two, the third is solved
 * for; with drop-out. `sd` is the common standard deviation. Refuses numbers out of range and an effect of zero.
 * Example: delta 0.5, sd 1, power 0.9 needs 85.03 per arm.
 */
export function runSampleSizeTwoSampleT(input: SampleSizeTwoSampleTInput): Outcome<SampleSizeTwoSampleTResult> {
  const solved = solvePowerT(input, { arms: 2, df: (n) => 2 * (n - 1), size: (n) => Math.sqrt(n / 2) });
  if (!solved.ok) return solved;
  return {
    ok: true,
    result: {
      method: "sample_size_two_sample_t",
      variant: solved.result.solvedFor,
      warnings: [],
      source,
      r: rPowerT(input, "two.sample"),
      details: solved.result,
    },
  };
}

export const sampleSizeTwoSampleT = {
  key: "sample_size_two_sample_t",
  page: "sample-size-two-sample-t",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "power", "delta"],
  source,
  run: runSampleSizeTwoSampleT,
  rCall: () => `power.t.test(n, delta, sd, type = "two.sample", strict = TRUE)`,
} as const satisfies MethodDefinition<
  SampleSizeTwoSampleTInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeTwoSampleTResult
>;
