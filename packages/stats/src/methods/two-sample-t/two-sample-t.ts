import { studentInterval, warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { hedgesJ, noncentralTInterval } from "../../noncentral-t-interval.ts";
import { momentsOf } from "../../numeric/moments.ts";
import { readNumbers, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Alternative, Warning } from "../../result.ts";
import { checkNormality } from "../shapiro-wilk/check-normality.ts";
import { compareMeans, groupSize, pooledSdOf } from "./compare-means.ts";
import type { MeansComparison } from "./compare-means.ts";
import type {
  GroupSummary,
  TwoGroupsInput,
  TwoGroupsRNames,
  TwoSampleTDetails,
  TwoSampleTOptions,
  TwoSampleTResult,
  TwoSampleTTest,
} from "./two-sample-t.types.ts";

const source = "Welch (1947), Biometrika 34:28; Student (1908); Hedges (1981), J Educ Stat 6:107";

/**
 * Difference of two independent means, first minus second, by Welch's t (default) or the pooled t, with d_s and g_s.
 * Two arrays in the same unit, `null` missing. Refuses a group of fewer than two values and groups that are both constant.
 * Example: [1, 2, 3] and [3, 4, 8] give difference −3, Welch t −1.837117, df 2.56.
 */
export function runTwoSampleT(input: TwoGroupsInput, options: TwoSampleTOptions = {}): Outcome<TwoSampleTResult> {
  const { level = 0.95, alternative = "two_sided", variant = "welch" } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const first = readNumbers(input.first, 2, "missing_first");
  if (!first.ok) return first;
  const second = readNumbers(input.second, 2, "missing_second");
  if (!second.ok) return second;
  const details = detailsOf(momentsOf(first.values), momentsOf(second.values), level, alternative);
  if (details === null) return refuse("zero_variance", { n: first.values.length + second.values.length });
  const chosen = variant === "welch" ? details.welch : details.pooled;
  return {
    ok: true,
    result: {
      method: "two_sample_t",
      variant,
      estimate: {
        name: "mean_difference",
        value: details.first.mean - details.second.mean,
        direction: "first_minus_second",
        scale: "outcome",
      },
      ...chosen,
      n: { used: details.first.n + details.second.n, excluded: [...first.excluded, ...second.excluded] },
      assumptions:
        options.checkAssumptions === false
          ? []
          : [checkNormality(first.values, "first"), checkNormality(second.values, "second")],
      warnings: warningsOf(details),
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

/** `null` when neither group varies. */
function detailsOf(
  first: GroupSummary,
  second: GroupSummary,
  level: number,
  alternative: Alternative,
): TwoSampleTDetails | null {
  const welch = compareMeans(first, second, { variant: "welch", alternative });
  const pooled = compareMeans(first, second, { variant: "pooled", alternative });
  if (welch === null || pooled === null) return null;
  const test = ({ difference, standardError, df, t, p }: MeansComparison): TwoSampleTTest => ({
    standardError,
    statistic: { name: "t", value: t, df },
    p: { value: p, sided: alternative, method: "student" },
    interval: studentInterval({ estimate: difference, standardError, df, level, alternative }),
  });
  const pooledSd = pooledSdOf(first, second);
  const dS = pooled.difference / pooledSd;
  const size = groupSize(first, second);
  return {
    first,
    second,
    welch: test(welch),
    pooled: test(pooled),
    pooledSd,
    d_s: dS,
    dSInterval: noncentralTInterval(dS * size, pooled.df, level, size),
    g_s: hedgesJ(pooled.df) * dS,
    glass_delta_second: second.sd === 0 ? null : pooled.difference / second.sd,
  };
}

function warningsOf(details: TwoSampleTDetails): Warning[] {
  const warnings: Warning[] = [];
  if (details.first.sd === 0 || details.second.sd === 0) warnings.push(warn("one_group_constant"));
  if (details.dSInterval === null)
    warnings.push(warn("interval_not_computable", { statistic: details.pooled.statistic.value }));
  return warnings;
}

function rCall(names: TwoGroupsRNames = { first: "first", second: "second" }, options: TwoSampleTOptions = {}): string {
  const alternative = rAlternative(options.alternative ?? "two_sided");
  const equal = options.variant === "pooled" ? "TRUE" : "FALSE";
  return `t.test(${names.first}, ${names.second}, var.equal = ${equal}, alternative = ${alternative}, conf.level = ${options.level ?? 0.95})`;
}

export const twoSampleT = {
  key: "two_sample_t",
  page: "two-sample-t",
  tier: "FIRST",
  input: "two_numeric_groups",
  variants: ["welch", "pooled"],
  source,
  run: runTwoSampleT,
  rCall,
} as const satisfies MethodDefinition<TwoGroupsInput, TwoSampleTOptions, TwoGroupsRNames, TwoSampleTResult>;
