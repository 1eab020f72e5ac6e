import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower, powerOfNormal } from "../../power/power-of-normal.ts";
import { rPowerOfNormal, rSolve } from "../../power/r-solve.ts";
import {
  directionOf,
  isNoEffect,
  proportionShift,
  proportionSpans,
  rProportionShift,
} from "../../power/two-proportions.ts";
import { isNamedTwice, twoArms } from "../../power/two-arms.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeTwoProportionsInput,
  SampleSizeTwoProportionsQuantity,
  SampleSizeTwoProportionsResult,
} from "./sample-size-two-proportions.types.ts";

const source = "Fleiss, Levin & Paik (2003), section 4, without continuity correction; as R power.prop.test";

type Quantity = "n" | "second" | "proportionFirst" | "proportionSecond" | "significance";

/**
 * Participants per arm, a detectable proportion, power or significance of the comparison of two proportions by the normal
 * approximation: give all but one, which is solved for; arms equal, in a `ratio`, or with the second fixed at `nSecond`;
 * with drop-out and the protocol's sentence. Refuses proportions outside 0 to 1, equal proportions, a power out of reach,
 * and none or several unknowns. Example: 0.5 against 0.75 with power 0.9 needs 76.71 per arm.
 */
export function runSampleSizeTwoProportions(
  input: SampleSizeTwoProportionsInput,
): Outcome<SampleSizeTwoProportionsResult> {
  if (isNamedTwice(input)) return refuse("invalid_option", { option: "ratio" });
  const settings = settingsOf(input, false);
  const pair = { proportionFirst: ask(input.proportionFirst), proportionSecond: ask(input.proportionSecond) };
  if (isNoEffect(pair)) return refuse("zero_effect", { option: "proportionSecond" });
  const arms = twoArms(input, 0);
  const direction = directionOf(settings.sided, input.direction);
  const plan = planStudy<Quantity, SampleSizeTwoProportionsQuantity>({
    design: {
      spans: (given) => ({
        ...arms.spans(given),
        ...proportionSpans(given, direction),
        significance: { above: 0, below: 1, rises: true },
      }),
      power: (values) =>
        powerOfNormal({
          ...proportionShift(values, arms.sizes(values), settings.sided),
          significance: values.significance,
          ...settings,
        }),
      least: leastPower(settings.sided, settings.strict),
    },
    asked: { ...arms.asked, ...pair, ...askedOf(input) },
    settings,
    rename: { second: arms.name },
    report: ({ second, ...values }) => {
      const [, nSecond] = arms.sizes({ ...values, second });
      return { ...values, nSecond, ratio: nSecond / values.n };
    },
    arms: arms.sizes,
    whole: arms.whole,
    counts: arms.name === "nSecond" ? ["n", "second"] : ["n"],
    statement: input.nSecond === undefined && (input.ratio ?? 1) === 1 ? "two_proportions" : "two_proportions_unequal",
    r: (solved) => {
      const names = {
        n: "n1",
        second: "second",
        proportionFirst: "p1",
        proportionSecond: "p2",
        significance: "sig.level",
      };
      const power = rPowerOfNormal(rProportionShift.shift(settings.sided), settings, rProportionShift.spread);
      return rSolve(solved, names, `{ n2 <- ${arms.rSecond}; ${power} }`);
    },
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_two_proportions", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

export const sampleSizeTwoProportions = {
  key: "sample_size_two_proportions",
  page: "sample-size-two-proportions",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "nSecond", "ratio", "proportionFirst", "proportionSecond", "power", "significance"],
  source,
  run: runSampleSizeTwoProportions,
  rCall: () => "power.prop.test(n, p1, p2, sig.level, power)",
} as const satisfies MethodDefinition<
  SampleSizeTwoProportionsInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeTwoProportionsResult
>;
