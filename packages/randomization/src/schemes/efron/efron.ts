import type { Fraction, ListScheme } from "../scheme.ts";
import { sequentialLists, sequentialModel, type WeightRule } from "../sequential-list.ts";
import { coinProblems, setting, twoEqualArmsProblems } from "../setting-problems.ts";

/**
 * Efron's biased coin for two equal arms: while the arms are equal both have chance ½; otherwise the arm that is behind
 * has the chance `coin`, ½ < coin < 1 (Efron proposed 2/3). At 1 every second allocation would be known: refused.
 *
 * Unit = slot; one integer below the sum of the two weights is drawn, the first arm in key order being the lower numbers.
 *
 * Source: Efron 1971, "Forcing a sequential experiment to be balanced", Biometrika 58:403.
 */
export const efron: ListScheme = {
  adaptive: false,
  settings: ["coin"],
  usual: () => ({ coin: { numerator: 2, denominator: 3 } }),
  problems: ({ arms, coin }) => [
    ...twoEqualArmsProblems(arms),
    ...coinProblems(coin, { above: { numerator: 1, denominator: 2 }, canBeCertain: false }),
  ],
  openLists: (parameters) => sequentialLists(parameters.arms, ruleOf(setting(parameters, "coin"))),
  chanceModel: (parameters) => sequentialModel(parameters.arms, ruleOf(setting(parameters, "coin"))),
  leastPerStratum: () => 4,
};

function ruleOf({ numerator, denominator }: Fraction): WeightRule {
  const behind = BigInt(numerator);
  const ahead = BigInt(denominator - numerator);
  return ([first = 0, second = 0]) => {
    if (first === second) return [1n, 1n];
    return first < second ? [behind, ahead] : [ahead, behind];
  };
}
