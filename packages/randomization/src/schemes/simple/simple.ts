import type { IntegerDraw } from "../../generator/bounded-integer.ts";
import { ratioSum, type ArmRatio, type ListScheme } from "../scheme.ts";

/**
 * Simple (complete) randomization: every slot is its own draw with probability ratio / sum of ratios. Nobody can guess
 * better than chance; arms can end up unequal. Unit = slot; one integer below the ratio sum is drawn.
 *
 * Source: Rosenberger & Lachin 2016, Randomization in Clinical Trials, 2nd ed., section 3.2.
 */
export const simple: ListScheme = {
  adaptive: false,
  settings: [],
  usual: () => ({}),
  problems: () => [],
  openLists:
    ({ arms }) =>
    (draws) =>
    (slot) =>
      drawArm(arms, draws(slot)),
  chanceModel: ({ arms }) => ({
    start: [],
    chances: () => arms.map(({ ratio }, arm) => ({ arm, weight: BigInt(ratio), next: [] })),
  }),
  leastPerStratum: () => null,
};

function drawArm(arms: readonly ArmRatio[], draw: IntegerDraw): string {
  const drawn = draw(ratioSum(arms));
  let below = 0;
  for (const arm of arms) {
    below += arm.ratio;
    if (drawn < below) return arm.key;
  }
  throw new Error(`invariant: ${drawn} is not below the sum of the ratios`);
}
