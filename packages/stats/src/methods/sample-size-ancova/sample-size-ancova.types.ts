import type { Asked, PlanningOptions, SampleSizeDetails } from "../../power/planning.types.ts";
import type { TwoArmsInput } from "../../power/two-arms.ts";
import type { ResultBase } from "../../result.ts";

/**
 * Participants of the two arms (equal, in a ratio, or each named), difference `delta` of the adjusted means, `sd` of the outcome within arm, `correlation` of baseline with
 * outcome within arm (−1 < r < 1), power and significance: all but one. `strict` is false unless said, as in the formula.
 */
export type SampleSizeAncovaInput = PlanningOptions &
  TwoArmsInput & {
    readonly delta?: Asked;
    readonly sd?: Asked;
    readonly correlation?: Asked;
  };

export type SampleSizeAncovaQuantity = "n" | "nSecond" | "ratio" | "delta" | "sd" | "correlation" | "significance";

export type SampleSizeAncovaResult = ResultBase & {
  readonly method: "sample_size_ancova";
  readonly details: SampleSizeDetails<SampleSizeAncovaQuantity> & {
    /** The first arm (equal arms: each) by the formula, without its share of the two more that the arms hold. */
    readonly nPerArm: number;
    /** The same power without using the baseline: the comparison of means with normal quantiles. */
    readonly nPerArmWithoutBaseline: number;
    /** The same power when change from baseline is compared instead: 2(1 − r) times that. */
    readonly nPerArmChangeScore: number;
  };
};
