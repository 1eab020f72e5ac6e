import type { LocalizedText } from "@kendali/domain";
import { formatNumber, type SampleSizePiece } from "@kendali/i18n";
import {
  runSampleSizeAncova,
  runSampleSizeTwoProportions,
  runSampleSizeTwoSampleT,
  type Asked,
  type Outcome,
} from "@kendali/stats";
import type { RatioArm } from "./arms-in-ratio.ts";

/** What a comparison of two arms assumes, beside α, power and drop-out. */
export type Comparison =
  | {
      readonly method: "ancova";
      readonly difference: number;
      readonly standardDeviation: number;
      readonly correlation: number;
    }
  | { readonly method: "two_sample_t"; readonly difference: number; readonly standardDeviation: number }
  | { readonly method: "two_proportions"; readonly first: number; readonly second: number };

export type SizeGoal = {
  readonly alpha: number;
  readonly power: number;
  readonly dropOut: number;
  /** Several comparisons share α by Holm's procedure: each is sized at the level that the procedure asks of the first. */
  readonly isHolm: boolean;
};

/** One arm's participants: who is measured in the end, and who is recruited for that. */
export type SizedArm = RatioArm & { readonly measured: number; readonly recruited: number };

export type SizedArms = {
  readonly arms: readonly SizedArm[];
  /** Participants of one share of the ratio before rounding: of each arm, where they are equal. */
  readonly share: number;
  /** The same by the approximate formula alone: for ANCOVA without the two more of Borm and Schouten. */
  readonly approximateShare: number;
  /** Power of the comparison with the fewest participants, with these whole numbers. */
  readonly power: number;
  readonly pieces: readonly SampleSizePiece[];
};

/**
 * Participants of each arm of a trial in its allocation ratio, in whole rounds of it, so that each arm has what it needs
 * however the allocation ends. Every other arm is compared with the reference, α for each comparison or, by Holm, divided by
 * their number; sized is the one with the fewest. Of two arms the first has the first proportion; of more, the reference has one and all others the other.
 * Refuses what the methods refuse, and fewer than two arms. Example: ANCOVA of difference 6, standard deviation 12 and
 * correlation 0.5 with power 0.8 needs 2 to 1 of 72 and 36.
 */
export function sizeOfArms(comparison: Comparison, goal: SizeGoal, arms: readonly RatioArm[]): Outcome<SizedArms> {
  const pair = smallestPair(arms);
  if (pair === null) return { ok: false, refusal: { code: "wrong_number_of_arms", params: { found: arms.length } } };
  const [first, second] = pair;
  const { alpha, power, dropOut } = goal;
  const comparisons = arms.length - 1;
  const significance = goal.isHolm ? alpha / comparisons : alpha;
  const ratio = second.weight / first.weight;
  const solved = run(comparison, { ratio, power, significance, dropOut });
  if (!solved.ok) return solved;
  const { details } = solved.result;
  const share = (details.arms[0]?.n ?? 0) / first.weight;
  const approximateShare = (details.nPerArm ?? details.arms[0]?.n ?? 0) / first.weight;
  const sized = inRounds(share, dropOut, arms);
  if (arms.length === 2 && ratio === 1)
    return {
      ok: true,
      result: { arms: sized, share, approximateShare, power: details.powerReached, pieces: details.sentence },
    };
  const rounds = roundsOf(share);
  const reached = run(comparison, {
    n: rounds * first.weight,
    nSecond: rounds * second.weight,
    power: null,
    significance,
  });
  if (!reached.ok) return reached;
  const [plan] = reached.result.details.sentence;
  const compared = { firstArm: nameOf(first), secondArm: nameOf(second) };
  const reference = arms.find(({ isReference }) => isReference) ?? second;
  return {
    ok: true,
    result: {
      arms: sized,
      share,
      approximateShare,
      power: reached.result.details.powerReached,
      pieces: [
        { key: "ratio_arms", params: { ratio: inBoth(ratioWords(arms)), ...listed(sized, "measured") } },
        ...(comparisons === 1 ? [] : [comparedPiece(goal, comparisons, nameOf(reference))]),
        { key: `plan_${comparison.method}_named`, params: { ...plan?.params, ...compared } },
        { key: "computed_rounds", params: { power, exact: share } },
        ...(dropOut === 0 ? [] : [{ key: "drop_out_arms", params: { dropOut, ...listed(sized, "recruited") } }]),
      ],
    },
  };
}

