import { invariant } from "@kendali/domain";
import { drawByWeight } from "../generator/draw-by-weight.ts";
import type { UnitDraws } from "../generator/stratum-draws.ts";
import type { ChanceModel } from "./chance-model.ts";
import type { ArmRatio, ListReader } from "./scheme.ts";

/** The whole-number weights of the arms for the next slot, from how often each arm stands in the slots before. */
export type WeightRule = (counts: readonly number[]) => readonly bigint[];

/**
 * Reads a list in which each slot's chances depend on the slots before it in the same list. Unit = slot: whatever was
 * drawn before, slot s draws from unit s, so a replay needs the secret and the slot only; it walks from the first slot,
 * or on from the slot read last.
 */
export function sequentialLists(arms: readonly ArmRatio[], rule: WeightRule): (draws: UnitDraws) => ListReader {
  return (draws) => openSequential(arms, rule, draws);
}

function openSequential(arms: readonly ArmRatio[], rule: WeightRule, draws: UnitDraws): ListReader {
  const counts = arms.map(() => 0);
  let read = 0;
  let last = 0;
  return (slot) => {
    if (slot < read - 1) {
      counts.fill(0);
      read = 0;
    }
    for (; read <= slot; read += 1) {
      last = drawByWeight(draws(read), rule(counts));
      counts[last] = (counts[last] ?? 0) + 1;
    }
    const arm = arms[last];
    invariant(arm !== undefined, "a weight belongs to no arm");
    return arm.key;
  };
}

/** The same rule as a stochastic process; its state is the counts. */
export function sequentialModel(arms: readonly unknown[], rule: WeightRule): ChanceModel {
  return {
    start: arms.map(() => 0),
    chances: (counts) =>
      rule(counts).map((weight, arm) => ({ arm, weight, next: counts.with(arm, (counts[arm] ?? 0) + 1) })),
  };
}
