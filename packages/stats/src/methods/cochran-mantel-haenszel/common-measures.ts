import { zOf } from "../../inference.ts";
import { normalQuantile } from "../../distributions/normal.ts";
import { sum } from "../../numeric/sum.ts";
import type { Alternative, Interval } from "../../result.ts";
import type { CommonRatio, CommonRiskDifference, Stratum } from "./cochran-mantel-haenszel.types.ts";

/** A stratum as a 2 × 2 table: a, b = events and others of the first arm; c, d of the second; N = n1 + n2. */
export type Cells = Readonly<Record<"a" | "b" | "c" | "d" | "n1" | "n2" | "N", number>>;

export function cellsOf({ first, second }: Stratum): Cells {
  return {
    a: first.events,
    b: first.total - first.events,
    c: second.events,
    d: second.total - second.events,
    n1: first.total,
    n2: second.total,
    N: first.total + second.total,
  };
}

export type IntervalOptions = { readonly level: number; readonly alternative: Alternative };

/** Σ ad/N over Σ bc/N. Mantel & Haenszel (1959), JNCI 22:719; variance of its logarithm: Robins, Breslow & Greenland (1986), Biometrics 42:311. */
export function commonOddsRatio(strata: readonly Cells[], options: IntervalOptions): CommonRatio {
  const parts = strata.map(({ a, b, c, d, N }) => ({ P: (a + d) / N, Q: (b + c) / N, R: (a * d) / N, S: (b * c) / N }));
  const R = sum(parts.map((part) => part.R));
  const S = sum(parts.map((part) => part.S));
  const variance =
    sum(parts.map((part) => part.P * part.R)) / (2 * R * R) +
    sum(parts.map((part) => part.P * part.S + part.Q * part.R)) / (2 * R * S) +
    sum(parts.map((part) => part.Q * part.S)) / (2 * S * S);
  return ratioOf(R, S, variance, "robins_breslow_greenland", options);
}

/** Σ a n2/N over Σ c n1/N, variance of its logarithm by Greenland & Robins (1985), Biometrics 41:55. */
export function commonRiskRatio(strata: readonly Cells[], options: IntervalOptions): CommonRatio {
  const R = sum(strata.map(({ a, n2, N }) => (a * n2) / N));
  const S = sum(strata.map(({ c, n1, N }) => (c * n1) / N));
  const terms = strata.map(({ a, c, n1, n2, N }) => ((a + c) * n1 * n2) / N ** 2 - (a * c) / N);
  return ratioOf(R, S, sum(terms) / (R * S), "greenland_robins", options);
}

/**
 * Mantel–Haenszel weights n1 n2 / N. Standard errors by Sato (1989), Biometrics 45:1323, and Greenland & Robins (1985).
 */
export function commonRiskDifference(strata: readonly Cells[], options: IntervalOptions): CommonRiskDifference {
  const weight = sum(strata.map(({ n1, n2, N }) => (n1 * n2) / N));
  const value = sum(strata.map(({ a, c, n1, n2, N }) => (a * n2 - c * n1) / N)) / weight;
  const P = sum(strata.map(({ a, c, n1, n2, N }) => (n1 ** 2 * c - n2 ** 2 * a + (n1 * n2 * (n2 - n1)) / 2) / N ** 2));
  const Q = sum(strata.map(({ a, b, c, d, N }) => (a * d + c * b) / (2 * N)));
  const own = strata.map(
    ({ a, b, c, d, n1, n2, N }) => ((a * b) / n1) * (n2 / N) ** 2 + ((c * d) / n2) * (n1 / N) ** 2,
  );
  const standardErrorSato = Math.sqrt(Math.max(0, value * P + Q)) / weight;
  const standardErrorGreenlandRobins = Math.sqrt(sum(own)) / weight;
  return {
    value,
    standardErrorSato,
    intervalSato: around(value, standardErrorSato, "sato", options),
    standardErrorGreenlandRobins,
    intervalGreenlandRobins: around(value, standardErrorGreenlandRobins, "greenland_robins", options),
  };
}

function ratioOf(R: number, S: number, variance: number, method: string, options: IntervalOptions): CommonRatio {
  if (S === 0) return { value: R > 0 ? "Inf" : null, interval: null, standardErrorLog: null };
  if (R === 0) return { value: 0, interval: null, standardErrorLog: null };
  const value = R / S;
  const standardErrorLog = Math.sqrt(variance);
  const { lower, upper, ...rest } = around(0, standardErrorLog, method, options);
  return {
    value,
    interval: {
      ...rest,
      lower: lower === null ? 0 : value * Math.exp(lower),
      upper: upper === null ? null : value * Math.exp(upper),
    },
    standardErrorLog,
  };
}

function around(value: number, se: number, method: string, { level, alternative }: IntervalOptions): Interval {
  const quantile = alternative === "two_sided" ? zOf(level) : normalQuantile(level);
  return {
    level,
    lower: alternative === "less" ? null : value - quantile * se,
    upper: alternative === "greater" ? null : value + quantile * se,
    quantile,
    quantileName: "z",
    method,
  };
}
