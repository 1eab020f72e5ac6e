import type { Problem } from "@kendali/domain";
import { schemes } from "./index.ts";
import type { ArmRatio, SchemeDefinition, SchemeKey } from "./scheme.ts";

/**
 * Why a scheme cannot allocate to these arms, whatever its settings: it is defined for two equal arms, or for equal ones.
 * Null where it can. The rules are the scheme's own, asked with its usual settings.
 *
 * @example armsSuitScheme("efron", [{ key: "a", ratio: 2 }, { key: "b", ratio: 1 }])
 * // { path: "/arms", code: "allocation_two_equal_arms_needed", params: { arms: 2, ratio: "2:1" } }
 */
export function armsSuitScheme(scheme: SchemeKey, arms: readonly ArmRatio[]): Problem | null {
  const definition: SchemeDefinition = schemes[scheme];
  const found = definition.problems({ arms, blockSizes: [], ...definition.usual(arms) });
  return found.find(({ path }) => path === "/arms") ?? null;
}
