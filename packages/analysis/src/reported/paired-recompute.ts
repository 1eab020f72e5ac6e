import { normalQuantile, tQuantile, tTwoSided } from "@kendali/stats";

export type PairedSummary = { readonly meanDifference: number; readonly t: number; readonly n: number };

/** What a paired t-test's mean difference, t and n determine; in the difference's unit and direction. */
export type PairedRecomputed = {
  readonly se: number;
  readonly sdDifference: number;
  readonly intervalT: readonly [number, number];
  /** With the normal quantile in the place of t's: wrong for a t-test, and found in print. */
  readonly intervalZ: readonly [number, number];
  readonly p: number;
  readonly dZ: number;
};

/**
 * Everything that follows from a paired t-test's mean difference, t and n ≥ 2; null where t or the difference is zero, because
 * the standard error is then unknown. Signs: the difference's, whatever the sign of t.
 * Example: 0.7, 4.87, n = 20: SE 0.143737, t interval 0.399155 to 1.000845, p 0.000106353, d_z 1.088965.
 */
export function recomputePaired({ meanDifference, t, n }: PairedSummary, level = 0.95): PairedRecomputed | null {
  if (meanDifference === 0 || t === 0 || n < 2) return null;
  const se = Math.abs(meanDifference / t);
  const sdDifference = se * Math.sqrt(n);
  return {
    se,
    sdDifference,
    intervalT: around(meanDifference, se * tQuantile((1 + level) / 2, n - 1)),
    intervalZ: around(meanDifference, se * normalQuantile((1 + level) / 2)),
    p: tTwoSided(t, n - 1),
    dZ: meanDifference / sdDifference,
  };
}

/**
 * The correlation of two measurements with these SDs whose differences have this SD: (s₁² + s₂² − s_d²) / (2 s₁ s₂). Beyond −1
 * or 1 the three cannot belong together. Example: 0.41, 0.31, 0.6428 gives −0.586.
 */
export function impliedCorrelation(sdFirst: number, sdSecond: number, sdDifference: number): number {
  return (sdFirst ** 2 + sdSecond ** 2 - sdDifference ** 2) / (2 * sdFirst * sdSecond);
}

function around(centre: number, reach: number): readonly [number, number] {
  return [centre - reach, centre + reach];
}
