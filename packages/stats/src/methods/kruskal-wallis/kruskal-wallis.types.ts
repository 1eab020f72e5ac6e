import type { DataResult, Estimate, PValue, Statistic } from "../../result.ts";

export type KruskalWallisOptions = Readonly<Record<never, never>>;

export type RankedGroup = {
  readonly name: string;
  readonly n: number;
  readonly median: number;
  readonly meanRank: number;
};

export type KruskalWallisDetails = {
  readonly groups: readonly RankedGroup[];
  /** H before it is divided by the tie correction. */
  readonly uncorrectedH: number;
  /** 1 − Σ(t³ − t) / (n³ − n). */
  readonly tieCorrection: number;
  readonly ties: boolean;
  /** H / (n − 1). */
  readonly epsilonSquared: number;
  /** (H − k + 1) / (n − k), below zero when H is below its expectation; `null` without residual degrees of freedom. */
  readonly etaSquaredH: number | null;
};

export type KruskalWallisResult = DataResult & {
  readonly method: "kruskal_wallis";
  readonly estimate: Estimate;
  readonly statistic: Statistic;
  readonly p: PValue;
  readonly details: KruskalWallisDetails;
};
