import type { DataResult, PValue, Statistic } from "../../result.ts";

/** Counts, R rows × C columns. Rows and columns that are all zero are dropped with a warning. */
export type ChiSquareInput = { readonly table: readonly (readonly number[])[] };
export type ChiSquareOptions = {
  readonly yates?: boolean;
  /** How long Fisher's exact test may take: `quick` (the default) about a second, `thorough` about eight. */
  readonly fisher?: "quick" | "thorough";
};
export type ChiSquareRNames = { readonly table: string };

export type ChiSquareResult = DataResult & {
  readonly method: "chi_square";
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: {
    readonly minimumExpected: number;
    readonly cellsBelow5: number;
    readonly cramersV: number;
    /** Fisher's exact test of the table (Freeman–Halton); `null` with a warning where enumeration is too long. */
    readonly pFisher: number | null;
  };
};
