import type { DataResult, Estimate, PValue, Statistic } from "../../result.ts";

/** One row per participant (block), one column per condition or visit, all in the same unit; `null` is missing. */
export type FriedmanInput = {
  readonly rows: readonly (readonly (number | null)[])[];
  /** Names of the columns; `1`, `2`, … without it. */
  readonly conditions?: readonly string[];
};
export type FriedmanRNames = { readonly rows: string };
export type FriedmanOptions = Readonly<Record<never, never>>;

export type RankedCondition = {
  readonly name: string;
  readonly median: number;
  readonly rankSum: number;
  readonly meanRank: number;
};

export type FriedmanDetails = {
  readonly conditions: readonly RankedCondition[];
  /** Kendall's coefficient of concordance: chi-square / (n (k − 1)). */
  readonly kendallW: number;
  /** Mean Spearman correlation of the rows: (n W − 1) / (n − 1). */
  readonly meanSpearman: number;
  readonly ties: boolean;
};

export type FriedmanResult = DataResult & {
  readonly method: "friedman";
  readonly estimate: Estimate;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: FriedmanDetails;
};
