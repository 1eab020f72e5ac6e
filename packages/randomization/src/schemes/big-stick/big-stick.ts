import type { ListScheme } from "../scheme.ts";
import { sequentialLists, sequentialModel, type WeightRule } from "../sequential-list.ts";
import { setting, twoEqualArmsProblems, wholeNumberProblems } from "../setting-problems.ts";

/**
 * Big stick design for two equal arms: a fair coin, until one arm is ahead by `maximumImbalance`; then the other arm is
 * certain. It must be at least 2, because at 1 every second allocation is known.
 *
 * Unit = slot; one integer below 2 is drawn, 0 being the first arm in key order; a certain slot draws nothing.
 *
 * Source: Soares & Wu 1983, "Some restricted randomization rules in sequential designs", Commun. Statist. 12:2017.
 */
export const bigStick: ListScheme = {
  adaptive: false,
  settings: ["maximumImbalance"],
  usual: () => ({ maximumImbalance: 3 }),
  problems: ({ arms, maximumImbalance }) => [
    ...twoEqualArmsProblems(arms),
    ...(maximumImbalance === undefined
      ? []
      : wholeNumberProblems({ path: "/maximumImbalance", value: maximumImbalance, min: 2, max: 100 })),
  ],
  openLists: (parameters) => sequentialLists(parameters.arms, ruleOf(setting(parameters, "maximumImbalance"))),
  chanceModel: (parameters) => sequentialModel(parameters.arms, ruleOf(setting(parameters, "maximumImbalance"))),
  leastPerStratum: (parameters) => 2 * setting(parameters, "maximumImbalance"),
};

function ruleOf(maximum: number): WeightRule {
  return ([first = 0, second = 0]) => {
    if (first - second >= maximum) return [0n, 1n];
    return second - first >= maximum ? [1n, 0n] : [1n, 1n];
  };
}
