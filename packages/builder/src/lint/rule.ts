import type { Protocol, RefusalParams } from "@kendali/domain";
import type { Finding, LintFacts } from "./finding.ts";
import { pageOf } from "./pages.ts";

/** One piece of advice: the findings where it is not followed. */
export type LintRule = (protocol: Protocol, facts: LintFacts) => readonly Finding[];

/** A finding that may be signed; mended at its own place unless another is named. */
export function advice(code: LintCode, path: string, params: RefusalParams = {}, mendPath: string = path): Finding {
  return { code, path, params, severity: "should", mend: { page: pageOf(mendPath), path: mendPath } };
}

/** Words in both languages as params: `label:id`, `label:en`. */
export function inBoth(
  name: string,
  text: { readonly id: string; readonly en: string },
  fallback: string,
): RefusalParams {
  const said = (words: string): string => (words.trim() === "" ? fallback : words);
  return { [`${name}:id`]: said(text.id), [`${name}:en`]: said(text.en) };
}

/** Codes of findings that no rule of the document has. Words for each in the catalogue of findings. */
export const lintCodes = [
  "guideline_open",
  "list_too_short",
  "text_empty",
  "code_label_twice",
  "code_words_differ",
  "text_identical",
  "masking_missing",
  "masking_level_missing",
  "assessor_not_masked",
  "arm_form_unseen",
  "outcome_in_some_arms",
  "sample_size_missing",
  "sample_size_not_met",
  "sample_size_not_met_ratio",
  "sample_size_not_met_one_group",
  "sample_size_below_ratio",
  "sample_size_one_group",
  "sample_size_two_arms",
  "timetable_out_of_order",
  "recruitment_too_short",
  "study_end_too_early",
  "window_before_anchor",
  "items_many",
  "items_too_many",
  "primary_not_analysed",
  "multiplicity_missing",
  "ethics_missing",
  "ethics_expired",
  "ethics_expires_early",
  "consent_not_approved",
  "scale_source_missing",
  "scale_licence_missing",
  "provider_training_missing",
  "provider_qualification_missing",
  "allocation_predictable",
  "allocation_blocks_countable",
  "allocation_too_many_strata",
  "allocation_strata_without_effect",
] as const;
export type LintCode = (typeof lintCodes)[number];
