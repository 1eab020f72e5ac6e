const coefficients = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400] as const;

/** s(k / 2) for k = 1 … 18, to the last digit; whole and half arguments are what degrees of freedom and counts ask for. */
const halves = [
  0.15342640972002736, 0.08106146679532726, 0.05481412105191765, 0.0413406959554093, 0.03316287351993629,
  0.02767792568499834, 0.023746163656297496, 0.020790672103765093, 0.018488450532673187, 0.016644691189821193,
  0.015134973221917378, 0.013876128823070748, 0.012810465242920227, 0.01189670994589177, 0.011104559758206917,
  0.010411265261972096, 0.009799416126158804, 0.009255462182712733,
] as const;

/**
 * Error of Stirling's formula: ln Γ(a + 1) − [½ ln(2πa) + a ln a − a], for a > 0.
 * The asymptotic series from 9 on; below, the recurrence s(a) = s(a + 1) + (a + ½) ln(1 + 1/a) − 1.
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities. Example: a = 1 gives 0.08106146679532726.
 */
export function stirlingError(a: number): number {
  if (a <= 9 && Number.isInteger(2 * a)) return halves[2 * a - 1] ?? 0;
  let shift = 0;
  let at = a;
  while (at < 9) {
    shift += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  const square = 1 / (at * at);
  let series = 0;
  for (let i = coefficients.length - 1; i >= 0; i -= 1) series = series * square + (coefficients[i] ?? 0);
  return shift + series / at;
}

/**
 * Loader's deviance x ln(x/m) + m − x, without cancellation where x is near m. For x > 0, m > 0.
 */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) {
    const ratio = x / m;
    // The quotient of a tiny m overflows where its logarithm does not.
    return x * (ratio < Infinity && ratio > 0 ? Math.log(ratio) : Math.log(x) - Math.log(m)) + m - x;
  }
  const v = (x - m) / (x + m);
  let total = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = total + term / (2 * j + 1);
    if (next === total) break;
    total = next;
  }
  return total;
}

/** ln Γ(a) for a > 0. Example: a = 0.5 gives 0.5723649429247001. */
export function logGamma(a: number): number {
  if (a < 16) {
    let product = 1;
    let at = a;
    while (at < 16) {
      product *= at;
      at += 1;
    }
    return logGamma(at) - Math.log(product);
  }
  return (a - 0.5) * Math.log(a) - a + 0.5 * Math.log(2 * Math.PI) + stirlingError(a);
}
