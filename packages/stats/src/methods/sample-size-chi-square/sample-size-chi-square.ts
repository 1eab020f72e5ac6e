import { chiSquareUpperQuantile } from "../../distributions/gamma.ts";
import { noncentralChiSquareTails } from "../../distributions/noncentral-chi-square.ts";
import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, ceiling, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { rSolve } from "../../power/r-solve.ts";
import { mostParticipants } from "../../power/solve-power.ts";
import type { PowerDesign } from "../../power/solve-power.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeChiSquareInput,
  SampleSizeChiSquareQuantity,
  SampleSizeChiSquareResult,
} from "./sample-size-chi-square.types.ts";

const source = "Cohen (1988), chapter 7, noncentral chi-square; as R pwr.chisq.test";

/**
 * Participants in all, detectable w, power or significance of a chi-square test with `df` degrees of freedom: give all but
 * one, which is solved for; with drop-out and the protocol's sentence. Refuses numbers out of range, degrees of freedom
 * that are no whole number from 1, w = 0, a power out of reach, and none or several unknowns.
 * Example: w 0.3, n 100, df 1 has power 0.8508.
 */
export function runSampleSizeChiSquare(input: SampleSizeChiSquareInput): Outcome<SampleSizeChiSquareResult> {
  if (!(Number.isInteger(input.df) && input.df >= 1)) return refuse("invalid_option", { option: "df" });
  const plan = planStudy<SampleSizeChiSquareQuantity, SampleSizeChiSquareQuantity>({
    design,
    asked: { n: ask(input.n), w: ask(input.w), df: input.df, ...askedOf(input) },
    settings: settingsOf(input, true),
    report: (values) => values,
    arms: ({ n }) => [n],
    whole: (values) => ({ ...values, n: ceiling(values.n) }),
    counts: ["n"],
    statement: "chi_square",
    r: (solved) =>
      rSolve(
        solved,
        { n: "N", w: "w", df: "df", significance: "sig.level" },
        "pchisq(qchisq(sig.level, df, lower.tail = FALSE), df, N * w^2, lower.tail = FALSE)",
      ),
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_chi_square", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

const design: PowerDesign<SampleSizeChiSquareQuantity> = {
  spans: () => ({
    n: { above: 0, below: mostParticipants, rises: true },
    w: { above: 0, below: Infinity, rises: true, effect: "positive" },
    df: { above: 0, below: 1e6, rises: false },
    significance: { above: 0, below: 1, rises: true },
  }),
  power: ({ n, w, df, significance }) => {
    const ncp = n * w * w;
    const critical = chiSquareUpperQuantile(significance, df);
    // Mean df + ncp, spread about 2 √ncp: so far beyond, nothing is left below the critical value.
    if (ncp > 1e4 && ncp > 10 * critical) return 1;
    return noncentralChiSquareTails(critical, df, ncp).upper;
  },
  least: ({ significance }) => significance,
};

export const sampleSizeChiSquare = {
  key: "sample_size_chi_square",
  page: "sample-size-chi-square",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "w", "power", "significance"],
  source,
  run: runSampleSizeChiSquare,
  rCall: () => "pwr::pwr.chisq.test(w, N, df, sig.level, power)",
} as const satisfies MethodDefinition<
  SampleSizeChiSquareInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeChiSquareResult
>;
