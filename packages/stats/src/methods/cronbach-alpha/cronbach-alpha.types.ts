import type { DataResult, Estimate, Interval } from "../../result.ts";

/** One row per participant, one column per item; rows with a `null` are excluded and counted. */
export type CronbachAlphaInput = { readonly items: readonly (readonly (number | null)[])[] };
export type CronbachAlphaOptions = { readonly level?: number };
export type CronbachAlphaRNames = { readonly items: string };

export type ItemStatistics = {
  readonly mean: number;
  readonly sd: number;
  /** Correlation with the sum of the other items; `null` when either is constant. */
  readonly restCorrelation: number | null;
  /** Alpha of the other items; `null` with fewer than two left or no variance in them. */
  readonly alphaIfDeleted: number | null;
};

export type CronbachAlphaResult = DataResult & {
  readonly method: "cronbach_alpha";
  readonly estimate: Estimate;
  /** Feldt (1965). */
  readonly interval: Interval;
  readonly details: {
    readonly itemCount: number;
    /** From the mean inter-item correlation; `null` when an item is constant. */
    readonly standardizedAlpha: number | null;
    readonly meanCorrelation: number | null;
    readonly items: readonly ItemStatistics[];
  };
};
