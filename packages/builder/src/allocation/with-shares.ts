import type { AllocationPlan } from "@kendali/domain";
import { withScheme } from "./with-scheme.ts";

/**
 * The allocation with other shares of the arms, which may be other arms too. Blocks keep their number of rounds (4 and 6
 * participants at 1:1 are 6 and 9 at 2:1), and a setting that the new ratio cannot have gets the usual value. The scheme
 * stays, also where it does not suit the ratio: `armsSuitScheme` says so.
 */
export function withShares(allocation: AllocationPlan, ratio: AllocationPlan["ratio"]): AllocationPlan {
  const [before, after] = [roundOf(allocation.ratio), roundOf(ratio)];
  const { blockSizes, ...kept } = allocation;
  const sizes = (blockSizes ?? []).map((size) => (size * after) / before);
  const changed: AllocationPlan = {
    ...kept,
    ratio,
    ...(sizes.length > 0 && sizes.every((size) => Number.isInteger(size / after)) ? { blockSizes: sizes } : {}),
  };
  return withScheme(changed, changed.scheme);
}

/** Participants of one round of the ratio. */
function roundOf(ratio: AllocationPlan["ratio"]): number {
  return ratio.reduce((sum, { weight }) => sum + weight, 0);
}