/** What becomes of the significance level where several arms are compared with one. */
function comparedPiece({ alpha, isHolm }: SizeGoal, comparisons: number, reference: LocalizedText): SampleSizePiece {
  return isHolm
    ? { key: "ratio_compared_holm", params: { reference, comparisons, alpha } }
    : { key: "ratio_compared", params: { reference } };
}

/** Arms with so many participants of one share, rounded up to whole rounds of the ratio, before and after drop-out. */
export function inRounds(share: number, dropOut: number, arms: readonly RatioArm[]): readonly SizedArm[] {
  const rounds = roundsOf(share);
  const roundsRecruited = roundsOf(rounds / (1 - dropOut));
  return arms.map((arm) => ({ ...arm, measured: rounds * arm.weight, recruited: roundsRecruited * arm.weight }));
}

/** `2:1`, in the order of the arms. */
export function ratioWords(arms: readonly Pick<RatioArm, "weight">[]): string {
  return arms.map(({ weight }) => weight).join(":");
}

/** The next whole number, not fooled by the last digit of a division. */
function roundsOf(share: number): number {
  return Math.max(1, Math.ceil(share - 1e-9 * Math.max(1, share)));
}

/** The reference and the arm with the fewest participants beside it, in the order of the document. */
function smallestPair(arms: readonly RatioArm[]): readonly [RatioArm, RatioArm] | null {
  const reference = arms.find(({ isReference }) => isReference);
  const [smallest] = arms.filter((arm) => arm !== reference).toSorted((a, b) => a.weight - b.weight);
  if (reference === undefined || smallest === undefined) return null;
  return arms[0] === reference ? [reference, smallest] : [smallest, reference];
}

type Run = {
  readonly n?: Asked;
  readonly nSecond?: Asked;
  readonly ratio?: Asked;
  readonly power: Asked;
  readonly significance: number;
  readonly dropOut?: number;
};
type Solved = {
  readonly details: {
    readonly arms: readonly { readonly n: number }[];
    readonly powerReached: number;
    readonly sentence: readonly SampleSizePiece[];
    readonly nPerArm?: number;
  };
};

function run(comparison: Comparison, asked: Run): Outcome<Solved> {
  switch (comparison.method) {
    case "ancova":
      return runSampleSizeAncova({
        ...asked,
        delta: Math.abs(comparison.difference),
        sd: comparison.standardDeviation,
        correlation: comparison.correlation,
      });
    case "two_sample_t":
      return runSampleSizeTwoSampleT({
        ...asked,
        delta: Math.abs(comparison.difference),
        sd: comparison.standardDeviation,
      });
    case "two_proportions":
      return runSampleSizeTwoProportions({
        ...asked,
        proportionFirst: comparison.first,
        proportionSecond: comparison.second,
      });
  }
}

/** "Massage 72, Usual care 36", and how many they are. */
function listed(arms: readonly SizedArm[], count: "measured" | "recruited"): SampleSizePiece["params"] {
  const words = (locale: "id" | "en"): string =>
    arms.map((arm) => `${nameOf(arm)[locale]} ${formatNumber(locale, arm[count], 0)}`).join(", ");
  return {
    arms: { id: words("id"), en: words("en") },
    total: arms.reduce((sum, arm) => sum + arm[count], 0),
  };
}

/** An arm without a name yet is called by its key. */
function nameOf({ key, label }: RatioArm): LocalizedText {
  const named = (words: string): string => (words.trim() === "" ? key : words);
  return { id: named(label.id), en: named(label.en) };
}

function inBoth(words: string): LocalizedText {
  return { id: words, en: words };
}
