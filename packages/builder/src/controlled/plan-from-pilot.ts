import type { LocalizedText } from "@kendali/domain";
import { builderControlledCatalogue, createTranslator, sampleSizeWords } from "@kendali/i18n";
import { chiSquareQuantile, type Outcome, runSampleSizeAncova, tQuantile } from "@kendali/stats";
import type { ControlledSampleSize, ControlledWarning, PilotNumbers } from "./answers.ts";

/** Upper limit of the standard deviation that is exceeded in one pilot of five (Browne 1995, Stat Med 14:1933). */
const deviationConfidence = 0.8;
/** Two-sided confidence of the limits of the change. */
const changeConfidence = 0.95;

export type PilotPlan = {
  /** Participants of each arm who are measured, and who are recruited for that. */
  readonly perArm: number;
  readonly perArmRecruited: number;
  /** The paragraph of the protocol. */
  readonly rationale: LocalizedText;
  /** Participants recruited to each arm if the truth lies at an end of what the pilot allows; null where no number is enough. */
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

/**
 * Participants per arm of a trial analysed by ANCOVA, from the standard deviation and the correlation its pilot found;
 * beside it what would be needed if the pilot was lucky: at the lower limit of its change and the upper limit of its
 * standard deviation. Refuses numbers out of range, as the sample-size method does.
 */
export function planFromPilot(
  asked: ControlledSampleSize & { readonly pilot: PilotNumbers; readonly difference: number },
): Outcome<PilotPlan> {
  const { pilot, difference } = asked;
  const planned = recruited(asked, difference, pilot.standardDeviation);
  if (!planned.ok) return planned;
  const limits = limitsOf(pilot);
  const perArmAt = (delta: number, sd: number): number | null => {
    const plan = recruited(asked, delta, sd);
    return plan.ok ? plan.result.perArmRecruited : null;
  };
  const differenceLower = pilot.change === 0 ? 0 : (Math.abs(difference) * limits.changeLower) / Math.abs(pilot.change);
  const cautious = {
    ...limits,
    differenceLower,
    perArmAtDifferenceLower: differenceLower > 0 ? perArmAt(differenceLower, pilot.standardDeviation) : null,
    perArmAtDeviationUpper: perArmAt(difference, limits.deviationUpper),
  };
  const { perArm, perArmRecruited, pieces } = planned.result;
  const words = (locale: "id" | "en"): string =>
    `${sampleSizeWords(locale, pieces)} ${createTranslator(locale, builderControlledCatalogue)("rationale_source", { n: pilot.n })}`;
  return {
    ok: true,
    result: {
      perArm,
      perArmRecruited,
      rationale: { id: words("id"), en: words("en") },
      cautious,
      warnings: warningsOf(pilot, difference, perArmRecruited, cautious),
    },
  };
}

type Recruited = {
  readonly perArm: number;
  readonly perArmRecruited: number;
  readonly pieces: Parameters<typeof sampleSizeWords>[1];
};

function recruited(
  asked: ControlledSampleSize & { readonly pilot: PilotNumbers },
  delta: number,
  sd: number,
): Outcome<Recruited> {
  const { pilot, alpha, power, dropOut } = asked;
  const plan = runSampleSizeAncova({
    delta: Math.abs(delta),
    sd,
    correlation: pilot.correlation,
    power,
    significance: alpha,
    dropOut,
  });
  if (!plan.ok) return plan;
  const { arms, sentence } = plan.result.details;
  const [first] = arms;
  return {
    ok: true,
    result: {
      perArm: first?.nWhole ?? 0,
      perArmRecruited: first?.nWholeWithDropOut ?? 0,
      pieces: sentence,
    },
  };
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
  pilot: PilotNumbers,
  difference: number,
  perArm: number,
  cautious: PilotPlan["cautious"],
): readonly ControlledWarning[] {
  const { changeLower, differenceLower, perArmAtDifferenceLower, deviationUpper, perArmAtDeviationUpper } = cautious;
  const change = Math.abs(pilot.change);
  return [
    { code: "pilot_change_is_no_difference", params: { change } },
    perArmAtDifferenceLower === null
      ? { code: "pilot_effect_may_be_none", params: { change, n: pilot.n } }
      : {
          code: "pilot_effect_optimistic",
          params: { lower: changeLower, difference: differenceLower, perArm, cautious: perArmAtDifferenceLower },
        },
    ...(perArmAtDeviationUpper === null
      ? []
      : [
          {
            code: "pilot_deviation_uncertain" as const,
            params: { sd: pilot.standardDeviation, upper: deviationUpper, perArm, cautious: perArmAtDeviationUpper },
          },
        ]),
    ...(Math.abs(difference) > change
      ? [{ code: "difference_above_pilot" as const, params: { difference: Math.abs(difference), change } }]
      : []),
  ];
}
