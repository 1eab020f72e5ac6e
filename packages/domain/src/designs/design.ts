/** The boxes of the participant flow (CONSORT 2025, TREND), in order. A design names those it has. */
export type FlowStage =
  | "register"
  | "screened"
  | "eligible"
  | "consented"
  | "enrolled"
  | "allocated"
  | "received_intervention"
  | "outcome_measured"
  | "analysed";

/** What shared code may ask of a study design; nothing outside this folder asks which design it is. */
export type DesignDefinition = {
  /** Fewest and most arms; `maxArms` null when there is no limit. */
  readonly minArms: number;
  readonly maxArms: number | null;
  readonly needsAllocation: boolean;
  readonly needsControlArm: boolean;
  /** Whether a difference may be called an effect of the intervention. */
  readonly canClaimCause: boolean;
  /** What the main comparison sets side by side. */
  readonly comparison: "before_after" | "between_arms";
  /** The date from which sessions and follow-up count. */
  readonly anchorOfDayOne: "enrolment" | "allocation";
  readonly flowStages: readonly FlowStage[];
};
