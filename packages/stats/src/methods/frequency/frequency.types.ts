import type { DataResult } from "../../result.ts";

export type Category = string | number | boolean;

/** One coded value per participant; `null` is missing and is counted, never a category. */
export type FrequencyInput = {
  readonly values: readonly (Category | null)[];
  /** The code list in its order; categories nobody chose keep their row with count 0. Absent: those met, sorted. */
  readonly categories?: readonly Category[];
};
export type FrequencyOptions = Readonly<Record<never, never>>;
export type FrequencyRNames = { readonly values: string };

export type FrequencyRow = {
  readonly category: Category;
  readonly count: number;
  /** Of the non-missing values, 0 to 1. */
  readonly proportion: number;
  /** `proportion` × 100, not rounded. */
  readonly percent: number;
};

export type FrequencyResult = DataResult & {
  readonly method: "frequency";
  readonly details: { readonly rows: readonly FrequencyRow[] };
};
