import { studentInterval, studentP, warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { hedgesJ, noncentralTInterval } from "../../noncentral-t-interval.ts";
import { momentsOf } from "../../numeric/moments.ts";
import { isTooLarge, readNumbers, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import { isRoundingOnly, largestSize } from "../paired-t/test-differences.ts";
import { checkNormality } from "../shapiro-wilk/check-normality.ts";
import type { OneSampleTInput, OneSampleTOptions, OneSampleTResult, OneSampleTRNames } from "./one-sample-t.types.ts";

const source = "Student (1908), Biometrika 6:1; Hedges (1981); Steiger & Fouladi (1997)";

/**
 * Mean of one group with its t interval and the test against a fixed mean, and the standardized distance d with its interval.
 * Refuses fewer than two values and values that are all equal.
 * Example: [1, 2, 4, 5] against 2 gives mean 3, t 1.095445, df 3, p 0.3533875.
 */
export function runOneSampleT(input: OneSampleTInput, options: OneSampleTOptions = {}): Outcome<OneSampleTResult> {
  const { level = 0.95, alternative = "two_sided", nullMean = 0 } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  if (!Number.isFinite(nullMean) || isTooLarge(nullMean)) return refuse("invalid_option", { option: "nullMean" });
  const read = readNumbers(input.values, 2);
  if (!read.ok) return read;
  const { n, mean, sd } = momentsOf(read.values);
  if (isRoundingOnly(sd, largestSize(read.values, []))) return refuse("zero_variance", { n });
  // Deviations from the null mean, not the mean less it, keep the digits of values far from zero.
  const difference = momentsOf(read.values.map((value) => value - nullMean)).mean;
  const df = n - 1;
  const standardError = sd / Math.sqrt(n);
  const t = difference / standardError;
  const d = difference / sd;
  const dInterval = noncentralTInterval(t, df, level, Math.sqrt(n));
  return {
    ok: true,
    result: {
      method: "one_sample_t",
      variant: "student",
      estimate: { name: "mean", value: mean, direction: "none", scale: "outcome" },
      standardError,
      interval: studentInterval({ estimate: mean, standardError, df, level, alternative }),
      statistic: { name: "t", value: t, df },
      p: { value: studentP(t, df, alternative), sided: alternative, method: "student" },
      n: { used: n, excluded: read.excluded },
      assumptions: options.checkAssumptions === false ? [] : [checkNormality(read.values, "first")],
      warnings: dInterval === null ? [warn("interval_not_computable", { statistic: t })] : [],
      source,
      r: rCall(undefined, options),
      details: {
        mean,
        sd,
        nullMean,
        difference,
        d_one_sample: d,
        dInterval,
        g_one_sample: df > 1 ? hedgesJ(df) * d : null,
      },
    },
  };
}

function rCall(names: OneSampleTRNames = { values: "values" }, options: OneSampleTOptions = {}): string {
  const { nullMean = 0, alternative = "two_sided", level = 0.95 } = options;
  return `t.test(${names.values}, mu = ${nullMean}, alternative = ${rAlternative(alternative)}, conf.level = ${level})`;
}

export const oneSampleT = {
  key: "one_sample_t",
  page: "one-sample-t",
  tier: "FIRST",
  input: "one_numeric",
  variants: ["student"],
  source,
  run: runOneSampleT,
  rCall,
} as const satisfies MethodDefinition<OneSampleTInput, OneSampleTOptions, OneSampleTRNames, OneSampleTResult>;
