/** One point of an estimated density, in the unit of the data. */
export type DensityPoint = { readonly at: number; readonly density: number };

/**
 * Silverman's rule of thumb, as R's `bw.nrd0`: 0.9 × min(sd, IQR / 1.34) × n^(−1/5). `sd` and the quartiles (type 7) of the same values;
 * where the smaller is zero R takes the sd, then the absolute value. Silverman (1986), p. 48, eq. 3.31.
 *
 * @example bandwidthOf({ n: 20, sd: 7.6, q1: 11, q3: 22 }) // 3.757
 */
export function bandwidthOf(input: {
  readonly n: number;
  readonly sd: number;
  readonly q1: number;
  readonly q3: number;
}): number | null {
  const { n, sd, q1, q3 } = input;
  const spread = Math.min(sd, (q3 - q1) / 1.34) || sd;
  return n < 2 || spread <= 0 ? null : 0.9 * spread * n ** -0.2;
}

/** A Gaussian kernel density on 61 points from three bandwidths below the least to three above the greatest value, for drawing. */
export function densityOf(values: readonly number[], bandwidth: number): readonly DensityPoint[] {
  const low = Math.min(...values) - 3 * bandwidth;
  const high = Math.max(...values) + 3 * bandwidth;
  const norm = values.length * bandwidth * Math.sqrt(2 * Math.PI);
  return Array.from({ length: 61 }, (_, index) => {
    const at = low + ((high - low) * index) / 60;
    const mass = values.reduce((sum, value) => sum + Math.exp(-0.5 * ((at - value) / bandwidth) ** 2), 0);
    return { at, density: mass / norm };
  });
}
