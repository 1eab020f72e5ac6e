import type { Problem, Protocol } from "@kendali/domain";
import { parametersOfPlan } from "../schemes/parameters-of-plan.ts";
import { schemes } from "../schemes/index.ts";
import type { SchemeDefinition } from "../schemes/scheme.ts";

/**
 * What a valid document's allocation is accepted with and should still be thought over: `allocation_deterministic`, a coin
 * of 1 under minimization (Taves), where whoever knows the earlier allocations knows the next one. Warnings refuse nothing.
 *
 * The document is one that `validateStudyDocument` accepted.
 */
export function allocationWarnings({ allocation }: Pick<Protocol, "allocation">): readonly Problem[] {
  if (allocation === null) return [];
  const definition: SchemeDefinition = schemes[allocation.scheme];
  if (!definition.adaptive || !definition.deterministic(parametersOfPlan(allocation))) return [];
  return [{ path: "allocation/coin", code: "allocation_deterministic", params: {} }];
}
