/** Every reason for which a method of this package declines to compute, in the order of the page docs/statistics/refusals.md. */
export const statsRefusalCodes = [
  "collinear",
  "complete_separation",
  "invalid_formula",
  "invalid_level",
  "invalid_option",
  "invalid_probability",
  "invalid_table",
  "length_mismatch",
  "leverage_one",
  "n_above_5000",
  "n_below_1",
  "n_below_2",
  "n_below_3",
  "no_discordant_pairs",
  "no_nonzero_differences",
  "no_residual_degrees_of_freedom",
  "no_unknown",
  "not_a_probability",
  "not_converged",
  "not_finite",
  "numbers_too_large",
  "one_category",
  "one_group_empty",
  "outcome_not_binary",
  "power_not_reachable",
  "several_unknowns",
  "single_item",
  "unknown_category",
  "unknown_variable",
  "unsupported_term",
  "wrong_number_of_arms",
  "zero_effect",
  "zero_variance",
] as const;

export type StatsRefusalCode = (typeof statsRefusalCodes)[number];

/** Why a method gave no result: a code (words live in i18n) and the numbers or names its sentence needs. */
export type StatsRefusal = {
  readonly code: StatsRefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
};

/** A result, or the reason there is none. Never NaN, never an exception for data a person can enter. */
export type Outcome<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly refusal: StatsRefusal };

export type Refused = { readonly ok: false; readonly refusal: StatsRefusal };

/** Builds the refusal half of an {@link Outcome}. */
export function refuse(code: StatsRefusalCode, params: Readonly<Record<string, string | number>> = {}): Refused {
  return { ok: false, refusal: { code, params } };
}
