import type { Alternative, DataResult, Estimate, Interval, PValue } from "../../result.ts";

/** Events and the exposure in which they were counted (person-years, clinic days, area); exposure > 0. */
export type OneRateInput = { readonly events: number; readonly exposure: number };

export type OneRateOptions = {
  readonly level?: number;
  readonly alternative?: Alternative;
  /** The rate tested against, per unit of exposure; 1. */
  readonly nullRate?: number;
};
export type OneRateRNames = { readonly events: string; readonly exposure: string };

export type OneRateResult = DataResult & {
  readonly method: "one_rate";
  readonly estimate: Estimate;
  readonly interval: Interval;
  readonly p: PValue;
  readonly details: { readonly events: number; readonly exposure: number; readonly expectedEvents: number };
};
