/**
 * What can go wrong when a participant is allocated. `wrong_stratum`: allocated with a wrong stratification answer;
 * `ineligible`: allocated though a criterion was not met; `duplicate`: one woman under two numbers; `wrong_person`: asked
 * for under another participant's number; the two of sealed cards: a card taken out of its order, or of another pile.
 */
export const deviationKinds = [
  "wrong_stratum",
  "ineligible",
  "duplicate",
  "wrong_person",
  "card_out_of_order",
  "card_wrong_pile",
  "other",
] as const;
export type DeviationKind = (typeof deviationKinds)[number];

/** Which analysis population follows. */
export type PopulationConsequence = "stays_in_group" | "first_number_counts" | "each_in_own_group";
/** Which stratum the sequence used and which the analysis uses. */
export type StratumConsequence = "unchanged" | "true_stratum_in_analysis";
/** What follows for the number to recruit. */
export type SampleSizeConsequence = "counts" | "one_woman_counts_once";

/** What whoever stands beside the participant does next, in order. */
export const deviationSteps = [
  "do_not_ask_again",
  "keep_giving_allocated",
  "keep_baseline_locked",
  "ask_about_care",
  "collect_everything",
  "exclude_only_as_planned",
  "work_under_first_number",
  "retired_number_closed",
  "allocation_stays_with_number",
  "allocate_right_person",
  "do_not_carry_over",
  "card_stays_used",
  "next_card_in_order",
  "tell_randomization_officer",
  "tell_investigator",
] as const;
export type DeviationStep = (typeof deviationSteps)[number];

export type DeviationRule = {
  readonly needs: {
    /** The number of a second participant. */
    readonly related: boolean;
    /** The right answers to the stratification questions. `optional`: where the pile alone was wrong. */
    readonly strata: "required" | "optional" | "none";
    /** The eligibility criteria that she did not meet. */
    readonly criteria: boolean;
  };
  readonly population: PopulationConsequence;
  readonly stratum: StratumConsequence;
  readonly sampleSize: SampleSizeConsequence;
  readonly steps: readonly DeviationStep[];
};

const nothing = { related: false, strata: "none", criteria: false } as const;

/**
 * What each error needs to be recorded and what follows from it. Always the slot stays spent and the arm is kept: an
 * allocation is documented, never corrected. Source: Yelland, Sullivan, Voysey, Lee, Cook, Forbes, Applying the
 * intention-to-treat principle in practice: guidance on handling randomisation errors, Clinical Trials 2015;12:418–423.
 */
export const deviationRules: Readonly<Record<DeviationKind, DeviationRule>> = {
  wrong_stratum: {
    needs: { ...nothing, strata: "required" },
    population: "stays_in_group",
    stratum: "true_stratum_in_analysis",
    sampleSize: "counts",
    steps: ["do_not_ask_again", "keep_giving_allocated", "keep_baseline_locked", "tell_investigator"],
  },
  ineligible: {
    needs: { ...nothing, criteria: true },
    population: "stays_in_group",
    stratum: "unchanged",
    sampleSize: "counts",
    steps: ["do_not_ask_again", "ask_about_care", "collect_everything", "exclude_only_as_planned"],
  },
  duplicate: {
    needs: { ...nothing, related: true },
    population: "first_number_counts",
    stratum: "unchanged",
    sampleSize: "one_woman_counts_once",
    steps: ["do_not_ask_again", "work_under_first_number", "retired_number_closed", "tell_investigator"],
  },
  wrong_person: {
    needs: { ...nothing, related: true },
    population: "each_in_own_group",
    stratum: "unchanged",
    sampleSize: "counts",
    steps: ["allocation_stays_with_number", "do_not_carry_over", "allocate_right_person", "tell_investigator"],
  },
  card_out_of_order: {
    needs: nothing,
    population: "stays_in_group",
    stratum: "unchanged",
    sampleSize: "counts",
    steps: ["card_stays_used", "keep_giving_allocated", "next_card_in_order", "tell_randomization_officer"],
  },
  card_wrong_pile: {
    needs: { ...nothing, strata: "optional" },
    population: "stays_in_group",
    stratum: "true_stratum_in_analysis",
    sampleSize: "counts",
    steps: ["card_stays_used", "keep_giving_allocated", "next_card_in_order", "tell_randomization_officer"],
  },
  other: {
    needs: nothing,
    population: "stays_in_group",
    stratum: "unchanged",
    sampleSize: "counts",
    steps: ["do_not_ask_again", "keep_giving_allocated", "collect_everything", "tell_investigator"],
  },
};

/** The plain questions that lead to a kind: each choice names the next question or the kind. */
export type DeviationQuestion = "what_happened" | "which_card";
export type DeviationChoice =
  | { readonly key: DeviationKind; readonly leadsTo: DeviationKind }
  | { readonly key: "card"; readonly asks: DeviationQuestion };

export const deviationQuestions: Readonly<Record<DeviationQuestion, readonly DeviationChoice[]>> = {
  what_happened: [
    { key: "wrong_stratum", leadsTo: "wrong_stratum" },
    { key: "ineligible", leadsTo: "ineligible" },
    { key: "duplicate", leadsTo: "duplicate" },
    { key: "wrong_person", leadsTo: "wrong_person" },
    { key: "card", asks: "which_card" },
    { key: "other", leadsTo: "other" },
  ],
  which_card: [
    { key: "card_out_of_order", leadsTo: "card_out_of_order" },
    { key: "card_wrong_pile", leadsTo: "card_wrong_pile" },
    { key: "other", leadsTo: "other" },
  ],
};
