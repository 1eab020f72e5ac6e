import type { Alternative, DataResult, Estimate, Interval, PValue } from "../../result.ts";

export type OneProportionInput = { readonly events: number; readonly total: number; readonly missing?: number };
export type OneProportionOptions = {
  readonly level?: number;
  readonly alternative?: Alternative;
  /** The proportion tested against; 0.5. */
  readonly nullProportion?: number;
  readonly interval?: "wilson" | "clopper_pearson" | "agresti_coull";
};
export type OneProportionRNames = { readonly events: string; readonly total: string };

export type OneProportionResult = DataResult & {
  readonly method: "one_proportion";
  readonly estimate: Estimate;
  readonly interval: Interval;
  readonly p: PValue;
  readonly details: {
    readonly events: number;
    readonly intervalWilson: Interval;
    readonly intervalClopperPearson: Interval;
    readonly intervalAgrestiCoull: Interval;
  };
};
