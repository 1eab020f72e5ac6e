import { betaFront, incompleteBeta } from "./incomplete-beta.ts";
import { normalTails } from "./normal.ts";
import { gammaFront } from "./incomplete-gamma.ts";
import { logGamma } from "./stirling.ts";
import { tTails } from "./student-t.ts";
import type { Tails } from "./tails.ts";

/**
 * Both tails of the noncentral t distribution, df > 0, noncentrality ncp.
 * The sums of AS 243 over a window around the mode of the Poisson weights instead of from zero; each tail is summed on its
 * own, with the recurrence of the incomplete beta run in its stable direction.
 * Source: Lenth (1989), Applied Statistics 38, AS 243. Example: t = 4, df = 3, ncp = 2: upper 0.1839499958.
 */
export function noncentralTTails(t: number, df: number, ncp: number): Tails {
  const lower = noncentralTTail("lower", t, df, ncp);
  if (lower < 0.5) return { lower, upper: 1 - lower };
  const upper = noncentralTTail("upper", t, df, ncp);
  return { lower: 1 - upper, upper };
}

/** One tail alone, summed on its own: half the work of both. */
export function noncentralTTail(side: "lower" | "upper", t: number, df: number, ncp: number): number {
  if (ncp === 0) return tTails(t, df)[side];
  if (t < 0) return noncentralTTail(side === "lower" ? "upper" : "lower", -t, df, -ncp);
  const ratio = (t * t) / df;
  // Also where t² underflows: the distribution function does not move within 1e-150 of zero.
  if (ratio < 1e-290) return normalTails(side === "lower" ? -ncp : ncp).lower;
  const at = { x: ratio / (1 + ratio), y: 1 / (1 + ratio), b: df / 2 };
  const window = weightWindow((ncp * ncp) / 2, ncp);
  return clamp(side === "upper" ? sumUpper(window, at) : normalTails(-ncp).lower + sumLower(window, at));
}

/** Weights of the even (p) and odd (q) terms for j = from, from + 1, …; halved already. */
type Window = { readonly from: number; readonly p: readonly number[]; readonly q: readonly number[] };
type BetaAt = { readonly x: number; readonly y: number; readonly b: number };

function weightWindow(lambda: number, ncp: number): Window {
  const mode = Math.floor(lambda);
  const spread = 60 + Math.ceil(14 * Math.sqrt(lambda));
  const from = mode < 4000 ? 0 : Math.max(0, mode - spread);
  const length = mode + spread - from + 1;
  const p = new Array<number>(length).fill(0);
  const q = new Array<number>(length).fill(0);
  const atMode = mode - from;
  p[atMode] = (mode === 0 ? Math.exp(-lambda) : gammaFront(mode, lambda)) / 2;
  // q_j = ncp e^−λ λ^j / (√2 Γ(j + 3/2)) = sign(ncp) · e^−λ λ^(j + ½) / Γ(j + 3/2), a Poisson weight at j + ½.
  q[atMode] = (Math.sign(ncp) * gammaFront(mode + 0.5, lambda)) / 2;
  for (let i = atMode + 1; i < length; i += 1) {
    p[i] = ((p[i - 1] ?? 0) * lambda) / (from + i);
    q[i] = ((q[i - 1] ?? 0) * lambda) / (from + i + 0.5);
  }
  for (let i = atMode - 1; i >= 0; i -= 1) {
    p[i] = ((p[i + 1] ?? 0) * (from + i + 1)) / lambda;
    q[i] = ((q[i + 1] ?? 0) * (from + i + 1.5)) / lambda;
  }
  return { from, p, q };
}

function sumLower({ from, p, q }: Window, { x, y, b }: BetaAt): number {
  const last = from + p.length - 1;
  return downward(p, last + 0.5, { x, y, b }) + downward(q, last + 1, { x, y, b });
}

/** Σ w_j I_x(a_j, b) from the last term down: I_x(a, b) = I_x(a + 1, b) + x^a y^b / (a B(a, b)). */
function downward(weights: readonly number[], lastA: number, { x, y, b }: BetaAt): number {
  let a = lastA;
  let value = incompleteBeta(x, y, a, b).lower;
  let term = betaFront(x, y, a, b) / a;
  let total = 0;
  for (let i = weights.length - 1; i >= 0; i -= 1) {
    total += (weights[i] ?? 0) * value;
    term *= a / (x * (a + b - 1));
    a -= 1;
    if (i > 0 && term === 0) term = betaTerm(x, y, a, b);
    value += term;
  }
  return total;
}

function sumUpper({ from, p, q }: Window, { x, y, b }: BetaAt): number {
  return upward(p, from + 0.5, { x, y, b }) + upward(q, from + 1, { x, y, b });
}

/** Σ w_j (1 − I_x(a_j, b)) from the first term up, where the complement grows by x^a y^b / (a B(a, b)). */
function upward(weights: readonly number[], firstA: number, { x, y, b }: BetaAt): number {
  let a = firstA;
  let value = incompleteBeta(x, y, a, b).upper;
  let term = betaTerm(x, y, a, b);
  let total = 0;
  for (const weight of weights) {
    total += weight * value;
    value += term;
    term = term === 0 ? betaTerm(x, y, a + 1, b) : (term * x * (a + b)) / (a + 1);
    a += 1;
  }
  return total;
}

function betaTerm(x: number, y: number, a: number, b: number): number {
  return Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a + 1) - logGamma(b));
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
