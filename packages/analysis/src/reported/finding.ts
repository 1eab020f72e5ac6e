import type { PrintedNumber } from "./printed-number.ts";

/** Words in both languages. */
export type Named = { readonly id: string; readonly en: string };

/**
 * How a finding judges the claims it is about: they fit; one cannot be by itself; they cannot all be; they are right and should be
 * printed otherwise; or it only informs.
 */
export type Verdict = "fits" | "cannot_be" | "cannot_be_together" | "print_otherwise" | "information";

/** A value in a finding's sentence, with what is needed to write it in either language. */
export type FindingParam =
  | { readonly kind: "printed"; readonly text: string }
  | { readonly kind: "number"; readonly value: number; readonly digits: number }
  | { readonly kind: "count"; readonly value: number }
  /** A p-value in full: the sentence is about its exact size. */
  | { readonly kind: "p"; readonly value: number }
  | { readonly kind: "name"; readonly name: Named }
  /** Names of claims, in the table's order. */
  | {
      readonly kind: "claims";
      readonly claims: readonly { readonly id: string; readonly name: Named; readonly claim: ClaimKind }[];
    }
  /** How many persons have which score. */
  | { readonly kind: "scores"; readonly scores: readonly { readonly score: number; readonly count: number }[] }
  | { readonly kind: "effect"; readonly effect: string }
  /** Sentences of their own, one after the other. */
  | { readonly kind: "list"; readonly items: readonly FindingSentence[] };

export type ClaimKind =
  | "mean"
  | "sd"
  | "counts"
  | "percent"
  | "coding"
  | "shapiro_p"
  | "difference"
  | "t"
  | "interval"
  | "p"
  | "d"
  | "r"
  | "test_p";

/** The key of a sentence; the words of every key live in `i18n`. */
export type FindingKey = (typeof findingKeys)[number];

export type FindingSentence = {
  readonly key: FindingKey;
  readonly params: Readonly<Record<string, FindingParam>>;
};

/** One thing the check found, about these claims. */
export type Finding = FindingSentence & { readonly verdict: Verdict; readonly about: readonly string[] };

export const findingKeys = [
  // Means, SDs, percentages
  "grim_fits",
  "grim_none",
  "data_none",
  "data_one",
  "data_some",
  "data_at_least",
  "data_row",
  "grimmer_fits",
  "grimmer_none",
  "counts_total_differs",
  "percent_fits",
  "percent_none",
  "percent_of_count_differs",
  // Counts against means
  "coding_gives",
  "coding_row",
  "coding_difference",
  "coding_fits",
  "coding_reversed",
  "coding_exchanged",
  "coding_turned",
  "coding_none",
  "category_code",
  "name_only",
  "code_without_person",
  "category_without_person",
  "note_coding_differs",
  // Shapiro–Wilk
  "shapiro_p_is_w",
  "shapiro_p_none",
  "shapiro_w_splits",
  "shapiro_split",
  "shapiro_rejects",
  "shapiro_p_fits",
  "shapiro_p_differs",
  // Comparisons
  "signs_turned",
  "difference_fits",
  "difference_none",
  "df_differs",
  "t_whole_none",
  "t_whole_and_half_none",
  "t_whole_fits",
  "interval_of_t",
  "interval_of_z",
  "interval_fits",
  "interval_neither",
  "interval_implies_t",
  "interval_whole_none",
  "d_of",
  "d_of_interval",
  "d_fits",
  "d_none",
  "d_needs",
  "r_each",
  "r_of",
  "r_beyond",
  "r_differ",
  "r_fits",
  "p_outside",
  "p_fits",
  "p_none",
  "p_decision",
  "p_zero",
  // All together
  "tables_searched",
  "tables_too_many",
  "tables_stopped",
  "tables_unknown_scale",
  "claim_in_no_table",
  "pairings",
  "pairing",
  "t_of_no_pairing",
  "t_only",
  "mcnemar_of_pairings",
  "mcnemar_of_pairing",
  "mcnemar_of_counts",
  "conclusion_stays",
  "joint_all",
  "joint_most",
  "joint_set",
] as const;

export function printedParam({ text }: PrintedNumber): FindingParam {
  return { kind: "printed", text };
}

export function numberParam(value: number, digits: number): FindingParam {
  return { kind: "number", value, digits };
}

export function countParam(value: number): FindingParam {
  return { kind: "count", value };
}

export function pParam(value: number): FindingParam {
  return { kind: "p", value };
}

export function nameParam(name: Named): FindingParam {
  return { kind: "name", name };
}

export function listParam(items: readonly FindingSentence[]): FindingParam {
  return { kind: "list", items };
}

/** Scores that somebody has, ascending. */
export function scoresParam(counts: readonly number[], values: readonly number[]): FindingParam {
  const scores = counts.map((count, step) => ({ score: values[step] ?? 0, count })).filter(({ count }) => count > 0);
  return { kind: "scores", scores };
}
