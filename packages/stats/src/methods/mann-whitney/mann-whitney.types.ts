import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

export type MannWhitneyOptions = {
  readonly alternative?: Alternative;
  readonly level?: number;
  /** `auto`: exact (conditional on ties) while both groups have at most 50 values, normal with continuity correction beyond. */
  readonly p?: "auto" | "exact" | "normal_corrected" | "normal_uncorrected";
};

export type MannWhitneyDetails = {
  /** Number of pairs with first > second, ties counted one half. */
  readonly U: number;
  readonly ties: boolean;
  /** U / (n1 n2): the probability that a value of the first group exceeds one of the second. */
  readonly auc: number;
  /** `null` when all values are equal. */
  readonly zUncorrected: number;
  readonly zCorrected: number;
  readonly pNormalCorrected: number;
  readonly pNormalUncorrected: number;
  readonly pExact: number | null;
  readonly medianFirst: number;
  readonly medianSecond: number;
};

export type MannWhitneyResult = DataResult & {
  readonly method: "mann_whitney";
  /** Hodges–Lehmann shift: median of all differences first − second. */
  readonly estimate: Estimate;
  readonly interval: Interval | null;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: MannWhitneyDetails;
};
