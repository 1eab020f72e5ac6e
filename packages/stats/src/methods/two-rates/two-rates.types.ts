import type { RatioEstimate } from "../../conditional-odds-ratio.ts";
import type { Alternative, DataResult, Estimate, Interval, PValue } from "../../result.ts";
import type { OneRateInput } from "../one-rate/one-rate.types.ts";

/** Events over exposure in two independent groups, exposures in the same unit. */
export type TwoRatesInput = { readonly first: OneRateInput; readonly second: OneRateInput };

export type TwoRatesOptions = {
  readonly level?: number;
  readonly alternative?: Alternative;
  /** The ratio tested against, first over second; 1. */
  readonly nullRatio?: number;
};

export type TwoRatesRNames = {
  readonly x1: string;
  readonly time1: string;
  readonly x2: string;
  readonly time2: string;
};

export type TwoRatesResult = DataResult & {
  readonly method: "two_rates";
  /** Ratio of the rates, first over second; `null` when the second group has no event. */
  readonly estimate: Estimate | null;
  readonly interval: Interval;
  readonly p: PValue;
  readonly details: {
    readonly rateFirst: number;
    readonly rateSecond: number;
    readonly rateRatio: RatioEstimate;
    /** Exact intervals of each rate alone. */
    readonly intervalFirst: Interval;
    readonly intervalSecond: Interval;
    readonly rateDifference: number;
  };
};
