import { stirlingError } from "./stirling.ts";

/**
 * ln density of u = ln S, where df · S² is chi-square with df degrees of freedom: a standard deviation estimated with df
 * degrees of freedom, in units of the true one, on the logarithmic scale.
 */
export function logChiDensity(df: number): (u: number) => number {
  const m = df / 2;
  const constant = Math.LN2 + 0.5 * Math.log(m / (2 * Math.PI)) - stirlingError(m);
  return (u) => constant - m * expm1MinusArgument(2 * u);
}

/** e^v − 1 − v without cancellation near zero, where a large df multiplies what is left. */
function expm1MinusArgument(v: number): number {
  if (Math.abs(v) > 0.3) return Math.expm1(v) - v;
  let term = (v * v) / 2;
  let total = term;
  for (let k = 3; k < 20; k += 1) {
    term *= v / k;
    total += term;
    if (Math.abs(term) < 1e-17 * total) break;
  }
  return total;
}
