import type { DataResult, PValue, Statistic } from "../../result.ts";

/** Counts of pairs, rows = first, columns = second, same categories in the same order. */
export type MarginalHomogeneityInput = {
  readonly table: readonly (readonly number[])[];
  readonly categories?: readonly string[];
  readonly missingPairs?: number;
};
export type MarginalHomogeneityOptions = { readonly variant?: "stuart_maxwell" | "bhapkar" };
export type MarginalHomogeneityRNames = { readonly table: string };

export type MarginalHomogeneityDetails = {
  readonly stuartMaxwell: { readonly chi2: number; readonly df: number; readonly p: number };
  /** `null` where Stuart–Maxwell equals n, for which Bhapkar's statistic is infinite. */
  readonly bhapkar: { readonly chi2: number; readonly df: number; readonly p: number } | null;
  /** `null` where no cell off the diagonal is filled. */
  readonly bowker: { readonly chi2: number; readonly df: number; readonly p: number } | null;
  readonly proportionsFirst: readonly number[];
  readonly proportionsSecond: readonly number[];
  /** Indexes of categories without a discordant pair, left out of the quadratic form. */
  readonly droppedCategories: readonly number[];
};

export type MarginalHomogeneityResult = DataResult & {
  readonly method: "marginal_homogeneity";
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: MarginalHomogeneityDetails;
};
