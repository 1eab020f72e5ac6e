import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { Settings } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower, powerOfNormal } from "../../power/power-of-normal.ts";
import { rPowerOfNormal, rSolve, rTowards } from "../../power/r-solve.ts";
import type { PowerDesign, Solved } from "../../power/solve-power.ts";
import { reading, signOf } from "../../power/towards.ts";
import { isNamedTwice, twoArms } from "../../power/two-arms.ts";
import type { TwoArms } from "../../power/two-arms.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeAncovaInput,
  SampleSizeAncovaQuantity,
  SampleSizeAncovaResult,
} from "./sample-size-ancova.types.ts";

const source = "Borm, Fransen & Lemmens (2007), J Clin Epidemiol 60:1234";

type Quantity = "n" | "second" | "delta" | "sd" | "correlation" | "significance";

/**
 * Participants of two arms, detectable difference, standard deviation, correlation, power or significance of a trial
 * analysed by ANCOVA with the baseline measurement: give all but one; arms equal, in a `ratio`, or with the second fixed at
 * `nSecond`. (1 − r²) times the two-sample number, plus two in all (one per arm where they are equal, as Borm's formula);
 * beside it what the analysis without baseline and of change scores would need; with drop-out and the protocol's sentence.
 * Refuses numbers out of range, an effect of zero, a power out of reach, and none or several unknowns.
 * Example: delta 8, sd 14, r 0.5, power 0.9 gives 48.27, so 50 per arm.
 */
export function runSampleSizeAncova(input: SampleSizeAncovaInput): Outcome<SampleSizeAncovaResult> {
  if (isNamedTwice(input)) return refuse("invalid_option", { option: "ratio" });
  const settings = settingsOf(input, false);
  const arms = twoArms(input, 2);
  const delta = ask(input.delta);
  const sign = signOf(delta, settings.sided);
  const plan = planStudy<Quantity, SampleSizeAncovaQuantity>({
    design: designOf(arms, settings, reading(delta, settings.sided)),
    asked: { ...arms.asked, delta, sd: ask(input.sd), correlation: ask(input.correlation), ...askedOf(input) },
    settings,
    rename: { second: arms.name },
    report: ({ second, ...values }) => {
      const [, nSecond] = arms.sizes({ ...values, second });
      return { ...values, nSecond, ratio: nSecond / values.n, delta: sign * values.delta };
    },
    arms: arms.sizes,
    whole: arms.whole,
    counts: arms.name === "nSecond" ? ["n", "second"] : ["n"],
    statement: input.nSecond === undefined && (input.ratio ?? 1) === 1 ? "ancova" : "ancova_unequal",
    words: (values) => ({ delta: Math.abs(values.delta) }),
    r: (solved) => rCall(solved, settings, arms),
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  const nPerArm = details.values.n - 2 / (1 + details.values.ratio);
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

/** The two that the normal approximation lacks are shared in the ratio of the arms, as Schouten (1999) for unequal arms. */
function designOf(arms: TwoArms, settings: Settings, read: (delta: number) => number): PowerDesign<Quantity> {
  return {
    spans: (given) => ({
      ...arms.spans(given),
      delta: { above: 0, below: Infinity, rises: true, effect: "signed" },
      sd: { above: 0, below: Infinity, rises: false },
      correlation: { above: 0, below: 1, rises: true, allows: (r) => Math.abs(r) < 1 },
      significance: { above: 0, below: 1, rises: true },
    }),
    power: (values) => {
      const { delta, sd, correlation, significance } = values;
      const [n1, n2] = arms.sizes(values);
      const total = n1 + n2;
      const pairs = (n1 / total) * (n2 / total) * (total - 2);
      return powerOfNormal({
        shift: (Math.sqrt(pairs / (1 - correlation ** 2)) * read(delta)) / sd,
        significance,
        ...settings,
      });
    },
    least: leastPower(settings.sided, settings.strict),
  };
}

function rCall(solved: Solved<Quantity>, settings: Settings, arms: TwoArms): string {
  const names = { n: "n1", second: "second", delta: "delta", sd: "sd", correlation: "r", significance: "sig.level" };
  const effect = solved.solvedFor === "delta" ? "delta" : rTowards("delta", settings.sided);
  const shift = `sqrt(n1 * n2 * (n1 + n2 - 2) / (n1 + n2)^2 / (1 - r^2)) * ${effect} / sd`;
  const code = rSolve(solved, names, `{ n2 <- ${arms.rSecond}; ${rPowerOfNormal(shift, settings)} }`);
  return settings.sided === "less" && solved.solvedFor === "delta" ? `-${code}` : code;
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
