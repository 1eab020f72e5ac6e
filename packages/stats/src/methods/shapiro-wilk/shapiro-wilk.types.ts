import type { MethodKey } from "../method-key.ts";
import type { DataResult, PValue, Reading, Statistic } from "../../result.ts";

export type ShapiroWilkInput = { readonly values: readonly (number | null)[] };
/** `alpha`: the p-value below which the reading is `evidence_against_normality`; 0.05. */
export type ShapiroWilkOptions = { readonly alpha?: number };
export type ShapiroWilkRNames = { readonly values: string };

export type ShapiroWilkDetails = {
  readonly distinctValues: number;
  readonly reading: Reading;
  /** Where the reading is `not_interpretable`: methods that fit such data; otherwise empty. */
  readonly fittingMethods: readonly MethodKey[];
};

export type ShapiroWilkResult = DataResult & {
  readonly method: "shapiro_wilk";
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: ShapiroWilkDetails;
};
