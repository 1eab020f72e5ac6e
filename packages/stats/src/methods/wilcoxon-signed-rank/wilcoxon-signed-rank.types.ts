import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

export type WilcoxonSignedRankOptions = {
  readonly alternative?: Alternative;
  readonly level?: number;
  /** `wilcoxon` drops zero differences before ranking, `pratt` ranks them and drops their ranks. */
  readonly zeros?: "wilcoxon" | "pratt";
  /** `auto`: exact (conditional on ties) up to 50 non-zero differences, normal with continuity correction beyond. */
  readonly p?: "auto" | "exact" | "normal_corrected" | "normal_uncorrected";
  /** Differences are rounded to a multiple of this before ranking, so that floating noise breaks no ties; 1e-10, 0 for none. */
  readonly differenceRounding?: number;
};

export type WilcoxonSignedRankDetails = {
  /** Sums of the ranks of positive and negative differences. */
  readonly V: number;
  readonly vMinus: number;
  readonly nonzero: number;
  readonly zero: number;
  readonly ties: boolean;
  readonly zUncorrected: number;
  readonly zCorrected: number;
  readonly pNormalCorrected: number;
  readonly pNormalUncorrected: number;
  /** Conditional on the ties; without ties the classical exact distribution. `null` beyond the exact limit. */
  readonly pExact: number | null;
  readonly pratt: { readonly z: number; readonly pNormal: number; readonly pExact: number | null };
};

export type WilcoxonSignedRankResult = DataResult & {
  readonly method: "wilcoxon_signed_rank";
  /** Hodges–Lehmann pseudo-median: median of the Walsh averages of the non-zero differences. */
  readonly estimate: Estimate;
  /** Its level is the one reached, below the one asked for where there are too few pairs. */
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: WilcoxonSignedRankDetails;
};
