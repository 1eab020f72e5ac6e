import { logIntegral } from "./log-integral.ts";
import { logNormalDensity, logNormalLower } from "./normal.ts";
import { logComplement } from "./tails.ts";

/**
 * ln of one tail of the range of k independent standard normals at w > 0. Integrated over the smallest of them:
 * P(W ≤ w) = k ∫ φ(z) [Φ(z + w) − Φ(z)]^(k−1) dz, and P(W > w) the same with Φ(−z)^(k−1) minus that power, taken together.
 * Source: Hartley (1942), Biometrika 32:334.
 */
export function logNormalRange(side: "lower" | "upper", w: number, k: number): number {
  const others = k - 1;
  const inner =
    side === "lower"
      ? (z: number): number => logNormalDensity(z) + others * logBetween(z, w)
      : (z: number): number => logNormalDensity(z) + logSomeBeyond(z, w, others);
  return Math.log(k) + logIntegral(inner, side === "lower" ? -w / 2 : -Math.min(w / 2, 2), 0.7);
}

/** ln [Φ(−z)^m − (Φ(−z) − Φ(−z − w))^m]: the other m all lie above z, and not all of them within w. */
function logSomeBeyond(z: number, w: number, m: number): number {
  const above = logNormalLower(-z);
  const share = logNormalLower(-z - w) - above;
  // Far out the power is 1 − m ε, and ε itself may underflow.
  if (share < -60) return m * above + Math.log(m) + share;
  return m * above + logComplement(m * logComplement(share));
}

/** ln [Φ(z + w) − Φ(z)]. */
function logBetween(z: number, w: number): number {
  if (w < 1) return logShortInterval(z + w / 2, w / 2);
  // The interval is read from the side on which both ends are tails.
  const nearer = z + w / 2 > 0 ? -z : z + w;
  const upper = logNormalLower(nearer);
  return upper + logComplement(logNormalLower(nearer - w) - upper);
}

/** Gauss–Legendre nodes and weights of order 16 on [−1, 1], the positive half. */
const nodes = [
  0.09501250983763744, 0.2816035507792589, 0.4580167776572274, 0.6178762444026438, 0.755404408355003,
  0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
] as const;
const weights = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674, 0.12462897125553388,
  0.09515851168249279, 0.06225352393864789, 0.027152459411754096,
] as const;

/** ln of the normal probability of [middle − half, middle + half], where a difference of two tails would cancel. */
function logShortInterval(middle: number, half: number): number {
  let total = 0;
  for (let i = 0; i < nodes.length; i += 1) {
    const d = half * (nodes[i] ?? 0);
    total += (weights[i] ?? 0) * Math.exp((-d * d) / 2) * Math.cosh(middle * d);
  }
  return logNormalDensity(middle) + Math.log(2 * half * total);
}
