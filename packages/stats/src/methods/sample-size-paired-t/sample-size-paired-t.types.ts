import type { ResultBase } from "../../result.ts";

/** What to find; the other two are given. */
export type SampleSizeUnknown = "n" | "power" | "delta";

/** Everything but the unknown; `sd` is the standard deviation of the differences. `dropOut`: expected proportion lost, 0 ≤ d < 1. */
export type SampleSizePairedTInput = {
  readonly n?: number;
  readonly delta?: number;
  readonly sd: number;
  readonly power?: number;
  readonly significance?: number;
  readonly sided?: "two_sided" | "one_sided";
  readonly dropOut?: number;
};
export type SampleSizeRNames = Readonly<Record<never, never>>;
export type SampleSizeOptions = Readonly<Record<never, never>>;

export type SampleSizeDetails = {
  readonly solvedFor: SampleSizeUnknown;
  /** Not rounded; per arm, or pairs. Ceiling only at display. */
  readonly n: number;
  readonly delta: number;
  readonly sd: number;
  readonly power: number;
  readonly significance: number;
  readonly sided: "two_sided" | "one_sided";
  readonly dropOut: number;
  /** ceil(n), and ceil(ceil(n) / (1 − dropOut)). */
  readonly nCeiling: number;
  readonly nWithDropOut: number;
  /** Over all arms, with drop-out. */
  readonly totalWithDropOut: number;
};

export type SampleSizePairedTResult = ResultBase & {
  readonly method: "sample_size_paired_t";
  readonly details: SampleSizeDetails;
};
