import { betaLogitQuantile } from "./beta.ts";
import { requireDomain, requirePoint, requireProportion } from "./domain.ts";
import {
  chiSquareDensity,
  chiSquareLogTails,
  chiSquareTails,
  chiSquareQuantile,
  chiSquareUpperQuantile,
} from "./gamma.ts";
import { betaFront, incompleteBeta, logIncompleteBeta } from "./incomplete-beta.ts";
import { logNothingAbove, logNothingBelow, nothingAbove, nothingBelow } from "./tails.ts";
import type { LogTails, Tails } from "./tails.ts";

/** Both tails of Fisher's F; df2 may be Infinity (chi-square / df1). Example: F = 161.4476387975885, 1 and 1: upper 0.05. */
export function fTails(f: number, df1: number, df2: number): Tails {
  check(f, df1, df2);
  if (f <= 0) return nothingBelow;
  if (f === Infinity) return nothingAbove;
  if (df2 === Infinity) return chiSquareTails(f * df1, df1);
  const { x, y } = sharesOf(f, df1, df2);
  return incompleteBeta(x, y, df1 / 2, df2 / 2);
}

/** Logarithms of both tails, also where the tails underflow. */
export function fLogTails(f: number, df1: number, df2: number): LogTails {
  check(f, df1, df2);
  if (f <= 0) return logNothingBelow;
  if (f === Infinity) return logNothingAbove;
  if (df2 === Infinity) return chiSquareLogTails(f * df1, df1);
  const { x, y } = sharesOf(f, df1, df2);
  return logIncompleteBeta(x, y, df1 / 2, df2 / 2);
}

/** Density of F; Infinity at zero for df1 < 2. */
export function fDensity(f: number, df1: number, df2: number): number {
  check(f, df1, df2);
  if (f < 0 || f === Infinity) return 0;
  if (f === 0) return df1 < 2 ? Infinity : df1 === 2 ? 1 : 0;
  if (df2 === Infinity) return df1 * chiSquareDensity(f * df1, df1);
  const { x, y } = sharesOf(f, df1, df2);
  return betaFront(x, y, df1 / 2, df2 / 2) / f;
}

/** The F below which a proportion p lies. */
export function fQuantile(p: number, df1: number, df2: number): number {
  requireProportion(p, "F");
  check(0, df1, df2);
  return df2 === Infinity ? chiSquareQuantile(p, df1) / df1 : quantile({ lower: p, upper: 1 - p }, df1, df2);
}

/** The F above which a proportion q lies; keeps the digits of a small q. */
export function fUpperQuantile(q: number, df1: number, df2: number): number {
  requireProportion(q, "F");
  check(0, df1, df2);
  return df2 === Infinity ? chiSquareUpperQuantile(q, df1) / df1 : quantile({ lower: 1 - q, upper: q }, df1, df2);
}

function quantile(target: Tails, df1: number, df2: number): number {
  if (target.lower <= 0) return 0;
  if (target.upper <= 0) return Infinity;
  return (df2 / df1) * Math.exp(betaLogitQuantile(target, df1 / 2, df2 / 2));
}

/** The argument df1 f / (df1 f + df2) of the incomplete beta function and its complement, both without cancellation. */
export function sharesOf(f: number, df1: number, df2: number): { readonly x: number; readonly y: number } {
  const odds = (df1 / df2) * f;
  return odds <= 1
    ? { x: odds / (1 + odds), y: 1 / (1 + odds) }
    : { x: 1 / (1 + 1 / odds), y: 1 / odds / (1 + 1 / odds) };
}

function check(f: number, df1: number, df2: number): void {
  requirePoint(f, "F");
  requireDomain(df1 > 0 && df1 < Infinity && df2 > 0, "F", "0 < df1 < ∞, df2 > 0", [df1, df2]);
}
