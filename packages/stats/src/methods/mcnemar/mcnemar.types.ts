import type { DataResult, Direction, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** Counts of pairs, rows = first (yes, no), columns = second (yes, no). `missingPairs`: pairs already left out by the caller. */
export type McNemarInput = {
  readonly table: readonly (readonly number[])[];
  readonly missingPairs?: number;
};

export type McNemarOptions = {
  readonly level?: number;
  /** Which p-value is the result's `p`; all of them are in the details. */
  readonly variant?: "exact" | "mid_p" | "chi2" | "chi2_corrected";
  readonly interval?: "newcombe_10" | "wald";
  /** Sign of the difference of proportions and side of the odds ratio; `second_minus_first`. */
  readonly direction?: Extract<Direction, "second_minus_first" | "first_minus_second">;
};
export type McNemarRNames = { readonly table: string };

export type McNemarDetails = {
  readonly proportionFirst: number;
  readonly proportionSecond: number;
  /** Pairs that went from yes to no, and from no to yes. */
  readonly yesToNo: number;
  readonly noToYes: number;
  readonly pExact: number;
  readonly pMid: number;
  readonly chi2: number;
  readonly pChi2: number;
  readonly chi2Corrected: number;
  readonly pChi2Corrected: number;
  readonly intervalWald: Interval;
  readonly intervalNewcombe: Interval;
  /** Conditional odds ratio in the stated direction; `"Inf"` when nobody changed the other way. */
  readonly oddsRatio: number | "Inf";
  readonly oddsRatioInterval: Interval;
};

export type McNemarResult = DataResult & {
  readonly method: "mcnemar";
  /** Difference of paired proportions. */
  readonly estimate: Estimate;
  readonly interval: Interval;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: McNemarDetails;
};
