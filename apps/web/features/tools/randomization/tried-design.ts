import { withDesign, type TriedDesign } from "@kendali/builder";
import type { AllocationPlan } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import type { DesignPlan } from "@kendali/randomization";

import { stratifying, type DesignState } from "./design-state.ts";
import { readDesign } from "./read-design.ts";

/** What a design makes of a draft's allocation. */
export type TriedAllocation =
  | { readonly kind: "unreadable" }
  | { readonly kind: "other_arms"; readonly plan: DesignPlan }
  | {
      readonly kind: "readable";
      readonly plan: DesignPlan;
      readonly allocation: AllocationPlan;
      /** Names of factors that the draft has no question for. */
      readonly dropped: readonly string[];
    };

/** Reads a design that was brought from its page, in the names of the draft it is brought to. */
export function triedAllocation(state: DesignState, allocation: AllocationPlan, locale: Locale): TriedAllocation {
  const { plan } = readDesign(state, locale);
  if (plan === null) return { kind: "unreadable" };
  const { arms, factors: weighed = [], ...settings } = plan.parameters;
  const typed = stratifying(state);
  const isSite = (index: number): boolean => state.isBySite && index === 0;
  const tried: TriedDesign = {
    scheme: plan.scheme,
    settings,
    shares: arms.map(({ ratio }, index) => ({ arm: state.arms[index]?.key ?? null, weight: ratio })),
    factors: typed.flatMap(({ key }, index): TriedDesign["factors"] => {
      const weight = weighed[index]?.weight ?? 1;
      if (isSite(index)) return [{ item: null, weight }];
      return key === undefined ? [] : [{ item: key, weight }];
    }),
  };
  const taken = withDesign(allocation, tried);
  if (taken === null) return { kind: "other_arms", plan };
  const dropped = typed.flatMap(({ key, name }, index) => (key === undefined && !isSite(index) ? [name] : []));
  return { kind: "readable", plan, allocation: taken, dropped };
}
