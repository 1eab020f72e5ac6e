/**
 * Every problem that a value, an entry, an expression or a protocol document can have, once. `i18n` maps each code to
 * words in both languages (a missing row does not compile); the params named there are filled by the code that finds it.
 */
export const valueProblemCodes = [
  // Numbers
  "number_invalid",
  "number_ambiguous",
  "number_one_reading",
  "number_too_large",
  "number_too_precise",
  "not_whole",
  "too_many_decimals",
  "below_minimum",
  "above_maximum",
  "unit_unexpected",
  // Text
  "text_too_long",
  "text_not_storable",
  // Codes
  "code_unknown",
  "codes_repeated",
  "answer_not_yes_no",
  // Dates and times
  "date_invalid",
  "date_impossible",
  "date_two_digit_year",
  "date_year_unlikely",
  "date_ambiguous",
  "time_invalid",
  "date_time_invalid",
  "partial_date_invalid",
  "partial_date_open",
  // Bar codes and files
  "barcode_mask_mismatch",
  "barcode_check_digit",
  "file_reference_invalid",
  "file_type_not_taken",
  "file_not_stored",
  // Shape
  "value_wrong_type",
  "not_entered",
  "value_not_storable",
] as const;

export const entryProblemCodes = [
  "required",
  "reason_required",
  "item_unknown",
  "missing_reason_not_offered",
  "constraint_violated",
  "below_usual",
  "above_usual",
  "date_after_today",
] as const;

export const expressionProblemCodes = [
  "expression_syntax",
  "expression_too_long",
  "expression_too_complex",
  "expression_loops",
  "expression_not_offered",
  "expression_unknown_name",
  "expression_wrong_types",
  "expression_wrong_result",
  "expression_number_too_large",
  "expression_pattern_invalid",
] as const;

export const protocolProblemCodes = [
  // Shape of the document
  "shape_missing",
  "shape_unknown_key",
  "shape_wrong_type",
  "shape_not_offered",
  "shape_bad_format",
  "shape_out_of_range",
  "document_not_an_object",
  "document_too_large",
  "document_too_deep",
  "document_dangerous_key",
  "document_not_json",
  "document_name_twice",
  // Names
  "reference_unknown",
  "key_duplicate",
  "key_reserved",
  "item_key_duplicate",
  "assumption_path_unknown",
  // Items and texts
  "range_reversed",
  "soft_range_outside_hard",
  "property_not_for_type",
  "property_required_for_type",
  "calculation_circle",
  "calculation_order",
  "expression_self_reference",
  "calculation_or_scale",
  "scale_item_unsuitable",
  "scale_item_later",
  "scale_reversed_elsewhere",
  "scale_reversed_unbounded",
  "scale_least_too_many",
  "scale_cutoffs_not_ascending",
  "matrix_answers_differ",
  "text_missing",
  // Dates
  "date_missing",
  "date_not_in_calendar",
  "times_reversed",
  "ethics_dates_reversed",
  "approval_number_missing",
  "time_zone_unknown",
  // Design and allocation
  "design_arms_too_few",
  "design_arms_too_many",
  "design_allocation_missing",
  "design_allocation_not_offered",
  "design_control_missing",
  "design_intervention_missing",
  "ratio_arms_mismatch",
  "block_size_not_multiple",
  "block_size_predictable",
  "strata_item_unsuitable",
  "strata_item_not_baseline",
  "cards_not_offered",
  "cards_too_many",
  "population_needs_allocation",
  "sample_size_incomplete",
  "sample_size_below_arms",
  // Outcomes and schedule
  "primary_outcome_missing",
  "outcome_item_not_measured",
  "outcome_baseline_missing",
  "outcome_event_missing",
  "outcome_item_no_number",
  "visit_day_out_of_reach",
  "visit_before_enrolment",
  "visit_windows_overlap",
  "visit_anchor_without_allocation",
  "delivery_item_missing",
  "delivery_item_unsuitable",
  "session_count_mismatch",
  "form_not_scheduled",
  // People
  "roles_mixed",
  "role_cannot_enter",
  "role_required",
  "form_must_reveal_arm",
  "expression_reveals_arm",
  "consent_purpose_missing",
] as const;

