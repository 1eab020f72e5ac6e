import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, ceiling, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { Settings } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower, powerOfNormal } from "../../power/power-of-normal.ts";
import { rPowerOfNormal, rSolve, rTowards } from "../../power/r-solve.ts";
import { mostParticipants } from "../../power/solve-power.ts";
import type { PowerDesign } from "../../power/solve-power.ts";
import { reading, signOf } from "../../power/towards.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeAncovaInput,
  SampleSizeAncovaQuantity,
  SampleSizeAncovaResult,
} from "./sample-size-ancova.types.ts";

const source = "Borm, Fransen & Lemmens (2007), J Clin Epidemiol 60:1234";

/**
 * Participants per arm, detectable difference, standard deviation, correlation, power or significance of a trial analysed
 * by ANCOVA with the baseline measurement: give all but one. (1 − r²) times the two-sample number, plus one per arm;
 * beside it what the analysis without baseline and of change scores would need; with drop-out and the protocol's sentence.
 * Refuses numbers out of range, an effect of zero, a power out of reach, and none or several unknowns.
 * Example: delta 8, sd 14, r 0.5, power 0.9 gives 48.27, so 50 per arm.
 */
export function runSampleSizeAncova(input: SampleSizeAncovaInput): Outcome<SampleSizeAncovaResult> {
  const settings = settingsOf(input, false);
  const delta = ask(input.delta);
  const sign = signOf(delta, settings.sided);
  const plan = planStudy<SampleSizeAncovaQuantity, SampleSizeAncovaQuantity>({
    design: designOf(settings, reading(delta, settings.sided)),
    asked: { n: ask(input.n), delta, sd: ask(input.sd), correlation: ask(input.correlation), ...askedOf(input) },
    settings,
    report: (values) => ({ ...values, delta: sign * values.delta }),
    arms: ({ n }) => [n, n],
    whole: (values) => ({ ...values, n: ceiling(values.n) }),
    counts: ["n"],
    statement: "ancova",
    words: (values) => ({ delta: Math.abs(values.delta) }),
    r: (solved) => {
      const names = { n: "n", delta: "delta", sd: "sd", correlation: "r", significance: "sig.level" };
      const effect = solved.solvedFor === "delta" ? "delta" : rTowards("delta", settings.sided);
      const code = rSolve(solved, names, rPowerOfNormal(`sqrt((n - 1) / (2 * (1 - r^2))) * ${effect} / sd`, settings));
      return sign < 0 ? `-${code}` : code;
    },
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  const nPerArm = details.values.n - 1;
  const nPerArmWithoutBaseline = nPerArm / (1 - details.values.correlation ** 2);
  const nPerArmChangeScore = 2 * (1 - details.values.correlation) * nPerArmWithoutBaseline;
  return {
    ok: true,
    result: {
      method: "sample_size_ancova",
      variant: "borm_2007",
      warnings: [],
      source,
      r,
      details: { ...details, nPerArm, nPerArmWithoutBaseline, nPerArmChangeScore },
    },
  };
}

function designOf(settings: Settings, read: (delta: number) => number): PowerDesign<SampleSizeAncovaQuantity> {
  return {
    spans: () => ({
      n: { above: 1, below: mostParticipants, rises: true },
      delta: { above: 0, below: Infinity, rises: true, effect: "signed" },
      sd: { above: 0, below: Infinity, rises: false },
      correlation: { above: 0, below: 1, rises: true, allows: (r) => Math.abs(r) < 1 },
      significance: { above: 0, below: 1, rises: true },
    }),
    power: ({ n, delta, sd, correlation, significance }) =>
      powerOfNormal({
        shift: (Math.sqrt((n - 1) / (2 * (1 - correlation ** 2))) * read(delta)) / sd,
        significance,
        ...settings,
      }),
    least: leastPower(settings.sided, settings.strict),
  };
}

export const sampleSizeAncova = {
  key: "sample_size_ancova",
  page: "sample-size-ancova",
  tier: "FIRST",
  input: "planning",
  variants: ["borm_2007"],
  source,
  run: runSampleSizeAncova,
  rCall: () => "(1 - r^2) * 2 * (qnorm(1 - sig.level / 2) + qnorm(power))^2 * sd^2 / delta^2 + 1",
} as const satisfies MethodDefinition<
  SampleSizeAncovaInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeAncovaResult
>;
