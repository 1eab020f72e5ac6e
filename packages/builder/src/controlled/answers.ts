import type { AllocationPlan, Arm, Intervention, LocalizedText, Protocol, Site } from "@kendali/domain";

/** What a trial can ask beyond its pilot, taken from the reference trial. */
export const extraKeys = [
  "exclusive_breastfeeding",
  "prolactin",
  "oxytocin",
  "anxiety",
  "diet",
  "hydration",
  "nutrition",
  "feeding_frequency",
  "care_received",
  "blinding_check",
] as const;
export type ExtraKey = (typeof extraKeys)[number];

/** What the pilot found of its primary outcome. */
export type PilotNumbers = {
  /** Pairs: participants measured before and after. */
  readonly n: number;
  /** Of the outcome after the intervention, in its unit. */
  readonly standardDeviation: number;
  /** Of the values before with those after. */
  readonly correlation: number;
  /** Mean change from before to after, in the outcome's unit. */
  readonly change: number;
};

export type ControlledSampleSize = {
  /** Null while the pilot's numbers are not known: the trial then says what they lack. */
  readonly pilot: PilotNumbers | null;
  /** The smallest difference between the arms that would matter, in the outcome's unit. */
  readonly difference: number | null;
  readonly alpha: number;
  readonly power: number;
  /** Expected share lost, 0 ≤ d < 1. */
  readonly dropOut: number;
};

export type FollowUp = {
  readonly key: string;
  readonly label: LocalizedText;
  /** Days from allocation, whose own day is 1. */
  readonly day: number;
  readonly before: number;
  readonly after: number;
};

/** A further arm that is treated: what it receives beside the control's care is described afterwards. */
export type OtherArm = {
  readonly arm: Pick<Arm, "key" | "label" | "description">;
  readonly intervention: Intervention;
};

/** Everything that leads from a one-group study to a trial. `controlledDefaults` proposes it whole. */
export type ControlledAnswers = {
  readonly study: {
    readonly key: string;
    readonly date: string;
    readonly title: LocalizedText;
    readonly shortTitle: LocalizedText;
    readonly objective: LocalizedText;
    readonly hypothesis: LocalizedText;
    readonly limitations: Protocol["design"]["limitations"];
  };
  readonly sites: readonly Site[];
  /** The pilot's arm, described beside a control. */
  readonly pilotArm: { readonly description: LocalizedText };
  readonly control: {
    readonly arm: Pick<Arm, "key" | "label" | "description">;
    /** What the control arm receives; the pilot's arm receives it too. */
    readonly intervention: Intervention;
  };
  /** Further treated arms, between the pilot's arm and the control; none in a trial of two. */
  readonly otherArms: readonly OtherArm[];
  readonly sampling: Protocol["sampling"];
  readonly allocation: AllocationPlan;
  readonly blinding: Protocol["blinding"];
  readonly followUps: readonly FollowUp[];
  readonly extras: readonly ExtraKey[];
  readonly sampleSize: ControlledSampleSize;
};

/** What a trial made from a pilot should be read again for; words in `i18n`. */
export type ControlledWarning = {
  readonly code:
    | "pilot_numbers_missing"
    | "pilot_change_is_no_difference"
    | "pilot_effect_optimistic"
    | "pilot_effect_optimistic_ratio"
    | "pilot_effect_may_be_none"
    | "pilot_deviation_uncertain"
    | "pilot_deviation_uncertain_ratio"
    | "difference_above_pilot"
    | "consent_reword"
    | "ethics_again"
    | "session_form_reveals_arm"
    | "other_arm_undescribed";
  readonly params: Readonly<Record<string, string | number>>;
};
