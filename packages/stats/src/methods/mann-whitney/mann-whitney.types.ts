import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

export type MannWhitneyOptions = {
  readonly alternative?: Alternative;
  readonly level?: number;
  /** `auto`: exact (conditional on ties) while n1 × n2 ≤ 2500, normal with continuity correction beyond. */
  readonly p?: "auto" | "exact" | "normal_corrected" | "normal_uncorrected";
};

export type MannWhitneyDetails = {
  /** Number of pairs with first > second, ties counted one half. */
  readonly U: number;
  readonly ties: boolean;
  /** U / (n1 n2): the probability that a value of the first group exceeds one of the second. */
  readonly auc: number;
  readonly zUncorrected: number;
  readonly zCorrected: number;
  readonly pNormalCorrected: number;
  readonly pNormalUncorrected: number;
  readonly pExact: number | null;
  /** The exact p with the comparison in doubles of R's exactRankTests, to be laid beside it; never used for a reading. */
  readonly pExactRankTests: number | null;
  readonly medianFirst: number;
  readonly medianSecond: number;
};

export type MannWhitneyResult = DataResult & {
  readonly method: "mann_whitney";
  /** Hodges–Lehmann shift: median of all differences first − second. */
  readonly estimate: Estimate;
  /** Its level is the one reached, below the one asked for where the groups are too small. */
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: MannWhitneyDetails;
};
