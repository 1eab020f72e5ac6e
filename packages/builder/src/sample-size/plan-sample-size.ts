import type { LocalizedText, Protocol } from "@kendali/domain";
import { sampleSizeWords, type SampleSizePiece } from "@kendali/i18n";
import { runSampleSizePairedT } from "@kendali/stats";
import { armsInRatio } from "./arms-in-ratio.ts";
import { type Comparison, ratioWords, type SizedArm, type SizeGoal, sizeOfArms } from "./size-of-arms.ts";

/** What a document's assumptions need. */
export type PlannedSize = {
  /** Each arm in the order of the document; none where one group is planned. */
  readonly arms: readonly SizedArm[];
  /** `2:1`, in the order of the arms; null in one group. */
  readonly ratio: string | null;
  /** Measured participants of the smallest arm (of the one group: all of them). */
  readonly perArm: number;
  /** Recruited to the smallest arm, so that so many are left after drop-out. */
  readonly perArmRecruited: number;
  /** Measured in all. */
  readonly measured: number;
  /** Recruited in all. */
  readonly total: number;
  /** Power with those whole numbers, 0 to 1; of several comparisons the least. */
  readonly power: number;
  /** The paragraph of the protocol. */
  readonly sentence: LocalizedText;
};

/** Why a method cannot plan these arms, whatever its numbers. */
export type SizeUnfit =
  /** A paired t-test looks at one group, and there are several arms. */
  | "one_group_method"
  /** A comparison of arms, and there is one. */
  | "two_arms_method"
  /** The ratio does not give each arm one positive whole number. */
  | "ratio_unclear";

/**
 * `incomplete`: assumptions are missing, or total sampling plans nothing. `unfit`: the method does not belong to these arms
 * and their ratio. `refused`: no number of participants answers the assumptions.
 */
export type SizePlan =
  | { readonly kind: "planned"; readonly size: PlannedSize }
  | { readonly kind: "incomplete" }
  | { readonly kind: "unfit"; readonly reason: SizeUnfit }
  | { readonly kind: "refused"; readonly code: string };

export type PlannedOf = Pick<Protocol, "sampleSize" | "arms" | "allocation" | "analysisPlan">;

/**
 * The sample size that a document's own assumptions need, by the method it names: ANCOVA on the baseline value, paired t
 * (standard deviation of one measurement and their correlation give that of the change), two-sample t, two proportions; all
 * two-sided, arms in the ratio of the allocation, α divided among several comparisons where the plan adjusts them by Holm. Read from a draft that may be incomplete.
 */
export function planSampleSize(protocol: PlannedOf): SizePlan {
  const { sampleSize } = protocol;
  const unfit = sizeUnfit(protocol);
  if (unfit !== null) return { kind: "unfit", reason: unfit };
  if (sampleSize.power === null) return { kind: "incomplete" };
  if (sampleSize.method === "paired_t") return planOneGroup(sampleSize, sampleSize.power);
  const comparison = comparisonOf(sampleSize);
  const arms = armsInRatio(protocol);
  if (comparison === null || arms === null) return { kind: "incomplete" };
  const planned = sizeOfArms(comparison, goalOf(protocol, sampleSize.power), arms);
  if (!planned.ok) return { kind: "refused", code: planned.refusal.code };
  const { arms: sized, power: reached, pieces } = planned.result;
  return {
    kind: "planned",
    size: {
      arms: sized,
      ratio: ratioWords(arms),
      ...sumsOf(sized),
      power: reached,
      sentence: inBoth(pieces),
    },
  };
}

/** What the size of a trial must reach, by its document. */
export function goalOf({ sampleSize, analysisPlan }: PlannedOf, power: number): SizeGoal {
  const { alpha, dropOut } = sampleSize;
  return { alpha, power, dropOut: dropOut ?? 0, isHolm: analysisPlan.multiplicity?.method === "holm" };
}

/** Why the method of a document cannot plan its arms; null where it can, and for total sampling, which plans none. */
export function sizeUnfit(protocol: PlannedOf): SizeUnfit | null {
  const { sampleSize, arms } = protocol;
  if (sampleSize.method === "total_sampling") return null;
  if (sampleSize.method === "paired_t") return arms.length > 1 ? "one_group_method" : null;
  if (arms.length < 2) return "two_arms_method";
  return armsInRatio(protocol) === null ? "ratio_unclear" : null;
}

/** The comparison of arms that a document plans for, with its assumptions; null where one is missing. */
export function comparisonOf(plan: Protocol["sampleSize"]): Comparison | null {
  const { method, difference, standardDeviation, correlation, proportions } = plan;
  if (method === "two_proportions") return proportions === undefined ? null : { method, ...proportions };
  if (difference === null || standardDeviation === null) return null;
  if (method === "two_sample_t") return { method, difference, standardDeviation };
  if (method !== "ancova" || correlation === null) return null;
  return { method, difference, standardDeviation, correlation };
}

/** The smallest arm, and all of them together. */
export function sumsOf(
  arms: readonly SizedArm[],
): Pick<PlannedSize, "perArm" | "perArmRecruited" | "measured" | "total"> {
  return {
    perArm: Math.min(...arms.map(({ measured }) => measured)),
    perArmRecruited: Math.min(...arms.map(({ recruited }) => recruited)),
    measured: arms.reduce((sum, { measured }) => sum + measured, 0),
    total: arms.reduce((sum, { recruited }) => sum + recruited, 0),
  };
}

function planOneGroup(plan: Protocol["sampleSize"], power: number): SizePlan {
  const { difference, standardDeviation: sd, correlation, alpha, dropOut } = plan;
  if (difference === null || sd === null || correlation === null) return { kind: "incomplete" };
  const planned = runSampleSizePairedT({
    power,
    significance: alpha,
    dropOut: dropOut ?? 0,
    delta: Math.abs(difference),
    sd: sd * Math.sqrt(2 * (1 - correlation)),
  });
  if (!planned.ok) return { kind: "refused", code: planned.refusal.code };
  const { total, powerReached, sentence } = planned.result.details;
  const { nWhole: measured, nWholeWithDropOut: recruited } = total;
  return {
    kind: "planned",
    size: {
      arms: [],
      ratio: null,
      perArm: measured,
      perArmRecruited: recruited,
      measured,
      total: recruited,
      power: powerReached,
      sentence: inBoth(sentence),
    },
  };
}

function inBoth(pieces: readonly SampleSizePiece[]): LocalizedText {
  return { id: sampleSizeWords("id", pieces), en: sampleSizeWords("en", pieces) };
}
