import type { AllocationPlan } from "@kendali/domain";
import type { SchemeParameters } from "./scheme.ts";

/**
 * What a protocol's allocation tells its scheme: the arms with their ratio, and the scheme's own settings. It does not say
 * whether they fit together; `validateScheme` does.
 */
export function parametersOfPlan(plan: AllocationPlan): SchemeParameters {
  return { arms: plan.ratio.map(({ arm, weight }) => ({ key: arm, ratio: weight })), blockSizes: plan.blockSizes };
}
