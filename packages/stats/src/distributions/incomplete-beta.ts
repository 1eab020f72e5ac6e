import { deviance, stirlingError } from "./stirling.ts";
import { logNothingAbove, logNothingBelow, logTailsFrom, nothingAbove, nothingBelow } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/**
 * Both tails of the regularized incomplete beta function I_x(a, b), for a, b > 0 and x + y = 1.
 * The complement y is given by the caller so that neither end loses digits. Continued fraction on the side where it
 * converges, prefactor by Loader's deviance, an iteration limit that grows with √max(a, b).
 * Source: Didonato & Morris (1992), ACM TOMS 18:360, eq. 9; Loader (2000). Example: x = 0.5, a = 2, b = 3: lower 0.6875.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): Tails {
  if (x <= 0) return nothingBelow;
  if (y <= 0) return nothingAbove;
  if (isUpperSide(x, y, a, b)) {
    const upper = Math.min(1, betaFront(y, x, b, a) * betaFraction(y, x, b, a));
    return { lower: 1 - upper, upper };
  }
  const lower = Math.min(1, betaFront(x, y, a, b) * betaFraction(x, y, a, b));
  return { lower, upper: 1 - lower };
}

/** Logarithms of both tails, also where the tails underflow. */
export function logIncompleteBeta(x: number, y: number, a: number, b: number): LogTails {
  if (x <= 0) return logNothingBelow;
  if (y <= 0) return logNothingAbove;
  return isUpperSide(x, y, a, b)
    ? logTailsFrom("upper", logBetaFront(y, x, b, a) + Math.log(betaFraction(y, x, b, a)))
    : logTailsFrom("lower", logBetaFront(x, y, a, b) + Math.log(betaFraction(x, y, a, b)));
}

/** Is x beyond (a + 1) / (a + b + 2), asked of the smaller of x and y, which has the digits. */
function isUpperSide(x: number, y: number, a: number, b: number): boolean {
  return x < y ? x > (a + 1) / (a + b + 2) : y < (b + 1) / (a + b + 2);
}

/** x^a y^b / B(a, b). */
export function betaFront(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  return Math.sqrt(((a / n) * b) / (2 * Math.PI)) * Math.exp(betaExponent(x, y, a, b));
}

/** ln of {@link betaFront}. */
export function logBetaFront(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  return 0.5 * Math.log(((a / n) * b) / (2 * Math.PI)) + betaExponent(x, y, a, b);
}

function betaExponent(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  return stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
}

/** I_x(a, b) B(a, b) / (x^a y^b): two steps of Lentz's continued fraction at once, without subtraction near x = a / (a + b). */
export function betaFraction(x: number, y: number, a: number, b: number): number {
  const limit = 1000 + 100 * Math.sqrt(Math.max(a, b));
  const lambda = a > b ? (a + b) * y - b : a - (a + b) * x;
  // beta_1 = a (λ + 1) / (a + 1); the first convergent is 1 / beta_1.
  // Numerators and denominators are kept in units of the last denominator.
  let numeratorBefore = 0;
  let denominatorBefore = (a + 1) / (a * (lambda + 1));
  let numerator = denominatorBefore;
  let value = numerator;
  let inverse = 1 / (a + 1);
  for (let n = 1; n < limit; n += 1) {
    const w = n * (b - n) * x * inverse;
    const alpha = (a + n - 1) * (a + b + n - 1) * x * inverse * w;
    inverse = 1 / (a + 2 * n + 1);
    const beta = n + w + (a + n) * (lambda + 1 + n * (1 + y)) * inverse;
    const unit = 1 / (alpha * denominatorBefore + beta);
    const next = (alpha * numeratorBefore + beta * numerator) * unit;
    const isDone = Math.abs(next - value) <= 4e-16 * next;
    value = next;
    if (isDone) break;
    numeratorBefore = numerator * unit;
    denominatorBefore = unit;
    numerator = next;
  }
  return value;
}
