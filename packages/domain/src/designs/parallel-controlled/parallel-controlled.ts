import type { DesignDefinition } from "../design.ts";

/** Participants allocated at random to arms that run side by side, one of them a control (CONSORT 2025). */
export const parallelControlled: DesignDefinition = {
  minArms: 2,
  maxArms: null,
  needsAllocation: true,
  needsControlArm: true,
  canClaimCause: true,
  comparison: "between_arms",
  anchorOfDayOne: "allocation",
  flowStages: [
    "screened",
    "eligible",
    "consented",
    "enrolled",
    "allocated",
    "received_intervention",
    "outcome_measured",
    "analysed",
  ],
};
