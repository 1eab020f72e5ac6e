import type { DesignDefinition } from "../design.ts";

/**
 * One group measured before and after an intervention (Campbell and Stanley 1963, design 2; CONSORT does not apply, TREND
 * does). Without a control group, time itself, regression to the mean and repeated testing explain a change as well as the
 * intervention does.
 */
export const oneGroupPretestPosttest: DesignDefinition = {
  minArms: 1,
  maxArms: 1,
  needsAllocation: false,
  needsControlArm: false,
  canClaimCause: false,
  comparison: "before_after",
  anchorOfDayOne: "enrolment",
  flowStages: [
    "register",
    "screened",
    "eligible",
    "consented",
    "enrolled",
    "received_intervention",
    "outcome_measured",
    "analysed",
  ],
};
