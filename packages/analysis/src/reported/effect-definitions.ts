import { hedgesJ } from "@kendali/stats";

/** What is called "Cohen's d" for paired data, each definition under its own name; null where its divisor is zero or not known. */
export type PairedEffects = {
  readonly d_z: number | null;
  /** d_z times Hedges' exact correction. */
  readonly g_z: number | null;
  readonly d_av: number | null;
  readonly d_rms: number | null;
  readonly glass_first: number | null;
  readonly glass_second: number | null;
  readonly d_rm: number | null;
};

export type EffectDefinition = keyof PairedEffects;

/** The six that papers print as d; g_z is shown beside them. */
export const dDefinitions = ["d_z", "d_av", "d_rms", "glass_first", "glass_second", "d_rm"] as const;

export type PairedMoments = {
  readonly n: number;
  readonly difference: number;
  readonly sdFirst: number | null;
  readonly sdSecond: number | null;
  readonly sdDifference: number | null;
};

/**
 * Every definition that the known moments allow. Sources: Lakens (2013), Frontiers in Psychology 4:863; Cumming (2012); Hedges (1981).
 * Example: difference 0.7, SDs 0.41 and 0.31, SD of differences 0.6428, n = 20: d_z 1.089, g_z 1.045, d_av 1.944, d_rms 1.926, Glass 1.707 and 2.258, d_rm 1.940.
 */
export function pairedEffects({ n, difference, sdFirst, sdSecond, sdDifference }: PairedMoments): PairedEffects {
  const over = (sd: number | null): number | null => (sd === null || sd === 0 ? null : difference / sd);
  const both = sdFirst !== null && sdSecond !== null ? ([sdFirst, sdSecond] as const) : null;
  const dZ = over(sdDifference);
  return {
    d_z: dZ,
    g_z: dZ === null || n < 3 ? null : dZ * hedgesJ(n - 1),
    d_av: over(both === null ? null : (both[0] + both[1]) / 2),
    d_rms: over(both === null ? null : Math.sqrt((both[0] ** 2 + both[1] ** 2) / 2)),
    glass_first: over(sdFirst),
    glass_second: over(sdSecond),
    d_rm: both === null ? null : repeatedMeasures(dZ, both, sdDifference),
  };
}

/** d_z·√(2(1 − r)) with r from the three SDs. */
function repeatedMeasures(dZ: number | null, [a, b]: readonly [number, number], sd: number | null): number | null {
  if (dZ === null || sd === null || a === 0 || b === 0) return null;
  const r = (a * a + b * b - sd * sd) / (2 * a * b);
  return dZ * Math.sqrt(Math.max(0, 2 * (1 - r)));
}
