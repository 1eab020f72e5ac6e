/**
 * Every expected failure of the platform, once. `api` maps each code to a transport code, `i18n` to words in both
 * languages, `docs/errors.md` to what the reader can do; a missing row in any of them fails the build.
 */
export const refusalCodes = [
  // Who and where
  "not_signed_in",
  "not_found",
  "not_allowed",
  "invalid_credentials",
  "too_many_attempts",
  "link_invalid",
  "password_too_weak",
  "username_taken",
  "account_disabled",
  "last_administrator",
  "roles_not_separate",
  // Shape of a request
  "invalid_input",
  "request_too_large",
  "command_id_reused",
  "revision_conflict",
  "database_unavailable",
  // Study
  "protocol_invalid",
  "study_key_taken",
  "study_not_live",
  "study_already_live",
  "study_locked",
  "study_not_locked",
  "clock_not_allowed",
  "ethics_missing",
  "ethics_expired",
  // Screening, consent, enrolment
  "screening_incomplete",
  "screening_closed",
  "not_eligible",
  "consent_missing",
  "consent_declined",
  "consent_not_current",
  "consent_purpose_required",
  "already_enrolled",
  "identity_incomplete",
  "date_in_future",
  "date_before_enrolment",
  // Visits and entries
  "participant_ended",
  "visit_not_in_schedule",
  "visit_not_yet_due",
  "visit_out_of_order",
  "visit_outside_window",
  "visit_already_recorded",
  "visit_missed",
  "visit_incomplete",
  "form_not_in_visit",
  "values_invalid",
  "change_reason_required",
  "entry_locked",
  "performer_cannot_assess",
  "assessor_cannot_treat",
  "performer_not_qualified",
  // Allocation
  "allocation_not_in_design",
  "baseline_incomplete",
  "baseline_not_locked",
  "strata_missing",
  "already_allocated",
  "not_allocated",
  "arm_masked",
  "already_unblinded",
  // Data in and out
  "import_refused",
  "file_unreadable",
  "snapshot_masked",
  "snapshot_name_taken",
  "analysis_not_possible",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
