import { betaLogitQuantile } from "./beta.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import type { Tails } from "./tails.ts";

/** Both tails of Fisher's F with df1 and df2 degrees of freedom. Example: F = 161.4476387975885, 1 and 1: upper 0.05. */
export function fTails(f: number, df1: number, df2: number): Tails {
  if (f <= 0) return { lower: 0, upper: 1 };
  const odds = (df1 / df2) * f;
  return odds <= 1
    ? incompleteBeta(odds / (1 + odds), 1 / (1 + odds), df1 / 2, df2 / 2)
    : incompleteBeta(1 / (1 + 1 / odds), 1 / odds / (1 + 1 / odds), df1 / 2, df2 / 2);
}

/** The F below which a proportion p lies. */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;
  return (df2 / df1) * Math.exp(betaLogitQuantile({ lower: p, upper: 1 - p }, df1 / 2, df2 / 2));
}
