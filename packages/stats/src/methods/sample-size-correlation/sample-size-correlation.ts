import { normalLower } from "../../distributions/normal.ts";
import { tQuantile } from "../../distributions/student-t.ts";
import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, ceiling, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { Settings } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower } from "../../power/power-of-normal.ts";
import { rSolve, rTail, rTowards } from "../../power/r-solve.ts";
import { mostParticipants } from "../../power/solve-power.ts";
import type { PowerDesign } from "../../power/solve-power.ts";
import { reading, signOf } from "../../power/towards.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeCorrelationInput,
  SampleSizeCorrelationQuantity,
  SampleSizeCorrelationResult,
} from "./sample-size-correlation.types.ts";

const source = "Cohen (1988), chapter 3, Fisher's z with the t critical value; as R pwr.r.test";

/**
 * Participants, detectable correlation, power or significance of the test of no correlation: give all but one, which is
 * solved for; with drop-out and the protocol's sentence. Both rejection regions count unless `strict` is false. Refuses
 * numbers out of range, r = 0, a power out of reach, and none or several unknowns.
 * Example: r 0.3, power 0.8 needs 84.07.
 */
export function runSampleSizeCorrelation(input: SampleSizeCorrelationInput): Outcome<SampleSizeCorrelationResult> {
  const settings = settingsOf(input, true);
  const r = ask(input.r);
  const sign = signOf(r, settings.sided);
  const plan = planStudy<SampleSizeCorrelationQuantity, SampleSizeCorrelationQuantity>({
    design: designOf(settings, reading(r, settings.sided)),
    asked: { n: ask(input.n), r, ...askedOf(input) },
    settings,
    report: (values) => ({ ...values, r: sign * values.r }),
    arms: ({ n }) => [n],
    whole: (values) => ({ ...values, n: ceiling(values.n) }),
    counts: ["n"],
    statement: "correlation",
    words: (values) => ({ r: Math.abs(values.r) }),
    r: (solved) => {
      const effect = solved.solvedFor === "r" ? "r" : rTowards("r", settings.sided);
      const both = settings.sided === "two_sided" && settings.strict ? " + pnorm((-zr - zc) * sqrt(n - 3))" : "";
      const power = `{ q <- qt(${rTail(settings.sided)}, n - 2, lower.tail = FALSE); zc <- atanh(q / sqrt(q^2 + n - 2)); zr <- atanh(${effect}) + ${effect} / (2 * (n - 1)); pnorm((zr - zc) * sqrt(n - 3))${both} }`;
      const code = rSolve(solved, { n: "n", r: "r", significance: "sig.level" }, power);
      return sign < 0 ? `-${code}` : code;
    },
  });
  if (!plan.ok) return plan;
  const { details } = plan.result;
  return {
    ok: true,
    result: {
      method: "sample_size_correlation",
      variant: details.solvedFor,
      warnings: [],
      source,
      r: plan.result.r,
      details,
    },
  };
}

function designOf(settings: Settings, read: (r: number) => number): PowerDesign<SampleSizeCorrelationQuantity> {
  return {
    spans: () => ({
      // Towards three participants the approximation has power one for any correlation; it is not searched there.
      n: { above: 4, below: mostParticipants, rises: true, allows: (n) => n >= 4 },
      r: { above: 0, below: 1, rises: true, effect: "signed" },
      significance: { above: 0, below: 1, rises: true },
    }),
    power: ({ n, r, significance }) => {
      const isTwoSided = settings.sided === "two_sided";
      const critical = -tQuantile(significance / (isTwoSided ? 2 : 1), n - 2);
      const effect = read(r);
      // atanh(q / √(q² + n − 2)), without the rounding of its argument to 1.
      const zCritical = Math.asinh(critical / Math.sqrt(n - 2));
      const z = Math.atanh(effect) + effect / (2 * (n - 1));
      const root = Math.sqrt(n - 3);
      const near = normalLower((z - zCritical) * root);
      return isTwoSided && settings.strict ? Math.min(1, near + normalLower((-z - zCritical) * root)) : near;
    },
    least: leastPower(settings.sided, settings.strict),
  };
}

export const sampleSizeCorrelation = {
  key: "sample_size_correlation",
  page: "sample-size-correlation",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "r", "power", "significance"],
  source,
  run: runSampleSizeCorrelation,
  rCall: () => "pwr::pwr.r.test(n, r, sig.level, power)",
} as const satisfies MethodDefinition<
  SampleSizeCorrelationInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeCorrelationResult
>;
