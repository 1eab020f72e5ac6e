import type { Alternative, DataResult, Estimate, Interval, PValue, Statistic } from "../../result.ts";

/** Two measurements of the same participants in the same order, each in its own unit; a pair with a `null` is excluded and counted. */
export type CorrelationInput = {
  readonly first: readonly (number | null)[];
  readonly second: readonly (number | null)[];
};
export type CorrelationRNames = { readonly first: string; readonly second: string };

export type CorrelationOptions = {
  readonly variant?: "pearson" | "spearman" | "kendall";
  readonly alternative?: Alternative;
  readonly level?: number;
  /** `auto`: exact where there are no ties and few pairs, as R; `asymptotic`: Student's t, or the normal for Kendall's tau. */
  readonly p?: "auto" | "asymptotic";
  /** R's continuity correction of the asymptotic p of Spearman's rho and Kendall's tau; off unless set. */
  readonly continuity?: boolean;
};

/** `null` where the variant has no such number. */
export type CorrelationDetails = {
  readonly ties: boolean;
  readonly pAsymptotic: number;
  /** Spearman up to 9 pairs (and any perfect order), Kendall below 50, without ties. */
  readonly pExact: number | null;
  /** Spearman's Edgeworth series for 10 to 1,290 pairs without ties. */
  readonly pSeries: number | null;
  /** r √(n − 2) / √(1 − r²) of Pearson and Spearman; `null` when the correlation is perfect, where it is infinite. */
  readonly t: number | null;
  /** Spearman's Σd² = (n³ − n)(1 − rho) / 6. */
  readonly S: number | null;
  /** Kendall: concordant pairs (without ties), concordant minus discordant ones, their variance given the ties, and z. */
  readonly concordantPairs: number | null;
  readonly score: number | null;
  readonly scoreVariance: number | null;
  readonly z: number | null;
};

export type CorrelationResult = DataResult & {
  readonly method: "correlation";
  readonly estimate: Estimate;
  /** Under no correlation. */
  readonly standardError: number;
  readonly interval: Interval | null;
  readonly statistic: Statistic | null;
  readonly p: PValue;
  readonly details: CorrelationDetails;
};
