import { deviance, stirlingError } from "./stirling.ts";
import { swapTails } from "./tails.ts";
import type { Tails } from "./tails.ts";

/**
 * Both tails of the regularized incomplete beta function I_x(a, b), for a, b > 0 and x + y = 1.
 * The complement y is given by the caller so that neither end loses digits. Continued fraction by Lentz on the side where
 * it converges, prefactor by Loader's deviance, an iteration limit that grows with √max(a, b).
 * Source: Press et al. (2007) 6.4; Loader (2000). Example: x = 0.5, a = 2, b = 3: lower 0.6875.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  if (x > (a + 1) / (a + b + 2)) return swapTails(smallSide(y, x, b, a));
  return smallSide(x, y, a, b);
}

/** x^a y^b / B(a, b). */
export function betaFront(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.sqrt(((a / n) * b) / (2 * Math.PI)) * Math.exp(exponent);
}

function smallSide(x: number, y: number, a: number, b: number): Tails {
  const lower = Math.min(1, (betaFront(x, y, a, b) / a) * fraction(x, a, b));
  return { lower, upper: 1 - lower };
}

function fraction(x: number, a: number, b: number): number {
  const limit = 1000 + 100 * Math.sqrt(Math.max(a, b));
  const tiny = 1e-300;
  const keep = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / keep(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < limit; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / keep(1 + even * d);
    c = keep(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / keep(1 + odd * d);
    c = keep(1 + odd / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return h;
}
