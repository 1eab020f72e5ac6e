/** Chebyshev series of (z + 5) Q(z) / φ(z) on [1, ∞) in (z − 7) / (z + 5); made by reference/distributions/mills-ratio-coefficients.py. */
const coefficients = new Float64Array([
  2.054046767120469, -1.366929665348013, 0.39245820124224273, -0.096668604747602, 0.020098813579517195,
  -0.0034085406310696694, 0.00043607840409295507, -3.249500064563304e-5, -1.1682328246279614e-6, 6.837944193599697e-7,
  -6.6698110914038e-8, -5.272213924244596e-9, 1.8786041500377147e-9, -5.505240395625679e-11, -3.831395531307513e-11,
  3.9155159299282645e-12, 7.331469282622833e-13, -1.3796757302578598e-13, -1.4560872634693573e-14,
  4.354408896851232e-15, 3.298662131984607e-16, -1.369372340318836e-16, -9.404447197679982e-18, 4.4154728343581736e-18,
]);

/**
 * Upper normal tail divided by the density, Q(z) / φ(z), for z ≥ 1, to two units of the last digit.
 * Source: Chebyshev expansion after Schonfelder (1978), Math. Comp. 32:1232; own coefficients. Example: z = 1 gives 0.6556795424187986.
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
