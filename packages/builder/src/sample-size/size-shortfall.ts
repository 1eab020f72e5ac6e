import { armsInRatio } from "./arms-in-ratio.ts";
import { comparisonOf, goalOf, planSampleSize, type PlannedOf, sumsOf } from "./plan-sample-size.ts";
import { inRounds, sizeOfArms } from "./size-of-arms.ts";

/** A document whose numbers of participants are not those that its own assumptions ask for. All are to recruit. */
export type SizeShortfall =
  /** Too few in the smallest arm. */
  | { readonly kind: "arm"; readonly planned: number; readonly needed: number; readonly total: number }
  /** The target leaves the smallest arm fewer than are stated there; `needed` and `total` are what is asked for. */
  | {
      readonly kind: "target";
      readonly target: number;
      readonly planned: number;
      readonly stated: number;
      readonly needed: number;
      readonly total: number;
    }
  /** Too few of the one group. */
  | { readonly kind: "one_group"; readonly planned: number; readonly needed: number };

/**
 * What is missing of the size that the assumptions need, in the numbers of `planSampleSize`; null where enough are planned,
 * where a number is missing, and where nothing can be computed. For ANCOVA those are enough that the formula of Borm et al.
 * (2007) asks for without the two more of the exact computation: who plans fewer plans fewer than any reading of it asks.
 */
export function sizeShortfall(protocol: PlannedOf): SizeShortfall | null {
  const { target, perArm, method } = protocol.sampleSize;
  const plan = planSampleSize(protocol);
  if (plan.kind !== "planned") return null;
  const { perArmRecruited: needed, total } = plan.size;
  if (method === "paired_t") return target >= total ? null : { kind: "one_group", planned: target, needed: total };
  if (perArm === null) return null;
  if (perArm < enoughInSmallest(protocol, needed)) return { kind: "arm", planned: perArm, needed, total };
  const weights = plan.size.arms.map(({ weight }) => weight);
  const [least, round] = [Math.min(...weights), weights.reduce((sum, weight) => sum + weight, 0)];
  if (target * least >= perArm * round) return null;
  return { kind: "target", target, planned: Math.floor((target * least) / round), stated: perArm, needed, total };
}

/** Participants of the smallest arm with which nobody finds fault. */
function enoughInSmallest(protocol: PlannedOf, exact: number): number {
  const { method, power, dropOut } = protocol.sampleSize;
  const comparison = comparisonOf(protocol.sampleSize);
  const arms = armsInRatio(protocol);
  if (method !== "ancova" || comparison === null || arms === null || power === null) return exact;
  const planned = sizeOfArms(comparison, goalOf(protocol, power), arms);
  if (!planned.ok) return exact;
  return sumsOf(inRounds(planned.result.approximateShare, dropOut ?? 0, arms)).perArmRecruited;
}
