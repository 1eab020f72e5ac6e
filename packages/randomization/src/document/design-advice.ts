import type { Problem, Protocol } from "@kendali/domain";
import { designWarnings, planProblems, type DesignPlan } from "../design/design-plan.ts";
import { crossedStrata, factorsOfProtocol, isOpenLabel } from "../design/factors-of-protocol.ts";
import { parametersOfPlan } from "../schemes/parameters-of-plan.ts";

export type Designed = Pick<Protocol, "allocation" | "sites" | "forms" | "codelists" | "sampleSize" | "blinding">;

/** A document's allocation with what follows from its strata and its target. */
export type DesignAdvice = {
  /** Lists that are drawn, one for each combination of the strata; 1 without any. */
  readonly strata: number;
  /** What should be thought over before it is approved: strata that are too small, blocks that one open site counts. */
  readonly warnings: readonly Problem[];
};

/**
 * What a document's allocation makes of its sites, strata and target, as long as every stratum is equally likely. Null
 * where nobody is allocated, and where the scheme cannot be used as it stands, which `validateStudyDocument` says.
 */
export function designAdvice(protocol: Designed): DesignAdvice | null {
  const { allocation, sites, sampleSize } = protocol;
  if (allocation === null) return null;
  const strata = crossedStrata(factorsOfProtocol(protocol));
  if (!strata.ok) return null;
  const plan: DesignPlan = {
    scheme: allocation.scheme,
    parameters: parametersOfPlan(allocation),
    strata: strata.value.map(({ values, share }) => ({ values, share })),
    participants: sampleSize.target,
    simulations: 1,
    seed: 1,
    isSingleOpenSite: sites.length === 1 && isOpenLabel(protocol),
  };
  return planProblems(plan).length > 0 ? null : { strata: plan.strata.length, warnings: designWarnings(plan) };
}
