import type { MethodDefinition } from "../../method.ts";
import { solvePowerT } from "../../power-t.ts";
import type { Outcome } from "../../refusal.ts";
import { rPowerT } from "../../r-power-t.ts";
import type {
  SampleSizeOptions,
  SampleSizePairedTInput,
  SampleSizePairedTResult,
  SampleSizeRNames,
} from "./sample-size-paired-t.types.ts";

const source = "Student's t under the noncentral t; as R power.t.test(strict = TRUE)";

/**
 * Pairs, power or detectable mean difference of a paired t-test: give two, the third is solved for; with drop-out.
 * `sd` is that of the differences. Refuses numbers out of range and an effect of zero.
 * Example: delta 0.5, sd 1, n 20 has power 0.5645.
 */
export function runSampleSizePairedT(input: SampleSizePairedTInput): Outcome<SampleSizePairedTResult> {
  const solved = solvePowerT(input, { arms: 1, df: (n) => n - 1, size: Math.sqrt });
  if (!solved.ok) return solved;
  return {
    ok: true,
    result: {
      method: "sample_size_paired_t",
      variant: solved.result.solvedFor,
      warnings: [],
      source,
      r: rPowerT(input, "paired"),
      details: solved.result,
    },
  };
}

export const sampleSizePairedT = {
  key: "sample_size_paired_t",
  page: "sample-size-paired-t",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "power", "delta"],
  source,
  run: runSampleSizePairedT,
  rCall: () => `power.t.test(n, delta, sd, type = "paired", strict = TRUE)`,
} as const satisfies MethodDefinition<
  SampleSizePairedTInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizePairedTResult
>;
