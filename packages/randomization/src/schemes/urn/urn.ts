import type { Problem } from "@kendali/domain";
import { ratioSum, type ListScheme, type SchemeParameters } from "../scheme.ts";
import { sequentialLists, sequentialModel, type WeightRule } from "../sequential-list.ts";
import { ratioText, setting, wholeNumberProblems } from "../setting-problems.ts";

/**
 * Wei's urn design UD(α, β) for arms of equal ratio: the urn starts with α balls of each arm; a ball is drawn and put
 * back, and β balls of every other arm are added. With k arms and n allocated before, n_i of them to arm i, its chance is
 * (α + β(n − n_i)) ÷ (kα + β(k − 1)n), and 1/k from an empty urn. Balance is forced early and less and less later.
 *
 * α = 0 makes the second allocation of two arms certain (Wei's own UD(0, 1)); with more arms an empty urn is refused,
 * as are urns in which nothing is added.
 *
 * Unit = slot; one integer below the number of balls is drawn, arms in key order.
 *
 * Source: Wei 1977, "A class of designs for sequential clinical trials", JASA 72:382; Wei & Lachin 1988.
 */
export const urn: ListScheme = {
  adaptive: false,
  settings: ["urn"],
  usual: () => ({ urn: { initial: 1, added: 1 } }),
  problems,
  openLists: (parameters) => sequentialLists(parameters.arms, ruleOf(parameters)),
  chanceModel: (parameters) => sequentialModel(parameters.arms, ruleOf(parameters)),
  leastPerStratum: ({ arms }) => 2 * ratioSum(arms),
};

function ruleOf(parameters: SchemeParameters): WeightRule {
  const { initial, added } = setting(parameters, "urn");
  return (counts) => {
    const allocated = counts.reduce((sum, count) => sum + count, 0);
    if (initial === 0 && allocated === 0) return counts.map(() => 1n);
    return counts.map((count) => BigInt(initial + added * (allocated - count)));
  };
}

function problems({ arms, urn: balls }: SchemeParameters): Problem[] {
  const unequal: Problem[] = arms.some(({ ratio }) => ratio !== arms[0]?.ratio)
    ? [{ path: "/arms", code: "allocation_equal_arms_needed", params: { arms: arms.length, ratio: ratioText(arms) } }]
    : [];
  if (balls === undefined) return unequal;
  return [
    ...unequal,
    ...wholeNumberProblems({
      path: "/urn/initial",
      value: balls.initial,
      min: arms.length > 2 ? 1 : 0,
      max: 1000,
    }),
    ...wholeNumberProblems({ path: "/urn/added", value: balls.added, min: 1, max: 1000 }),
  ];
}
