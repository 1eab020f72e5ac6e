import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, ceiling, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { Settings } from "../../power/plan-study.ts";
import type { Asked, SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower, powerOfNormal } from "../../power/power-of-normal.ts";
import { rPowerOfNormal, rSolve, rTowards } from "../../power/r-solve.ts";
import { mostParticipants } from "../../power/solve-power.ts";
import type { PowerDesign, Span } from "../../power/solve-power.ts";
import { towards } from "../../power/towards.ts";
import { directionOf } from "../../power/two-proportions.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeMcNemarInput,
  SampleSizeMcNemarQuantity,
  SampleSizeMcNemarResult,
} from "./sample-size-mcnemar.types.ts";

const source = "Connor (1987), Biometrics 43:207; Miettinen (1968), Biometrics 24:339, unconditional normal";

/**
 * Pairs, a detectable proportion of changes, power or significance of McNemar's test: give all but one, which is solved
 * for; with drop-out and the protocol's sentence. Refuses proportions outside 0 to 1 or above 1 together, equal ones,
 * a power out of reach, and none or several unknowns. Example: 0.25 and 0.10 with power 0.8 need 119.71 pairs.
 */
export function runSampleSizeMcNemar(input: SampleSizeMcNemarInput): Outcome<SampleSizeMcNemarResult> {
  const settings = settingsOf(input, false);
  const yesToNo = ask(input.yesToNo);
  const noToYes = ask(input.noToYes);
  if (yesToNo !== null && yesToNo === noToYes) return refuse("zero_effect", { option: "noToYes" });
  if (yesToNo !== null && noToYes !== null && yesToNo + noToYes > 1)
    return refuse("invalid_probability", { option: "noToYes" });
  const direction = directionOf(settings.sided, input.direction);
  const plan = planStudy<SampleSizeMcNemarQuantity, SampleSizeMcNemarQuantity>({
    design: designOf(settings, direction),
    asked: { n: ask(input.n), yesToNo, noToYes, ...askedOf(input) },
    settings,
    report: (values) => values,
    arms: ({ n }) => [n],
    whole: (values) => ({ ...values, n: ceiling(values.n) }),
    counts: ["n"],
    statement: "mcnemar",
    r: (solved) => {
      const names = { n: "n", yesToNo: "p10", noToYes: "p01", significance: "sig.level" };
      const spread = "sqrt(p10 + p01 - (p10 - p01)^2)";
      const shift = `sqrt(n) * ${rTowards("(p01 - p10)", settings.sided)} / ${spread}`;
      return rSolve(solved, names, rPowerOfNormal(shift, settings, `sqrt(p10 + p01) / ${spread}`));
    },
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_mcnemar", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

function designOf(settings: Settings, direction: "increase" | "decrease"): PowerDesign<SampleSizeMcNemarQuantity> {
  return {
    spans: ({ yesToNo, noToYes }) => ({
      n: { above: 0, below: mostParticipants, rises: true },
      yesToNo: beside(noToYes, direction === "decrease"),
      noToYes: beside(yesToNo, direction === "increase"),
      significance: { above: 0, below: 1, rises: true },
    }),
    power: ({ n, yesToNo, noToYes, significance }) => {
      const changed = yesToNo + noToYes;
      const spread = Math.sqrt(changed - (noToYes - yesToNo) ** 2);
      return powerOfNormal({
        shift: (Math.sqrt(n) * towards(noToYes - yesToNo, settings.sided)) / spread,
        nullSpread: Math.sqrt(changed) / spread,
        significance,
        ...settings,
      });
    },
    least: leastPower(settings.sided, settings.strict),
  };
}

/** One direction of change may be absent; both together are at most everybody. */
function beside(other: Asked, isAbove: boolean): Span {
  const allows = (p: number): boolean => p >= 0 && p < 1;
  return isAbove
    ? { above: other ?? 0, below: 1 - (other ?? 0), rises: true, allows }
    : { above: 0, below: other ?? 1, rises: false, allows };
}

export const sampleSizeMcNemar = {
  key: "sample_size_mcnemar",
  page: "sample-size-mcnemar",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "yesToNo", "noToYes", "power", "significance"],
  source,
  run: runSampleSizeMcNemar,
  rCall: () =>
    "(qnorm(1 - sig.level / 2) * sqrt(p10 + p01) + qnorm(power) * sqrt(p10 + p01 - (p10 - p01)^2))^2 / (p10 - p01)^2",
} as const satisfies MethodDefinition<
  SampleSizeMcNemarInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeMcNemarResult
>;
