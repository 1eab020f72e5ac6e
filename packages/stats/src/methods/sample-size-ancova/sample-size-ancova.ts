import { normalQuantile, normalUpperQuantile } from "../../distributions/normal.ts";
import type { MethodDefinition } from "../../method.ts";
import { ceiling, outOfRange } from "../../power-t.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../sample-size-paired-t/sample-size-paired-t.types.ts";
import type { SampleSizeAncovaInput, SampleSizeAncovaResult } from "./sample-size-ancova.types.ts";

const source = "Borm, Fransen & Lemmens (2007), J Clin Epidemiol 60:1234";

/**
 * Participants per arm of a trial analysed by ANCOVA with the baseline measurement: (1 − r²) times the two-sample number,
 * plus one per arm; beside it what the analysis without baseline and of change scores would need; with drop-out.
 * Refuses numbers out of range, an effect of zero, and a correlation not strictly between −1 and 1.
 * Example: delta 8, sd 14, r 0.5, power 0.9 gives 48.27, so 50 per arm.
 */
export function runSampleSizeAncova(input: SampleSizeAncovaInput): Outcome<SampleSizeAncovaResult> {
  const { delta, sd, correlation, power, significance = 0.05, sided = "two_sided", dropOut = 0 } = input;
  const bad = outOfRange({ delta, sd, power, significance, dropOut });
  if (bad !== null) return refuse(delta === 0 ? "zero_effect" : "invalid_option", { option: bad });
  if (!(Math.abs(correlation) < 1)) return refuse("invalid_option", { option: "correlation" });
  const z = normalUpperQuantile(significance / (sided === "two_sided" ? 2 : 1)) + normalQuantile(power);
  const nWithout = (2 * z * z * sd * sd) / (delta * delta);
  const nPerArm = (1 - correlation ** 2) * nWithout;
  const nPerArmCeiling = ceiling(nPerArm) + 1;
  const nPerArmWithDropOut = ceiling(nPerArmCeiling / (1 - dropOut));
  return {
    ok: true,
    result: {
      method: "sample_size_ancova",
      variant: "borm_2007",
      warnings: [],
      source,
      r: rCall(input),
      details: {
        delta,
        sd,
        correlation,
        power,
        significance,
        sided,
        dropOut,
        nPerArmWithoutBaseline: nWithout,
        nPerArm,
        nPerArmChangeScore: 2 * (1 - correlation) * nWithout,
        nPerArmCeiling,
        nPerArmWithDropOut,
        totalWithDropOut: 2 * nPerArmWithDropOut,
      },
    },
  };
}

function rCall({
  delta,
  sd,
  correlation,
  power,
  significance = 0.05,
  sided,
  dropOut = 0,
}: SampleSizeAncovaInput): string {
  const tail = sided === "one_sided" ? `${significance}` : `${significance} / 2`;
  const n = `(1 - (${correlation})^2) * 2 * (qnorm(1 - ${tail}) + qnorm(${power}))^2 * ${sd}^2 / (${delta})^2`;
  return `ceiling((ceiling(${n}) + 1) / (1 - ${dropOut}))`;
}

export const sampleSizeAncova = {
  key: "sample_size_ancova",
  page: "sample-size-ancova",
  tier: "FIRST",
  input: "planning",
  variants: ["borm_2007"],
  source,
  run: runSampleSizeAncova,
  rCall: () => "(1 - r^2) * 2 * (qnorm(1 - alpha / 2) + qnorm(power))^2 * sd^2 / delta^2",
} as const satisfies MethodDefinition<
  SampleSizeAncovaInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeAncovaResult
>;
