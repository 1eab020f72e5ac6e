import type { LocalizedText, Protocol } from "@kendali/domain";
import { builderControlledCatalogue, createTranslator, sampleSizeWords } from "@kendali/i18n";
import { chiSquareQuantile, type Outcome, tQuantile } from "@kendali/stats";
import { armsInRatio, type RatioArm } from "../sample-size/arms-in-ratio.ts";
import { sumsOf } from "../sample-size/plan-sample-size.ts";
import { ratioWords, sizeOfArms, type SizedArms } from "../sample-size/size-of-arms.ts";
import type { ControlledAnswers, ControlledSampleSize, ControlledWarning, PilotNumbers } from "./answers.ts";

/** Upper limit of the standard deviation that is exceeded in one pilot of five (Browne 1995, Stat Med 14:1933). */
const deviationConfidence = 0.8;
/** Two-sided confidence of the limits of the change. */
const changeConfidence = 0.95;

export type PilotPlan = {
  /** `2:1`, the pilot's arm first. */
  readonly ratio: string;
  /** Participants of the smallest arm who are measured, and who are recruited for that. */
  readonly perArm: number;
  readonly perArmRecruited: number;
  /** Recruited in all. */
  readonly total: number;
  /** The paragraph of the protocol. */
  readonly rationale: LocalizedText;
  /** Participants recruited to the smallest arm if the truth lies at an end of what the pilot allows; null where no number is enough. */
  readonly cautious: {
    readonly changeLower: number;
    /** The same share of that change as the difference is of the pilot's. */
    readonly differenceLower: number;
    readonly perArmAtDifferenceLower: number | null;
    readonly deviationUpper: number;
    readonly perArmAtDeviationUpper: number | null;
  };
  readonly warnings: readonly ControlledWarning[];
};

/** What the size of a trial follows from: the pilot's numbers, the goal, and the arms in their ratio. */
export type PilotPlanInput = ControlledSampleSize & {
  readonly pilot: PilotNumbers;
  readonly difference: number;
  readonly arms: readonly RatioArm[];
};

/**
 * The arms of the trial that the answers describe, the pilot's first, in the ratio of its allocation; null where the ratio
 * does not give each one positive whole number.
 */
export function controlledArms(pilot: Protocol, answers: ControlledAnswers): readonly RatioArm[] | null {
  const others = answers.otherArms.map(({ arm }) => ({ ...arm, kind: "intervention" as const, interventions: [] }));
  const control = { ...answers.control.arm, kind: "control" as const, interventions: [] };
  return armsInRatio({ arms: [...pilot.arms.slice(0, 1), ...others, control], allocation: answers.allocation });
}

/**
 * Participants per arm of a trial analysed by ANCOVA, from the standard deviation and the correlation its pilot found;
 * several treated arms each at the level that Holm's procedure asks of the first of them; beside it what would be needed if the pilot was lucky: at the lower limit of its change and the upper limit of its
 * standard deviation. Refuses numbers out of range, as the sample-size method does.
 */
export function planFromPilot(asked: PilotPlanInput): Outcome<PilotPlan> {
  const { pilot, difference, arms } = asked;
  const planned = sizesAt(asked, difference, pilot.standardDeviation);
  if (!planned.ok) return planned;
  const limits = limitsOf(pilot);
  const perArmAt = (delta: number, sd: number): number | null => {
    const plan = sizesAt(asked, delta, sd);
    return plan.ok ? sumsOf(plan.result.arms).perArmRecruited : null;
  };
  const differenceLower = pilot.change === 0 ? 0 : (Math.abs(difference) * limits.changeLower) / Math.abs(pilot.change);
  const cautious = {
    ...limits,
    differenceLower,
    perArmAtDifferenceLower: differenceLower > 0 ? perArmAt(differenceLower, pilot.standardDeviation) : null,
    perArmAtDeviationUpper: perArmAt(difference, limits.deviationUpper),
  };
  const { perArm, perArmRecruited, total } = sumsOf(planned.result.arms);
  const words = (locale: "id" | "en"): string =>
    `${sampleSizeWords(locale, planned.result.pieces)} ${createTranslator(locale, builderControlledCatalogue)("rationale_source", { n: pilot.n })}`;
  return {
    ok: true,
    result: {
      ratio: ratioWords(arms),
      perArm,
      perArmRecruited,
      total,
      rationale: { id: words("id"), en: words("en") },
      cautious,
      warnings: warningsOf(asked, perArmRecruited, cautious),
    },
  };
}

function sizesAt({ pilot, arms, ...goal }: PilotPlanInput, difference: number, sd: number): Outcome<SizedArms> {
  const { correlation } = pilot;
  const comparison = { method: "ancova", difference, standardDeviation: sd, correlation } as const;
  return sizeOfArms(comparison, { ...goal, isHolm: true }, arms);
}

/** The change nearest to none that the pilot allows (as a size), and the largest standard deviation it makes plausible. */
function limitsOf({ n, standardDeviation, correlation, change }: PilotNumbers): {
  readonly changeLower: number;
  readonly deviationUpper: number;
} {
  if (!(n >= 2)) return { changeLower: 0, deviationUpper: Infinity };
  const ofChange = standardDeviation * Math.sqrt(2 * (1 - correlation));
  const half = (tQuantile((1 + changeConfidence) / 2, n - 1) * ofChange) / Math.sqrt(n);
  const deviationUpper = standardDeviation * Math.sqrt((n - 1) / chiSquareQuantile(1 - deviationConfidence, n - 1));
  return { changeLower: Math.max(0, Math.abs(change) - half), deviationUpper };
}

function warningsOf(
  { pilot, difference, arms }: PilotPlanInput,
  perArm: number,
  cautious: PilotPlan["cautious"],
): readonly ControlledWarning[] {
  const { changeLower, differenceLower, perArmAtDifferenceLower, deviationUpper, perArmAtDeviationUpper } = cautious;
  const change = Math.abs(pilot.change);
  // Of unequal arms the numbers are those of the smallest, and the words say so.
  const isEqual = arms.every(({ weight }) => weight === 1);
  return [
    { code: "pilot_change_is_no_difference", params: { change } },
    perArmAtDifferenceLower === null
      ? { code: "pilot_effect_may_be_none", params: { change, n: pilot.n } }
      : {
          code: isEqual ? "pilot_effect_optimistic" : "pilot_effect_optimistic_ratio",
          params: { lower: changeLower, difference: differenceLower, perArm, cautious: perArmAtDifferenceLower },
        },
    ...(perArmAtDeviationUpper === null
      ? []
      : [
          {
            code: isEqual ? ("pilot_deviation_uncertain" as const) : ("pilot_deviation_uncertain_ratio" as const),
            params: { sd: pilot.standardDeviation, upper: deviationUpper, perArm, cautious: perArmAtDeviationUpper },
          },
        ]),
    ...(Math.abs(difference) > change
      ? [{ code: "difference_above_pilot" as const, params: { difference: Math.abs(difference), change } }]
      : []),
  ];
}
