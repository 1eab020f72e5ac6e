import type { MethodKey } from "./methods/method-key.ts";
import type { StatsRefusalCode } from "./refusal.ts";

/** Which tail counts against the null hypothesis. `greater`: the estimate in its stated direction is above the null value. */
export type Alternative = "two_sided" | "greater" | "less";

/** How a difference or a ratio is to be read. Inputs are called `first` and `second` everywhere in this package. */
export type Direction =
  "second_minus_first" | "first_minus_second" | "first_over_second" | "second_over_first" | "none";

/** The scale of an estimate; `outcome` means the unit of the data that went in. */
export type Scale = "outcome" | "standard_deviations" | "proportion" | "ratio" | "rate" | "coefficient" | "score";

/** A point estimate, its name (with the definition in it, as `d_z`), how to read its sign and on which scale it lies. */
export type Estimate = {
  readonly name: string;
  readonly value: number;
  readonly direction: Direction;
  readonly scale: Scale;
};

/** An interval estimate. A `null` limit means unbounded on that side (one-sided intervals, infinite odds ratios). */
export type Interval = {
  readonly level: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** The quantile that multiplied the standard error, or the order of the rank used; `null` where two different ones were inverted. */
  readonly quantile: number | null;
  /** Its name with parameters, ready to print: `t(19)`, `z`, `noncentral t(19)`, `beta`. */
  readonly quantileName: string;
  /** The construction: `student`, `newcombe_10`, `wilson`, `clopper_pearson` … */
  readonly method: string;
};

/** A test statistic with its name as printed and its degrees of freedom (`null` where the method has none). */
export type Statistic = {
  readonly name: string;
  readonly value: number;
  readonly df: number | null;
  /** The denominator's degrees of freedom of an F statistic; absent elsewhere. */
  readonly df2?: number;
};

/** A p-value, exact to double precision down to 1e-300, its tail and how it was found (`exact`, `mid_p`, `normal` …). */
export type PValue = { readonly value: number; readonly sided: Alternative; readonly method: string };

export type ExclusionReason =
  | "missing"
  | "missing_first"
  | "missing_second"
  | "missing_both"
  | "missing_covariate"
  | "missing_group"
  | "one_arm_stratum"
  | "zero_difference";

export type Exclusion = { readonly reason: ExclusionReason; readonly count: number };

/** How many observations (pairs, for paired methods) were used, and how many were left out and why. Zero counts are not listed. */
export type SampleCount = { readonly used: number; readonly excluded: readonly Exclusion[] };

/** What an assumption check allows to be said; it is never a verdict on the method. */
export type Reading = "no_evidence_against_normality" | "evidence_against_normality" | "not_interpretable";

/** What a check of equal variances allows to be said. */
export type EqualVariancesReading = "no_evidence_against_equal_variances" | "evidence_against_equal_variances";

/** What a check of equal odds ratios in all strata allows to be said. */
export type EqualOddsRatiosReading = "no_evidence_against_equal_odds_ratios" | "evidence_against_equal_odds_ratios";

/** One checked assumption. `not_computed` carries the refusal code of the check. */
export type AssumptionCheck =
  | {
      readonly method: "shapiro_wilk";
      readonly of: "differences" | "first" | "second" | "residuals";
      readonly n: number;
      readonly W: number;
      readonly p: number;
      readonly distinctValues: number;
      readonly reading: Reading;
    }
  | {
      readonly method: "shapiro_wilk";
      readonly of: "differences" | "first" | "second" | "residuals";
      readonly reading: "not_computed";
      readonly reason: StatsRefusalCode;
    }
  | {
      readonly method: "brown_forsythe";
      readonly of: "groups";
      readonly F: number;
      readonly df1: number;
      readonly df2: number;
      readonly p: number;
      readonly reading: EqualVariancesReading;
    }
  | {
      readonly method: "brown_forsythe";
      readonly of: "groups";
      readonly reading: "not_computed";
      readonly reason: StatsRefusalCode;
    }
  | {
      readonly method: "breslow_day";
      readonly of: "strata";
      /** With Tarone's correction. */
      readonly chi2: number;
      readonly df: number;
      readonly p: number;
      readonly reading: EqualOddsRatiosReading;
    };

export type WarningKey =
  | "categories_dropped"
  | "chi_square_approximation"
  | "constant_items"
  | "exact_not_computed"
  | "expected_counts_below_5"
  | "few_clusters"
  | "few_distinct_values"
  | "few_events"
  | "fisher_not_computed"
  | "groups_dropped"
  | "heavy_ties"
  | "interval_level_not_reachable"
  | "interval_not_computable"
  | "leverage_one"
  | "negative_alpha"
  | "normal_approximation"
  | "one_group_constant"
  | "outside_logical_range"
  | "perfect_correlation"
  | "perfect_fit"
  | "residual_df_small"
  | "single_observation"
  | "sd_zero"
  | "strata_dropped"
  | "ties"
  | "zero_cell"
  | "zero_differences";

/** Something the reader must know beside the numbers; words live in i18n. */
export type Warning = { readonly key: WarningKey; readonly params: Readonly<Record<string, string | number>> };

/** What every result of every method carries. All of it is JSON. */
export type ResultBase = {
  readonly method: MethodKey;
  readonly variant: string;
  readonly warnings: readonly Warning[];
  /** Author, year, equation or standard. */
  readonly source: string;
  /** The R call that reproduces the numbers, with the default variable names of the method. */
  readonly r: string;
};

/** A result computed from observations. */
export type DataResult = ResultBase & {
  readonly n: SampleCount;
  readonly assumptions: readonly AssumptionCheck[];
};

/** Any result as seen by code that draws tables without asking which method made it. */
export type AnyResult = ResultBase & {
  readonly n?: SampleCount;
  readonly assumptions?: readonly AssumptionCheck[];
  readonly estimate?: Estimate | null;
  readonly standardError?: number | null;
  readonly interval?: Interval | null;
  readonly statistic?: Statistic | null;
  readonly p?: PValue | null;
  readonly details?: unknown;
};
