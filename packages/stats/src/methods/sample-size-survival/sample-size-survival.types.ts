import type { Asked, PlanningOptions, SampleSizeDetails } from "../../power/planning.types.ts";
import type { ResultBase } from "../../result.ts";

/**
 * `n` participants in all, or `events` instead; `eventProbability`: proportion of participants whose event is seen during
 * the study (1 when absent beside `events`); `hazardRatio` of the second arm over the first; `allocation`: proportion of participants in the second arm,
 * 0.5 when absent; power and significance: all but one. `direction`: whether an unknown hazard ratio is searched below 1
 * (`decrease`, when absent) or above. `strict` is false unless said, as in the formula.
 */
export type SampleSizeSurvivalInput = PlanningOptions & {
  readonly n?: Asked;
  readonly events?: number;
  readonly eventProbability?: Asked;
  readonly hazardRatio?: Asked;
  readonly allocation?: Asked;
  readonly direction?: "increase" | "decrease";
};

export type SampleSizeSurvivalQuantity = "n" | "eventProbability" | "hazardRatio" | "allocation" | "significance";

export type SampleSizeSurvivalResult = ResultBase & {
  readonly method: "sample_size_survival";
  readonly details: SampleSizeDetails<SampleSizeSurvivalQuantity> & {
    /** Events that the power rests on, n × event probability, not rounded. */
    readonly events: number;
    readonly eventsWhole: number;
  };
};
