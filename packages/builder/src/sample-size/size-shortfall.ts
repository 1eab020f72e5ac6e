import type { Protocol } from "@kendali/domain";
import { runSampleSizeAncova } from "@kendali/stats";
import { planSampleSize } from "./plan-sample-size.ts";

/** A document that plans to recruit fewer than its own assumptions ask for. */
export type SizeShortfall = {
  /** Planned in each arm, by the smaller of the number per arm and the arm's share of all; in one group, in all. */
  readonly planned: number;
  /** To recruit to each arm; in one group, in all. */
  readonly needed: number;
  /** To recruit in all. */
  readonly total: number;
  /** Where the number that is too small stands. */
  readonly path: "sampleSize/perArm" | "sampleSize/target";
};

type Planned = Pick<Protocol, "sampleSize" | "arms">;

/** What is missing of the size that the assumptions need; null where enough are planned, or nothing can be computed. */
export function sizeShortfall(protocol: Planned): SizeShortfall | null {
  const { sampleSize, arms } = protocol;
  const needed = neededPerArm(protocol);
  if (needed === null) return null;
  if (sampleSize.method === "paired_t")
    return sampleSize.target >= needed
      ? null
      : { planned: sampleSize.target, needed, total: needed, path: "sampleSize/target" };
  const count = Math.max(2, arms.length);
  const total = needed * count;
  const perArm = sampleSize.perArm ?? 0;
  if (perArm >= needed && sampleSize.target >= total) return null;
  const planned = Math.min(perArm, Math.floor(sampleSize.target / count));
  return { planned, needed, total, path: perArm < needed ? "sampleSize/perArm" : "sampleSize/target" };
}

/**
 * Participants to recruit to each arm (in one group: in all) by the method that a document names. ANCOVA by the formula of Borm et al. (2007)
 * without the one more of the exact computation: who plans fewer than these plans fewer than any reading of the formula asks.
 * Null where a number is missing or has no answer.
 */
export function neededPerArm(protocol: Planned): number | null {
  if (protocol.sampleSize.method === "ancova") return neededByBorm(protocol.sampleSize);
  const plan = planSampleSize(protocol);
  return plan.kind === "planned" ? plan.size.perArmRecruited : null;
}

function neededByBorm(sampleSize: Protocol["sampleSize"]): number | null {
  const { difference, standardDeviation, correlation, power, alpha, dropOut } = sampleSize;
  if (difference === null || standardDeviation === null || correlation === null || power === null) return null;
  const plan = runSampleSizeAncova({
    delta: Math.abs(difference),
    sd: standardDeviation,
    correlation,
    power,
    significance: alpha,
  });
  if (!plan.ok) return null;
  const measured = Math.ceil(plan.result.details.nPerArm - 1e-9);
  return Math.ceil(measured / (1 - (dropOut ?? 0)) - 1e-9);
}
