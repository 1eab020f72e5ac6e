import type { Protocol } from "@kendali/domain";
import { armsInRatio } from "./arms-in-ratio.ts";
import { comparisonOf, planSampleSize, type PlannedOf, sizeUnfit, sumsOf } from "./plan-sample-size.ts";
import { inRounds, sizeOfArms } from "./size-of-arms.ts";

/** A document that plans to recruit fewer than its own assumptions ask for. */
export type SizeShortfall = {
  /** Planned in the smallest arm, by the smaller of the number per arm and the arm's share of all; in one group, in all. */
  readonly planned: number;
  /** To recruit to the smallest arm; in one group, in all. */
  readonly needed: number;
  /** To recruit in all. */
  readonly total: number;
  /** Where the number that is too small stands. */
  readonly path: "sampleSize/perArm" | "sampleSize/target";
};

/** What is missing of the size that the assumptions need; null where enough are planned, or nothing can be computed. */
export function sizeShortfall(protocol: PlannedOf): SizeShortfall | null {
  const { sampleSize } = protocol;
  const needed = neededSize(protocol);
  if (needed === null) return null;
  const { smallest, total } = needed;
  if (sampleSize.method === "paired_t")
    return sampleSize.target >= total
      ? null
      : { planned: sampleSize.target, needed: total, total, path: "sampleSize/target" };
  const perArm = sampleSize.perArm ?? 0;
  if (perArm >= smallest && sampleSize.target >= total) return null;
  const planned = Math.min(perArm, Math.floor((sampleSize.target * smallest) / total));
  return { planned, needed: smallest, total, path: perArm < smallest ? "sampleSize/perArm" : "sampleSize/target" };
}

type Needed = { readonly smallest: number; readonly total: number };

/**
 * Participants to recruit to the smallest arm and in all by the method that a document names. ANCOVA by the formula of Borm
 * et al. (2007) without the two more of the exact computation: who plans fewer than these plans fewer than any reading of
 * the formula asks. Null where a number is missing or has no answer.
 */
function neededSize(protocol: PlannedOf): Needed | null {
  if (protocol.sampleSize.method === "ancova") return neededByBorm(protocol, protocol.sampleSize);
  const plan = planSampleSize(protocol);
  return plan.kind === "planned" ? { smallest: plan.size.perArmRecruited, total: plan.size.total } : null;
}

function neededByBorm(protocol: PlannedOf, sampleSize: Protocol["sampleSize"]): Needed | null {
  const { power, alpha, dropOut } = sampleSize;
  const comparison = comparisonOf(sampleSize);
  const arms = armsInRatio(protocol);
  if (comparison === null || arms === null || power === null || sizeUnfit(protocol) !== null) return null;
  const lost = dropOut ?? 0;
  const planned = sizeOfArms(comparison, { alpha, power, dropOut: lost }, arms);
  if (!planned.ok) return null;
  const { perArmRecruited, total } = sumsOf(inRounds(planned.result.approximateShare, lost, arms));
  return { smallest: perArmRecruited, total };
}
