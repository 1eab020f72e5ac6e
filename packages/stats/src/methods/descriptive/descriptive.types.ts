import type { DataResult, Estimate, Interval } from "../../result.ts";

/** Values in one unit; `null` is a missing value and is counted. */
export type DescriptiveInput = { readonly values: readonly (number | null)[] };
export type DescriptiveOptions = { readonly level?: number };
export type DescriptiveRNames = { readonly values: string };

/** `null` means that the quantity does not exist for these data (the sd of one value, the geometric mean of negative values). */
export type DescriptiveDetails = {
  readonly mean: number;
  readonly sd: number | null;
  readonly variance: number | null;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Hyndman & Fan type 7, the default of R. */
  readonly q1: number;
  readonly q3: number;
  readonly q1Type6: number;
  readonly q3Type6: number;
  readonly q1Type2: number;
  readonly q3Type2: number;
  /** Median absolute deviation times 1.4826. */
  readonly mad: number;
  readonly skewnessG1: number | null;
  readonly skewnessAdjusted: number | null;
  readonly kurtosisG2: number | null;
  readonly kurtosisAdjusted: number | null;
  readonly geometricMean: number | null;
  /** 10 % trimmed from each end. */
  readonly trimmedMean10: number;
  readonly distinctValues: number;
  /** Σ(xᵢ − x̄)(xᵢ₊₁ − x̄) / Σ(xᵢ − x̄)² of the values in their order; `null` for constant values and where one is missing between. */
  readonly lag1Autocorrelation: number | null;
};

export type DescriptiveResult = DataResult & {
  readonly method: "descriptive";
  readonly estimate: Estimate;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly details: DescriptiveDetails;
};
