import type { AllocationPlan } from "@kendali/domain";
import { schemes } from "./index.ts";
import type { MinimizationFactor, SchemeParameters } from "./scheme.ts";

/**
 * What a protocol's allocation tells its scheme: the arms with their ratio, and the scheme's own settings. It does not say
 * whether they fit together; `validateScheme` does. Under a scheme that balances factors the strata are the factors, in
 * the order of the document, each with its weight (1 where none is stated); settings that the document states are handed
 * on even where the scheme has no use for them, so that they are refused and not forgotten.
 *
 * @example parametersOfPlan({ scheme: "simple", ratio: [{ arm: "a", weight: 1 }, { arm: "b", weight: 2 }], strata: [], afterVisit: "v1" })
 * // { arms: [{ key: "a", ratio: 1 }, { key: "b", ratio: 2 }], blockSizes: [] }
 */
export function parametersOfPlan(plan: AllocationPlan): SchemeParameters {
  const { ratio, blockSizes = [], coin, maximumImbalance, urn, sequenceLength, measure } = plan;
  return {
    arms: ratio.map(({ arm, weight }) => ({ key: arm, ratio: weight })),
    blockSizes,
    ...(coin === undefined ? {} : { coin }),
    ...(maximumImbalance === undefined ? {} : { maximumImbalance }),
    ...(urn === undefined ? {} : { urn }),
    ...(sequenceLength === undefined ? {} : { sequenceLength }),
    ...(measure === undefined ? {} : { measure }),
    ...(schemes[plan.scheme].adaptive ? { factors: plan.strata.map(factorOf) } : {}),
  };
}

function factorOf(stratum: AllocationPlan["strata"][number]): MinimizationFactor {
  return { key: stratum.source === "item" ? stratum.item : stratum.source, weight: stratum.weight ?? 1 };
}
