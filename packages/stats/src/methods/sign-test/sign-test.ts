import { clopperPearson } from "../../binomial-intervals.ts";
import { binomialTails, binomialTwoSided } from "../../distributions/binomial.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { readPairs, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { PairedInput, PairedRNames } from "../paired-t/paired-t.types.ts";
import { roundedDifferences } from "../wilcoxon-signed-rank/wilcoxon-signed-rank.ts";
import type { SignTestOptions, SignTestResult } from "./sign-test.types.ts";

const source = "Arbuthnott (1710); exact binomial, Clopper & Pearson (1934)";

/**
 * Exact sign test of paired data: are increases (second above first) as frequent as decreases?
 * Inputs and exclusions as for the paired t-test; zero differences are counted and not used.
 * Refuses no complete pair and differences that are all zero. Example: 9 up, 0 down, 1 equal gives p 0.00390625.
 */
export function runSignTest(input: PairedInput, options: SignTestOptions = {}): Outcome<SignTestResult> {
  const { level = 0.95, alternative = "two_sided", differenceRounding = 1e-10 } = options;
  if (!(differenceRounding >= 0 && Number.isFinite(differenceRounding)))
    return refuse("invalid_option", { option: "differenceRounding" });
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readPairs(input.first, input.second, 1);
  if (!read.ok) return read;
  const differences = roundedDifferences(read.first, read.second, differenceRounding);
  const positive = differences.filter((difference) => difference > 0).length;
  const negative = differences.filter((difference) => difference < 0).length;
  const zero = differences.length - positive - negative;
  const used = positive + negative;
  if (used === 0) return refuse("no_nonzero_differences", { n: differences.length });
  const p =
    alternative === "two_sided"
      ? binomialTwoSided(positive, used, 0.5)
      : alternative === "less"
        ? binomialTails(positive, used, 0.5).lower
        : binomialTails(positive - 1, used, 0.5).upper;
  return {
    ok: true,
    result: {
      method: "sign_test",
      variant: "exact",
      estimate: {
        name: "proportion_positive",
        value: positive / used,
        direction: "second_minus_first",
        scale: "proportion",
      },
      interval: clopperPearson(positive, used, level, alternative),
      statistic: { name: "positive", value: positive, df: null },
      p: { value: p, sided: alternative, method: "exact" },
      n: {
        used,
        excluded: zero > 0 ? [...read.excluded, { reason: "zero_difference", count: zero }] : read.excluded,
      },
      assumptions: [],
      warnings: zero > 0 ? [warn("zero_differences", { count: zero })] : [],
      source,
      r: rCall(undefined, options),
      details: { positive, negative, zero },
    },
  };
}

function rCall(names: PairedRNames = { first: "first", second: "second" }, options: SignTestOptions = {}): string {
  const alternative = rAlternative(options.alternative ?? "two_sided");
  const digits = Math.max(0, Math.round(-Math.log10(options.differenceRounding ?? 1e-10)));
  const level = options.level ?? 0.95;
  return `local({ d <- round(${names.second} - ${names.first}, ${digits}); binom.test(sum(d > 0, na.rm = TRUE), sum(d != 0, na.rm = TRUE), alternative = ${alternative}, conf.level = ${level}) })`;
}

export const signTest = {
  key: "sign_test",
  page: "sign-test",
  tier: "FIRST",
  input: "paired_numeric",
  variants: ["exact"],
  source,
  run: runSignTest,
  rCall,
} as const satisfies MethodDefinition<PairedInput, SignTestOptions, PairedRNames, SignTestResult>;