/** What can be wrong with a table of a file, beside the values in it. */
export const importProblemCodes = [
  "column_missing",
  "column_unknown",
  "column_twice",
  "column_not_in_form",
  "row_wrong_width",
  "row_twice",
  "participant_unknown",
  "visit_unknown",
  "performer_unknown",
  // A study file
  "bundle_field_invalid",
  "bundle_hash_differs",
  "bundle_version_differs",
  "bundle_version_twice",
  "bundle_first_amends",
] as const;

/** Why a document cannot follow the versions of a running study. */
export const amendmentProblemCodes = [
  "amendment_nothing_changed",
  "amendment_version_not_higher",
  "amendment_key_changed",
  "amendment_design_changed",
  "amendment_consent_version",
  "amendment_form_masking",
  "amendment_visit_masking",
  "amendment_masking_level",
  "amendment_site_removed",
  "amendment_site_changed",
  "amendment_arm_removed",
  "amendment_arm_kind",
  "amendment_visit_kind",
  "amendment_visit_renamed",
  "amendment_form_renamed",
  "amendment_item_renamed",
  "amendment_item_moved",
  "amendment_delivery_changed",
  "amendment_type_changed",
  "amendment_unit_changed",
  "amendment_codelist_changed",
  "amendment_code_swapped",
  "amendment_words_exchanged",
  "amendment_key_reused",
  "amendment_meaning_unstated",
  "amendment_value_differs",
  "amendment_value_kept",
  "amendment_entry_stays",
] as const;
export type AmendmentProblemCode = (typeof amendmentProblemCodes)[number];

/** What can be wrong with how participants are allocated, and what a design should be warned of. */
export const allocationProblemCodes = [
  "allocation_too_few_arms",
  "allocation_arm_key_empty",
  "allocation_arm_repeated",
  "allocation_arm_unknown",
  "allocation_arm_missing",
  "allocation_ratio_out_of_range",
  "allocation_block_sizes_missing",
  "allocation_block_sizes_unused",
  "allocation_block_size_out_of_range",
  "allocation_block_size_repeated",
  "allocation_block_size_not_multiple",
  "allocation_fixed_block_of_two",
  "allocation_setting_missing",
  "allocation_setting_unused",
  "allocation_two_equal_arms_needed",
  "allocation_equal_arms_needed",
  "allocation_probability_out_of_range",
  "allocation_number_out_of_range",
  "allocation_sequence_length_odd",
  "allocation_measure_unknown",
  "allocation_factors_missing",
  "allocation_factor_key_empty",
  "allocation_factor_repeated",
  "allocation_weight_out_of_range",
  "allocation_scheme_unknown",
  "allocation_algorithm_unknown",
  "allocation_hex_malformed",
  "allocation_slot_malformed",
  "allocation_stratum_malformed",
  "allocation_fixed_blocks_open_site",
  "allocation_too_many_strata",
  "allocation_stratum_too_small",
  "allocation_deterministic",
  "allocation_strata_without_effect",
  // What a next version would do to an allocation that is running
  "allocation_removed",
  "allocation_introduced",
  "allocation_scheme_changed",
  "allocation_visit_changed",
  "allocation_arm_closed",
  "allocation_arm_added",
  "allocation_ratio_changed",
  "allocation_cards_changed",
  "allocation_settings_changed",
  "allocation_site_closed",
  "allocation_site_added",
  "allocation_strata_changed",
  "allocation_stratum_item_changed",
] as const;

export type ValueProblemCode = (typeof valueProblemCodes)[number];
export type EntryProblemCode = (typeof entryProblemCodes)[number];
export type ExpressionProblemCode = (typeof expressionProblemCodes)[number];
export type ProtocolProblemCode = (typeof protocolProblemCodes)[number];
export type ImportProblemCode = (typeof importProblemCodes)[number];
export type AllocationProblemCode = (typeof allocationProblemCodes)[number];
export type ProblemCode =
  | ValueProblemCode
  | EntryProblemCode
  | ExpressionProblemCode
  | ProtocolProblemCode
  | ImportProblemCode
  | AllocationProblemCode
  | AmendmentProblemCode;

export const problemCodes: readonly ProblemCode[] = [
  ...valueProblemCodes,
  ...entryProblemCodes,
  ...expressionProblemCodes,
  ...protocolProblemCodes,
  ...importProblemCodes,
  ...allocationProblemCodes,
  ...amendmentProblemCodes,
];
