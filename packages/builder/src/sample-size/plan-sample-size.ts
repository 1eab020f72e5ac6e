import type { LocalizedText, Protocol } from "@kendali/domain";
import { sampleSizeWords, type SampleSizePiece } from "@kendali/i18n";
import {
  runSampleSizeAncova,
  runSampleSizePairedT,
  runSampleSizeTwoProportions,
  runSampleSizeTwoSampleT,
  type Outcome,
} from "@kendali/stats";

/** What a document's assumptions need. */
export type PlannedSize = {
  /** Measured participants of each arm (of the one group: all of them). */
  readonly perArm: number;
  /** Recruited to each arm, so that so many are left after drop-out. */
  readonly perArmRecruited: number;
  /** Recruited in all. */
  readonly total: number;
  /** Power with those whole numbers, 0 to 1. */
  readonly power: number;
  /** The paragraph of the protocol. */
  readonly sentence: LocalizedText;
};

/** `incomplete`: assumptions are missing, or total sampling plans nothing. `refused`: no number of participants answers them. */
export type SizePlan =
  | { readonly kind: "planned"; readonly size: PlannedSize }
  | { readonly kind: "incomplete" }
  | { readonly kind: "refused"; readonly code: string };

type Found = {
  readonly arms: readonly { readonly nWhole: number; readonly nWholeWithDropOut: number }[];
  readonly total: { readonly nWholeWithDropOut: number };
  readonly powerReached: number;
  readonly sentence: readonly SampleSizePiece[];
};

/**
 * The sample size that a document's own assumptions need, by the method it names: ANCOVA on the baseline value, paired t
 * (standard deviation of one measurement and their correlation give that of the change), two-sample t, two proportions; all
 * two-sided with equal arms. Read from a draft that may be incomplete.
 */
export function planSampleSize({ sampleSize, arms }: Pick<Protocol, "sampleSize" | "arms">): SizePlan {
  const plan = solve(sampleSize);
  if (plan === null) return { kind: "incomplete" };
  if (!plan.ok) return { kind: "refused", code: plan.code };
  const { details } = plan;
  const [first] = details.arms;
  if (first === undefined) return { kind: "incomplete" };
  const isOneGroup = sampleSize.method === "paired_t";
  return {
    kind: "planned",
    size: {
      perArm: first.nWhole,
      perArmRecruited: first.nWholeWithDropOut,
      total: isOneGroup ? first.nWholeWithDropOut : first.nWholeWithDropOut * Math.max(2, arms.length),
      power: details.powerReached,
      sentence: { id: sampleSizeWords("id", details.sentence), en: sampleSizeWords("en", details.sentence) },
    },
  };
}

type Solved = { readonly ok: true; readonly details: Found } | { readonly ok: false; readonly code: string };

function solve(plan: Protocol["sampleSize"]): Solved | null {
  const { power, difference, standardDeviation: sd, correlation, proportions } = plan;
  if (power === null) return null;
  const options = { power, significance: plan.alpha, dropOut: plan.dropOut ?? 0 };
  switch (plan.method) {
    case "total_sampling":
      return null;
    case "ancova":
      if (difference === null || sd === null || correlation === null) return null;
      return found(runSampleSizeAncova({ ...options, delta: Math.abs(difference), sd, correlation }));
    case "paired_t":
      if (difference === null || sd === null || correlation === null) return null;
      return found(
        runSampleSizePairedT({ ...options, delta: Math.abs(difference), sd: sd * Math.sqrt(2 * (1 - correlation)) }),
      );
    case "two_sample_t":
      if (difference === null || sd === null) return null;
      return found(runSampleSizeTwoSampleT({ ...options, delta: Math.abs(difference), sd }));
    case "two_proportions":
      if (proportions === undefined) return null;
      return found(
        runSampleSizeTwoProportions({
          ...options,
          proportionFirst: proportions.first,
          proportionSecond: proportions.second,
        }),
      );
  }
}

function found(outcome: Outcome<{ readonly details: Found }>): Solved {
  return outcome.ok ? { ok: true, details: outcome.result.details } : { ok: false, code: outcome.refusal.code };
}
