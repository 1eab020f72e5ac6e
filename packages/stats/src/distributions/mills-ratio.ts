/** Chebyshev series of (z + 5) Q(z) / φ(z) on [1, ∞) in (z − 7) / (z + 5); made by reference/distributions/mills-ratio-coefficients.py. */
const coefficients = new Float64Array([
  2.0540467671204689628, -1.3669296653480129114, 0.3924582012422427423, -0.096668604747602002449,
  0.020098813579517194874, -0.0034085406310696696485, 0.00043607840409295506193, -0.000032495000645633038909,
  -1.1682328246279613609e-6, 6.8379441935996975093e-7, -6.6698110914037994424e-8, -5.2722139242445963821e-9,
  1.8786041500377148543e-9, -5.5052403956256787682e-11, -3.8313955313075130341e-11, 3.9155159299282642972e-12,
  7.3314692826228334286e-13, -1.3796757302578597056e-13, -1.4560872634693572785e-14, 4.3544088968512313992e-15,
  3.2986621319846073158e-16, -1.3693723403188360277e-16, -9.4044471976799821612e-18, 4.4154728343581735845e-18,
]);

/**
 * Upper normal tail divided by the density, Q(z) / φ(z), for z ≥ 1, to two units of the last digit.
 * Source: Chebyshev expansion after Schonfelder (1978), Math. Comp. 32:1232; own coefficients. Example: z = 1 gives 0.6556795424187985.
 */
export function millsRatio(z: number): number {
  const t = 1 - 12 / (z + 5);
  let next = 0;
  let afterNext = 0;
  for (let i = coefficients.length - 1; i > 0; i -= 1) {
    const current = 2 * t * next - afterNext + (coefficients[i] ?? 0);
    afterNext = next;
    next = current;
  }
  return (t * next - afterNext + (coefficients[0] ?? 0)) / (z + 5);
}
