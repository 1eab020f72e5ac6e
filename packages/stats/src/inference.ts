import { normalLower, normalQuantile, normalTwoSided, normalUpper } from "./distributions/normal.ts";
import { tQuantile, tTails, tTwoSided } from "./distributions/student-t.ts";
import type { Alternative, Interval, PValue, Statistic, Warning, WarningKey } from "./result.ts";

export type Inference = { readonly statistic: Statistic; readonly p: PValue; readonly interval: Interval };

export type StudentInput = {
  readonly estimate: number;
  readonly standardError: number;
  readonly df: number;
  readonly level: number;
  readonly alternative: Alternative;
  /** The construction named in the interval; `student`. */
  readonly method?: string;
};

/** Statistic, p and interval of an estimate whose studentized form follows t with df degrees of freedom under the null value 0. */
export function studentInference(input: StudentInput): Inference {
  const { estimate, standardError, df, alternative } = input;
  const t = estimate / standardError;
  return {
    statistic: { name: "t", value: t, df },
    p: { value: studentP(t, df, alternative), sided: alternative, method: "student" },
    interval: studentInterval(input),
  };
}

/** p-value of a t statistic for the alternative. */
export function studentP(t: number, df: number, alternative: Alternative): number {
  if (alternative === "two_sided") return tTwoSided(t, df);
  const tails = tTails(t, df);
  return alternative === "greater" ? tails.upper : tails.lower;
}

/** p-value of a z statistic for the alternative. */
export function normalP(z: number, alternative: Alternative): number {
  if (alternative === "two_sided") return normalTwoSided(z);
  return alternative === "greater" ? normalUpper(z) : normalLower(z);
}

/** estimate ± t × standard error; one-sided alternatives leave one side unbounded. */
export function studentInterval(input: StudentInput): Interval {
  const { estimate, standardError, df, level, alternative } = input;
  const quantile = tQuantile(alternative === "two_sided" ? (1 + level) / 2 : level, df);
  const half = quantile * standardError;
  return {
    level,
    lower: alternative === "less" ? null : estimate - half,
    upper: alternative === "greater" ? null : estimate + half,
    quantile,
    quantileName: `t(${printDf(df)})`,
    method: input.method ?? "student",
  };
}

/** estimate ± z × standard error (Wald); one-sided alternatives leave one side unbounded. */
export function normalInterval(input: Omit<StudentInput, "df" | "method">): Interval {
  const { estimate, standardError, level, alternative } = input;
  const quantile = alternative === "two_sided" ? zOf(level) : normalQuantile(level);
  return {
    level,
    lower: alternative === "less" ? null : estimate - quantile * standardError,
    upper: alternative === "greater" ? null : estimate + quantile * standardError,
    quantile,
    quantileName: "z",
    method: "wald",
  };
}

/** The standard normal quantile of a two-sided interval. */
export function zOf(level: number): number {
  return normalQuantile((1 + level) / 2);
}

/** Degrees of freedom as printed in a quantile's name: whole, or two decimals. */
export function printDf(df: number): string {
  return Number.isInteger(df) ? String(df) : df.toFixed(2);
}

/** A warning with its parameters. */
export function warn(key: WarningKey, params: Warning["params"] = {}): Warning {
  return { key, params };
}
