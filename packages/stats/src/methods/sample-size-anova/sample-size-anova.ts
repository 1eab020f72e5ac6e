import { fUpperQuantile } from "../../distributions/f.ts";
import { chiSquareTails } from "../../distributions/gamma.ts";
import { noncentralFTails } from "../../distributions/noncentral-f.ts";
import type { MethodDefinition } from "../../method.ts";
import { averageOverNormal } from "../../power/average-over-normal.ts";
import { ask, askedOf, ceiling, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { rSolve } from "../../power/r-solve.ts";
import { mostParticipants } from "../../power/solve-power.ts";
import type { PowerDesign } from "../../power/solve-power.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeAnovaInput,
  SampleSizeAnovaQuantity,
  SampleSizeAnovaResult,
} from "./sample-size-anova.types.ts";

const source = "Cohen (1988), chapter 8, noncentral F; as R pwr.anova.test";

/**
 * Participants per group, number of groups, detectable f, power or significance of a one-way analysis of variance with
 * equal groups: give all but one, which is solved for; with drop-out and the protocol's sentence.
 * Refuses numbers out of range, f = 0, a power out of reach, and none or several unknowns.
 * Example: 3 groups of 20, f 0.4 have power 0.7757.
 */
export function runSampleSizeAnova(input: SampleSizeAnovaInput): Outcome<SampleSizeAnovaResult> {
  const plan = planStudy<SampleSizeAnovaQuantity, SampleSizeAnovaQuantity>({
    design,
    asked: { n: ask(input.n), groups: ask(input.groups), f: ask(input.f), ...askedOf(input) },
    settings: settingsOf(input, true),
    report: (values) => values,
    arms: ({ n, groups }) => Array.from({ length: ceiling(groups) }, () => n),
    whole: (values) => ({ ...values, n: ceiling(values.n), groups: ceiling(values.groups) }),
    counts: ["n"],
    statement: "anova",
    r: (solved) =>
      rSolve(
        solved,
        { n: "n", groups: "k", f: "f", significance: "sig.level" },
        "pf(qf(sig.level, k - 1, (n - 1) * k, lower.tail = FALSE), k - 1, (n - 1) * k, k * n * f^2, lower.tail = FALSE)",
      ),
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  return {
    ok: true,
    result: { method: "sample_size_anova", variant: details.solvedFor, warnings: [], source, r, details },
  };
}

const design: PowerDesign<SampleSizeAnovaQuantity> = {
  spans: () => ({
    n: { above: 1.02, below: mostParticipants, rises: true },
    // Power falls again below two groups, where the degrees of freedom above the line vanish.
    groups: { above: 1.95, below: 1000, rises: true, allows: (k) => k >= 2 && k < 1000 },
    f: { above: 0, below: Infinity, rises: true, effect: "positive" },
    significance: { above: 0, below: 1, rises: true },
  }),
  power: ({ n, groups, f, significance }) => {
    const df1 = groups - 1;
    const df2 = (n - 1) * groups;
    const ncp = groups * n * f * f;
    const critical = fUpperQuantile(significance, df1, df2);
    // The statistic has mean (1 + ncp / df1) and spread about √ncp: so far beyond, nothing is left below the critical value.
    if (ncp > 1e4 && ncp > 100 * df1 * critical) return 1;
    if (ncp > 1e6 && df2 < ncp) return farUpperTail(critical, { df1, df2, ncp });
    return noncentralFTails(critical, { df1, df2, ncp }).upper;
  },
  least: ({ significance }) => significance,
};

type Tail = { readonly df1: number; readonly df2: number; readonly ncp: number };

/**
 * The numerator is (Z + √ncp)² and a chi-square of df1 − 1 that is as good as its mean beside it; P(denominator below) is
 * averaged over Z, in which it is smooth for a large ncp. The Poisson mixture would need √ncp terms.
 */
function farUpperTail(critical: number, { df1, df2, ncp }: Tail): number {
  return averageOverNormal((z) => {
    const numerator = ((Math.sqrt(ncp) + z) ** 2 + df1 - 1) / df1;
    return chiSquareTails((df2 * numerator) / critical, df2).lower;
  });
}

export const sampleSizeAnova = {
  key: "sample_size_anova",
  page: "sample-size-anova",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "groups", "f", "power", "significance"],
  source,
  run: runSampleSizeAnova,
  rCall: () => "pwr::pwr.anova.test(k, n, f, sig.level, power)",
} as const satisfies MethodDefinition<SampleSizeAnovaInput, SampleSizeOptions, SampleSizeRNames, SampleSizeAnovaResult>;
