/** Expansion of Γ(s + ¾) / (Γ(s + ¼) √s) in 1 / s². */
const coefficients = [
  1,
  1 / 64,
  -19 / 8192,
  631 / 524288,
  -174317 / 134217728,
  20491783 / 8589934592,
  -7334801895 / 1099511627776,
  1858590154455 / 70368744177664,
] as const;

/**
 * Γ(a + ½) / Γ(a) for a > 0, to the last digits, without logarithms: the constant of Student's t at a = df / 2.
 * Asymptotic in (a − ¼)⁻² from 10 on, by the recurrence below. Source: Tricomi & Erdélyi (1951), Pacific J. Math. 1:133.
 * Example: a = 1 gives 0.886226925452758.
 */
export function halfStepGammaRatio(a: number): number {
  let at = a;
  let above = 1;
  let below = 1;
  while (at < 10) {
    above *= at;
    below *= at + 0.5;
    at += 1;
  }
  const s = at - 0.25;
  const square = 1 / (s * s);
  let series = 0;
  for (let i = coefficients.length - 1; i >= 0; i -= 1) series = series * square + (coefficients[i] ?? 0);
  return (Math.sqrt(s) * series * above) / below;
}
