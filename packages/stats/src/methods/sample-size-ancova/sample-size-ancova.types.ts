import type { ResultBase } from "../../result.ts";

/** `correlation`: of baseline with outcome within arm, −1 < r < 1. Two-sided unless said. */
export type SampleSizeAncovaInput = {
  readonly delta: number;
  readonly sd: number;
  readonly correlation: number;
  readonly power: number;
  readonly significance?: number;
  readonly sided?: "two_sided" | "one_sided";
  readonly dropOut?: number;
};

export type SampleSizeAncovaResult = ResultBase & {
  readonly method: "sample_size_ancova";
  readonly details: {
    readonly delta: number;
    readonly sd: number;
    readonly correlation: number;
    readonly power: number;
    readonly significance: number;
    readonly sided: "two_sided" | "one_sided";
    readonly dropOut: number;
    /** Two-sample comparison of means, normal quantiles, per arm, not rounded. */
    readonly nPerArmWithoutBaseline: number;
    /** (1 − r²) × that. */
    readonly nPerArm: number;
    /** 2(1 − r) × that: analysing change from baseline instead. */
    readonly nPerArmChangeScore: number;
    /** ceil(nPerArm) + 1, the correction of Borm et al. */
    readonly nPerArmCeiling: number;
    readonly nPerArmWithDropOut: number;
    readonly totalWithDropOut: number;
  };
};
