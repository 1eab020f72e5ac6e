import type { DataResult, Estimate, PValue, Statistic } from "../../result.ts";

export type VarianceHomogeneityOptions = {
  /** Deviations from the group's median (`brown_forsythe`, default) or mean (`levene`), or Bartlett's likelihood ratio. */
  readonly variant?: "brown_forsythe" | "levene" | "bartlett";
};

export type GroupSpread = { readonly name: string; readonly n: number; readonly sd: number | null };

export type VarianceHomogeneityDetails = {
  readonly groups: readonly GroupSpread[];
};

export type VarianceHomogeneityResult = DataResult & {
  readonly method: "variance_homogeneity";
  /** Largest over smallest variance; `null` where a variance is zero or a group has one value. */
  readonly estimate: Estimate | null;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: VarianceHomogeneityDetails;
};
