import { noncentralTTail } from "./distributions/noncentral-t.ts";
import { normalQuantile } from "./distributions/normal.ts";
import { logGamma } from "./distributions/stirling.ts";
import { printDf } from "./inference.ts";
import { findRoot } from "./numeric/find-root.ts";
import type { Interval } from "./result.ts";

/** Beyond this noncentrality R's pt gives no answer, so that no script could confirm the interval. */
export const largestNoncentrality = 37.62;

/**
 * Interval of a standardized effect by inverting the noncentral t: the noncentralities for which the observed t is the
 * upper and the lower quantile, divided by `scale` (√n for d_z, √(n1 n2 / (n1 + n2)) for d_s).
 * `null` where a limit lies beyond {@link largestNoncentrality}. Source: Steiger & Fouladi (1997).
 */
export function noncentralTInterval(t: number, df: number, level: number, scale: number): Interval | null {
  const tail = (1 - level) / 2;
  const lower = noncentralityWith("upper", tail, t, df);
  const upper = noncentralityWith("lower", tail, t, df);
  if (Math.max(Math.abs(lower), Math.abs(upper)) > largestNoncentrality) return null;
  return {
    level,
    lower: lower / scale,
    upper: upper / scale,
    quantile: null,
    quantileName: `noncentral t(${printDf(df)})`,
    method: "noncentral_t_inversion",
  };
}

/** The noncentrality for which the given tail at t has the given mass; ±Infinity when beyond {@link largestNoncentrality}. */
function noncentralityWith(side: "lower" | "upper", mass: number, t: number, df: number): number {
  if (Math.abs(t) > 10 * limit) return t > 0 ? Infinity : -Infinity;
  return probitSecant(side, mass, t, df) ?? bracketedRoot(side, mass, t, df);
}

/** A little beyond {@link largestNoncentrality}, so that a root at it is found. */
const limit = largestNoncentrality + 1;

/**
 * The secant method on the probit of the tail, which is nearly linear in the noncentrality: five or six tails instead of some
 * thirty. `null` where it leaves the range or does not settle.
 */
function probitSecant(side: "lower" | "upper", mass: number, t: number, df: number): number | null {
  const direction = side === "upper" ? 1 : -1;
  const target = normalQuantile(mass);
  const excess = (ncp: number): number => normalQuantile(noncentralTTail(side, t, df, ncp)) - target;
  const spread = direction * Math.sqrt(1 + (t * t) / (2 * df));
  let before = t + target * spread;
  let excessBefore = excess(before);
  let at = before - excessBefore * spread;
  for (let iteration = 0; iteration < 15; iteration += 1) {
    if (!(Math.abs(at) <= limit)) return null;
    const excessAt = excess(at);
    if (excessAt === 0) return at;
    const step = (excessAt * (at - before)) / (excessAt - excessBefore);
    before = at;
    excessBefore = excessAt;
    at -= step;
    // A secant step leaves an error of the order of the product of the last two steps: below the last digit.
    if (Math.abs(step) <= 1e-10 * Math.max(1, Math.abs(at))) return at;
  }
  return null;
}

/** Brent between ends on either side of the root. */
function bracketedRoot(side: "lower" | "upper", mass: number, t: number, df: number): number {
  const direction = side === "upper" ? 1 : -1;
  // Increasing in the noncentrality on either side.
  const excess = (ncp: number): number => direction * (noncentralTTail(side, t, df, ncp) - mass);
  let width = 3 * Math.sqrt(1 + (t * t) / (2 * df));
  let low = Math.max(-limit, Math.min(limit, t) - width);
  let high = Math.min(limit, Math.max(-limit, t) + width);
  while (excess(low) > 0 && low > -limit) low = Math.max(-limit, low - (width *= 2));
  while (excess(high) < 0 && high < limit) high = Math.min(limit, high + (width *= 2));
  if (excess(low) > 0) return -Infinity;
  if (excess(high) < 0) return Infinity;
  return findRoot(excess, low, high, 1e-13);
}

/** Hedges' exact correction Γ(df/2) / (√(df/2) Γ((df − 1)/2)), df > 1. Hedges (1981), J. Educational Statistics 6:107. */
export function hedgesJ(df: number): number {
  return Math.exp(logGamma(df / 2) - logGamma((df - 1) / 2)) / Math.sqrt(df / 2);
}
