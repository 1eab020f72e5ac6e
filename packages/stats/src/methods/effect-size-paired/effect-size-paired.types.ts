import type { DataResult, Estimate, Interval } from "../../result.ts";

export type EffectSizePairedOptions = { readonly level?: number };

/** Each standardized effect under its own definition, second minus first; `null` where its divisor is zero. */
export type PairedEffects = {
  /** Mean difference / sd of the differences. */
  readonly d_z: number;
  /** d_z × exact J(n−1), Hedges. */
  readonly g_z: number;
  /** d_z × (1 − 3/(4(n−1) − 1)). */
  readonly g_z_approximate: number;
  /** Mean difference / mean of the two sds (Cumming 2012). */
  readonly d_av: number | null;
  /** Mean difference / root mean square of the two sds. */
  readonly d_rms: number | null;
  /** d_z × sqrt(2(1 − r)) (Morris & DeShon 2002; Lakens 2013). */
  readonly d_rm: number | null;
  /** Mean difference / sd of the first measurement. */
  readonly glass_delta_first: number | null;
};

export type EffectSizePairedResult = DataResult & {
  readonly method: "effect_size_paired";
  /** d_z. */
  readonly estimate: Estimate;
  /** Of d_z, by inverting the noncentral t; `null` with a warning when |t| is beyond 37.62. */
  readonly interval: Interval | null;
  readonly details: {
    readonly effects: PairedEffects;
    readonly correlation: number | null;
    /** Hedges' exact small-sample factor for n − 1 df. */
    readonly J: number;
    readonly sdDifference: number;
  };
};
