import type { AllocationPlan } from "@kendali/domain";
import type { SchemeKey, SchemeSettings } from "@kendali/randomization";
import { withScheme } from "./with-scheme.ts";

/** A design that was tried out, in the names of the document that it is taken into. */
export type TriedDesign = {
  readonly scheme: SchemeKey;
  readonly settings: SchemeSettings;
  /** Arms by their keys; null is an arm that the document does not have. */
  readonly shares: readonly { readonly arm: string | null; readonly weight: number }[];
  /** What divides: an item's key, or null for the site; weight 1 where it counts as the others do. */
  readonly factors: readonly { readonly item: string | null; readonly weight: number }[];
};

/**
 * The allocation with scheme, settings, ratio and strata of a design; visit and cards stay. Null where the design has other
 * arms than the allocation: arms are not made by the way.
 */
export function withDesign(allocation: AllocationPlan, design: TriedDesign): AllocationPlan | null {
  const weights = new Map(design.shares.map(({ arm, weight }) => [arm, weight]));
  const ratio = allocation.ratio.flatMap(({ arm }) => {
    const weight = weights.get(arm);
    return weight === undefined ? [] : [{ arm, weight }];
  });
  if (ratio.length !== allocation.ratio.length || ratio.length !== design.shares.length) return null;
  const { afterVisit, cards } = allocation;
  const strata = design.factors.map(({ item, weight }): AllocationPlan["strata"][number] => ({
    ...(item === null ? { source: "site" } : { source: "item", item }),
    ...(weight === 1 ? {} : { weight }),
  }));
  const { blockSizes, ...settings } = design.settings;
  const taken = {
    scheme: design.scheme,
    ratio,
    strata,
    afterVisit,
    ...settings,
    ...(blockSizes === undefined || blockSizes.length === 0 ? {} : { blockSizes: [...blockSizes] }),
    ...(cards === undefined ? {} : { cards }),
  };
  return withScheme(taken, design.scheme);
}
