import { deviance, stirlingError } from "./stirling.ts";
import { logNothingAbove, logNothingBelow, logTailsFrom, nothingAbove, nothingBelow } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/**
 * Both tails of the regularized incomplete gamma function at x for a given shape: P(a, x) and Q(a, x).
 * Series below a + 1, continued fraction above (Lentz), prefactor by Loader's deviance; iteration limits grow with √a.
 * Needs shape > 0, x ≥ 0. Source: Press et al. (2007) 6.2; Loader (2000). Example: shape 1, x 1: lower 0.6321205588285577.
 */
export function incompleteGamma(shape: number, x: number): Tails {
  if (x <= 0) return nothingBelow;
  if (x === Infinity) return nothingAbove;
  const front = gammaFront(shape, x);
  if (x < shape + 1) {
    const lower = Math.min(1, front * lowerSeries(shape, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, front * shape * upperFraction(shape, x));
  return { lower: 1 - upper, upper };
}

/** Logarithms of both tails, also where the tails underflow. */
export function logIncompleteGamma(shape: number, x: number): LogTails {
  if (x <= 0) return logNothingBelow;
  if (x === Infinity) return logNothingAbove;
  const front = logGammaFront(shape, x);
  return x < shape + 1
    ? logTailsFrom("lower", front + Math.log(lowerSeries(shape, x)))
    : logTailsFrom("upper", front + Math.log(shape * upperFraction(shape, x)));
}

/** x^a e^−x / Γ(a + 1), also the Poisson probability of a at mean x. */
export function gammaFront(shape: number, x: number): number {
  return Math.exp(-stirlingError(shape) - deviance(shape, x)) / Math.sqrt(2 * Math.PI * shape);
}

/** ln of {@link gammaFront}. */
export function logGammaFront(shape: number, x: number): number {
  return -stirlingError(shape) - deviance(shape, x) - 0.5 * Math.log(2 * Math.PI * shape);
}

function lowerSeries(shape: number, x: number): number {
  const limit = 1000 + 100 * Math.sqrt(shape);
  let term = 1;
  let total = 1;
  for (let k = 1; k < limit; k += 1) {
    term *= x / (shape + k);
    total += term;
    if (term < total * 1e-17) break;
  }
  return total;
}

/** Continued fraction of Γ(a, x) e^x x^−a. */
function upperFraction(shape: number, x: number): number {
  const limit = 1000 + 100 * Math.sqrt(shape);
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / (b === 0 ? tiny : b);
  let h = d;
  for (let i = 1; i < limit; i += 1) {
    const an = -i * (i - shape);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return h;
}
