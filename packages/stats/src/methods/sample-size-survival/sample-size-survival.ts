import type { MethodDefinition } from "../../method.ts";
import { ask, askedOf, askOr, ceiling, planStudy, settingsOf } from "../../power/plan-study.ts";
import type { Settings } from "../../power/plan-study.ts";
import type { Asked, SampleSizeOptions, SampleSizeRNames } from "../../power/planning.types.ts";
import { leastPower, powerOfNormal } from "../../power/power-of-normal.ts";
import { rPowerOfNormal, rSolve, rTowards } from "../../power/r-solve.ts";
import { mostParticipants, probability } from "../../power/solve-power.ts";
import type { PowerDesign, Values } from "../../power/solve-power.ts";
import { towards } from "../../power/towards.ts";
import { directionOf } from "../../power/two-proportions.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  SampleSizeSurvivalInput,
  SampleSizeSurvivalQuantity,
  SampleSizeSurvivalResult,
} from "./sample-size-survival.types.ts";

const source = "Schoenfeld (1981), Biometrika 68:316; (1983), Biometrics 39:499";

/**
 * Events and participants, detectable hazard ratio, event probability, allocation, power or significance of the log-rank
 * test under proportional hazards: give all but one, which is solved for; with drop-out and the protocol's sentence.
 * Refuses probabilities out of range, a hazard ratio of 1, a power out of reach, and none or several unknowns.
 * Example: hazard ratio 0.7, half of the participants with an event, power 0.8: 246.79 events in 493.57 participants.
 */
export function runSampleSizeSurvival(input: SampleSizeSurvivalInput): Outcome<SampleSizeSurvivalResult> {
  const settings = settingsOf(input, false);
  if (input.hazardRatio === 1) return refuse("zero_effect", { option: "hazardRatio" });
  if (input.events !== undefined && input.n !== undefined) return refuse("invalid_option", { option: "events" });
  const direction = directionOf(settings.sided, input.direction ?? "decrease");
  const plan = planStudy<SampleSizeSurvivalQuantity, SampleSizeSurvivalQuantity>({
    design: designOf(settings, direction),
    asked: {
      n: participantsOf(input),
      eventProbability: askOr(input.eventProbability, input.events === undefined ? null : 1),
      hazardRatio: ask(input.hazardRatio),
      allocation: askOr(input.allocation, 0.5),
      ...askedOf(input),
    },
    settings,
    report: (values) => values,
    arms: ({ n, allocation }) => [n * (1 - allocation), n * allocation],
    whole: wholeArms,
    counts: ["n"],
    statement: "survival",
    words: (values) => ({ events: ceiling(eventsOf(values)) }),
    r: (solved) => {
      const names = {
        n: "n",
        eventProbability: "event_prob",
        hazardRatio: "hr",
        allocation: "allocation",
        significance: "sig.level",
      };
      const effect = rTowards("log(hr)", settings.sided);
      const shift = `sqrt(n * event_prob * allocation * (1 - allocation)) * ${effect}`;
      return rSolve(solved, names, rPowerOfNormal(shift, settings));
    },
  });
  if (!plan.ok) return plan;
  const { details, r } = plan.result;
  const events = eventsOf(details.values);
  return {
    ok: true,
    result: {
      method: "sample_size_survival",
      variant: details.solvedFor,
      warnings: [],
      source,
      r,
      details: { ...details, events, eventsWhole: ceiling(events) },
    },
  };
}

function participantsOf({ n, events, eventProbability }: SampleSizeSurvivalInput): Asked {
  return events === undefined ? ask(n) : events / (eventProbability === undefined ? 1 : (eventProbability ?? NaN));
}

function eventsOf({ n, eventProbability }: Pick<Values<SampleSizeSurvivalQuantity>, "n" | "eventProbability">): number {
  return n * eventProbability;
}

function wholeArms<V extends Values<SampleSizeSurvivalQuantity>>(values: V): V {
  const second = ceiling(values.n * values.allocation);
  const n = ceiling(values.n * (1 - values.allocation)) + second;
  return { ...values, n, allocation: second / n };
}

function designOf(settings: Settings, direction: "increase" | "decrease"): PowerDesign<SampleSizeSurvivalQuantity> {
  const allows = (hazardRatio: number): boolean => hazardRatio > 0;
  return {
    spans: () => ({
      n: { above: 0, below: mostParticipants, rises: true },
      eventProbability: { ...probability, allows: (p) => p > 0 && p <= 1 },
      hazardRatio:
        direction === "decrease"
          ? { above: 0, below: 1, rises: false, allows }
          : { above: 1, below: Infinity, rises: true, allows },
      // Above one half the power is that of the mirrored allocation.
      allocation: { above: 0, below: 0.5, rises: true, allows: (p) => p > 0 && p < 1 },
      significance: probability,
    }),
    power: (values) => {
      const { hazardRatio, allocation, significance } = values;
      const information = eventsOf(values) * allocation * (1 - allocation);
      const shift = Math.sqrt(information) * towards(Math.log(hazardRatio), settings.sided);
      return powerOfNormal({ shift, significance, ...settings });
    },
    least: leastPower(settings.sided, settings.strict),
  };
}

export const sampleSizeSurvival = {
  key: "sample_size_survival",
  page: "sample-size-survival",
  tier: "FIRST",
  input: "planning",
  variants: ["n", "eventProbability", "hazardRatio", "allocation", "power", "significance"],
  source,
  run: runSampleSizeSurvival,
  rCall: () => "(qnorm(1 - sig.level / 2) + qnorm(power))^2 / (allocation * (1 - allocation) * log(hr)^2) / event_prob",
} as const satisfies MethodDefinition<
  SampleSizeSurvivalInput,
  SampleSizeOptions,
  SampleSizeRNames,
  SampleSizeSurvivalResult
>;
