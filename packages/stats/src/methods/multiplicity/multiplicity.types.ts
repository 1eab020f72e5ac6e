import type { ResultBase, SampleCount } from "../../result.ts";

/** The p-values of one family of tests in any order; `null` where a test gave none. */
export type MultiplicityInput = { readonly p: readonly (number | null)[] };
export type MultiplicityRNames = { readonly p: string };

export type AdjustmentMethod = "bonferroni" | "holm" | "hochberg" | "hommel" | "bh" | "by";

export type MultiplicityOptions = {
  /** Whose adjusted p-values are the result's; all six are in the details. */
  readonly variant?: AdjustmentMethod;
  /** Tests in the family where it holds more than the p-values given; those given without it. */
  readonly tests?: number;
  /** Error rate of the family (or false discovery rate) against which `rejected` is read. */
  readonly alpha?: number;
};

/** Adjusted p-values in the order of the input; `null` stays `null`. */
export type AdjustedP = readonly (number | null)[];

export type MultiplicityDetails = {
  /** Tests in the family. */
  readonly tests: number;
  readonly alpha: number;
  /** What the adjustment controls. */
  readonly controls: "family_wise_error_rate" | "false_discovery_rate";
  /** Of the chosen variant. */
  readonly adjusted: AdjustedP;
  /** Adjusted p ≤ alpha; `null` where there is no p. */
  readonly rejected: readonly (boolean | null)[];
  readonly all: Readonly<Record<AdjustmentMethod, AdjustedP>>;
};

export type MultiplicityResult = ResultBase & {
  readonly method: "multiplicity";
  readonly n: SampleCount;
  readonly details: MultiplicityDetails;
};
