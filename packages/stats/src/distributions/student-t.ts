import { betaLogitQuantile } from "./beta.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { normalQuantile, normalTails } from "./normal.ts";
import type { Tails } from "./tails.ts";

/** Both tails of Student's t, df > 0, evaluated from the small side. Example: t = 2.093024054408263, df = 19: upper 0.025. */
export function tTails(t: number, df: number): Tails {
  if (df === Infinity) return normalTails(t);
  const small = smallTail(Math.abs(t), df);
  return t <= 0 ? { lower: small, upper: 1 - small } : { lower: 1 - small, upper: small };
}

/** Two-sided p-value of a t statistic. */
export function tTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * tTails(-Math.abs(t), df).lower);
}

/** The t below which a proportion p lies. Example: p = 0.975, df = 19 gives 2.093024054408263. */
export function tQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (df === Infinity) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  const u = betaLogitQuantile({ lower: 2 * tail, upper: 1 - 2 * tail }, df / 2, 0.5);
  return Math.sign(p - 0.5) * Math.sqrt(df) * Math.exp(-u / 2);
}

function smallTail(t: number, df: number): number {
  const ratio = t / Math.sqrt(df);
  if (ratio > 1e100) return incompleteBeta(Math.exp(-2 * Math.log(ratio)), 1, df / 2, 0.5).lower / 2;
  const square = ratio * ratio;
  return incompleteBeta(1 / (1 + square), square / (1 + square), df / 2, 0.5).lower / 2;
}
