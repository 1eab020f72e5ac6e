import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower, powerOfNormal } from "../../power/power-of-normal.ts";
import { rPowerOfNormal, rSolve, rTowards } from "../../power/r-solve.ts";
import { reading, signOf } from "../../power/towards.ts";
import { isNamedTwice, twoArms } from "../../power/two-arms.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeCohenHInput,
  SampleSizeCohenHQuantity,
  SampleSizeCohenHResult,
} from "./sample-size-cohen-h.types.ts";

const source = "Cohen (1988), Statistical Power Analysis, chapter 6; as R pwr.2p.test and pwr.2p2n.test";

type Quantity = "n" | "second" | "h" | "significance";

/**
 * Participants per arm, detectable h, power or significance of the comparison of two proportions on the arcsine scale:
 * give all but one, which is solved for; arms equal, in a `ratio`, or with the second fixed at `nSecond`; with drop-out
 * and the protocol's sentence. Both rejection regions count unless `strict` is false. Refuses numbers out of range,
 * h = 0, a power out of reach, and none or several unknowns. Example: h 0.5, power 0.8 needs 62.79 per arm.
 */
export function runSampleSizeCohenH(input: SampleSizeCohenHInput): Outcome<SampleSizeCohenHResult> {
  if (isNamedTwice(input)) return refuse("invalid_option", { option: "ratio" });
  const settings = settingsOf(input, true);
  const arms = twoArms(input, 0);
  const h = ask(input.h);
  const read = reading(h, settings.sided);
  const sign = signOf(h, settings.sided);
  const plan = planStudy<Quantity, SampleSizeCohenHQuantity>({
    design: {
      spans: (given) => ({
        ...arms.spans(given),
        h: { above: 0, below: Infinity, rises: true, effect: "signed" },
        significance: { above: 0, below: 1, rises: true },
      }),
      power: (values) => {
        const [n1, n2] = arms.sizes(values);
        const shift = read(values.h) * Math.sqrt(1 / (1 / n1 + 1 / n2));
        return powerOfNormal({ shift, significance: values.significance, ...settings });
      },
      least: leastPower(settings.sided, settings.strict),
    },
    asked: { ...arms.asked, h, ...askedOf(input) },
    settings,
    rename: { second: arms.name },
    report: ({ second, ...values }) => {
      const [, nSecond] = arms.sizes({ ...values, second });
      return { ...values, nSecond, ratio: nSecond / values.n, h: sign * values.h };
    },
    arms: arms.sizes,
    whole: arms.whole,
    counts: arms.name === "nSecond" ? ["n", "second"] : ["n"],
    statement: input.nSecond === undefined && (input.ratio ?? 1) === 1 ? "cohen_h" : "cohen_h_unequal",
    words: (values) => ({ h: Math.abs(values.h) }),
    r: (solved) => {
      const names = { n: "n1", second: "second", h: "h", significance: "sig.level" };
      const effect = solved.solvedFor === "h" ? "h" : rTowards("h", settings.sided);
      const power = rPowerOfNormal(`${effect} * sqrt(n1 * n2 / (n1 + n2))`, settings);
      const code = rSolve(solved, names, `{ n2 <- ${arms.rSecond}; ${power} }`);
      return sign < 0 ? `-${code}` : code;
    },
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_cohen_h", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

export const sampleSizeCohenH = {
  key: "sample_size_cohen_h",
  page: "sample-size-cohen-h",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "nSecond", "ratio", "h", "power", "significance"],
  source,
  run: runSampleSizeCohenH,
  rCall: () => "pwr::pwr.2p.test(h, n, sig.level, power)",
} as const satisfies MethodDefinition<
  SampleSizeCohenHInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeCohenHResult
>;
