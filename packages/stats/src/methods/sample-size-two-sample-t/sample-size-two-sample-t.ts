import type { MethodDefinition } from "../../method.ts";
import { rPowerT } from "../../power/plan-one-mean.ts";
import { ask, askedOf, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { Settings } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower } from "../../power/power-of-normal.ts";
import { powerOfT } from "../../power/power-of-t.ts";
import { rPowerOfT, rSolve, rTowards } from "../../power/r-solve.ts";
import type { PowerDesign, Solved } from "../../power/solve-power.ts";
import { reading, signOf } from "../../power/towards.ts";
import { isNamedTwice, twoArms } from "../../power/two-arms.ts";
import type { TwoArms } from "../../power/two-arms.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeTwoSampleTInput,
  SampleSizeTwoSampleTQuantity,
  SampleSizeTwoSampleTResult,
} from "./sample-size-two-sample-t.types.ts";

const source = "Student's t under the noncentral t; as R power.t.test and pwr.t2n.test";

type Quantity = "n" | "second" | "delta" | "sd" | "significance";

/**
 * Participants per arm, detectable difference, standard deviation, power or significance of a two-sample t-test: give all
 * but one, which is solved for; arms equal, in a `ratio`, or with the second fixed at `nSecond`; with drop-out and the
 * protocol's sentence. `sd` is common to both arms. Both rejection regions count unless `strict` is false.
 * Refuses numbers out of range, an effect of zero, a power out of reach, and none or several unknowns.
 * Example: delta 0.5, sd 1, power 0.9 needs 85.03 per arm.
 */
export function runSampleSizeTwoSampleT(input: SampleSizeTwoSampleTInput): Outcome<SampleSizeTwoSampleTResult> {
  if (isNamedTwice(input)) return refuse("invalid_option", { option: "ratio" });
  const settings = settingsOf(input, true);
  const arms = twoArms(input, 2.02);
  const delta = ask(input.delta);
  const sign = signOf(delta, settings.sided);
  const plan = planStudy<Quantity, SampleSizeTwoSampleTQuantity>({
    design: designOf(arms, settings, reading(delta, settings.sided)),
    asked: { ...arms.asked, delta, sd: ask(input.sd), ...askedOf(input) },
    settings,
    rename: { second: arms.name },
    report: ({ second, ...values }) => {
      const [, nSecond] = arms.sizes({ ...values, second });
      return { ...values, nSecond, ratio: nSecond / values.n, delta: sign * values.delta };
    },
    arms: arms.sizes,
    whole: arms.whole,
    counts: arms.name === "nSecond" ? ["n", "second"] : ["n"],
    statement: isEqual(input) ? "two_sample_t" : "two_sample_t_unequal",
    words: (values) => ({ delta: Math.abs(values.delta) }),
    r: (solved) => rCall(solved, settings, arms, isEqual(input)),
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_two_sample_t", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

function isEqual({ nSecond, ratio = 1 }: SampleSizeTwoSampleTInput): boolean {
  return nSecond === undefined && ratio === 1;
}

function designOf(arms: TwoArms, settings: Settings, read: (delta: number) => number): PowerDesign<Quantity> {
  return {
    spans: (given) => ({
      ...arms.spans(given),
      delta: { above: 0, below: Infinity, rises: true, effect: "signed" },
      sd: { above: 0, below: Infinity, rises: false },
      significance: { above: 0, below: 1, rises: true },
    }),
    power: (values) => {
      const [n1, n2] = arms.sizes(values);
      const ncp = (Math.sqrt(1 / (1 / n1 + 1 / n2)) * read(values.delta)) / values.sd;
      return powerOfT({ df: n1 + n2 - 2, ncp, significance: values.significance, ...settings });
    },
    least: leastPower(settings.sided, settings.strict),
  };
}

function rCall(solved: Solved<Quantity>, settings: Settings, arms: TwoArms, isEqualArms: boolean): string {
  if (isEqualArms) return rPowerT(solved, settings, "two.sample");
  const names = { n: "n1", second: "second", delta: "delta", sd: "sd", significance: "sig.level" };
  const effect = solved.solvedFor === "delta" ? "delta" : rTowards("delta", settings.sided);
  const power = rPowerOfT("n1 + n2 - 2", `${effect} / sd / sqrt(1 / n1 + 1 / n2)`, settings);
  const code = rSolve(solved, names, `{ n2 <- ${arms.rSecond}; ${power} }`);
  return settings.sided === "less" && solved.solvedFor === "delta" ? `-${code}` : code;
}

export const sampleSizeTwoSampleT = {
  key: "sample_size_two_sample_t",
  page: "sample-size-two-sample-t",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "nSecond", "ratio", "delta", "sd", "power", "significance"],
  source,
  run: runSampleSizeTwoSampleT,
  rCall: () => `power.t.test(n, delta, sd, sig.level, power, type = "two.sample", strict = TRUE)`,
} as const satisfies MethodDefinition<
  SampleSizeTwoSampleTInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeTwoSampleTResult
>;
