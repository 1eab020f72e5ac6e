import { tiltedProbabilities } from "./distributions/hypergeometric.ts";
import type { Hypergeometric } from "./distributions/hypergeometric.ts";
import { logSumOfConcave, meanOfConcave } from "./numeric/log-sum-of-concave.ts";
import { findRoot } from "./numeric/find-root.ts";
import type { Alternative, Interval } from "./result.ts";

/** A ratio with its interval. Zero cells: `"Inf"` is infinite, a `null` value or interval is undefined, a `null` limit unbounded. */
export type RatioEstimate = { readonly value: number | "Inf" | null; readonly interval: Interval | null };

type ConditionalOptions = { readonly level: number; readonly alternative?: Alternative };

/** Logarithms of the odds ratios between which estimate and limits are sought. */
const range = [-60, 60] as const;

/** More products than this in the convolution of all strata, about a tenth of a second, and the sum is not computed. */
const mostProducts = 5e7;

/** The exact p of the first cell: all values no more likely than the one seen (relative fuzz 1e-7, as R), or one tail. */
export function exactP(x: number, tables: Hypergeometric, alternative: Alternative = "two_sided"): number {
  const { low } = tables;
  const probabilities = tiltedProbabilities(tables);
  if (alternative === "less") return Math.min(1, sumSmallestFirst(probabilities.slice(0, Math.max(0, x - low + 1))));
  if (alternative === "greater") return Math.min(1, sumSmallestFirst(probabilities.slice(Math.max(0, x - low))));
  const seen = (probabilities[x - low] ?? 0) * (1 + 1e-7);
  return Math.min(1, sumSmallestFirst(probabilities.filter((probability) => probability <= seen)));
}

/**
 * Conditional maximum-likelihood odds ratio common to the tables and its exact interval, as R's fisher.test (one table) and
 * mantelhaen.test(exact = TRUE), solved in the logarithm. `x`: the sum of the first cells. Where the margins leave
 * one value only, 0 to infinity, as R. `null` when there are too many values to sum. Source: Cox (1970); Mehta, Patel & Gray (1985), JASA 80:969.
 */
export function conditionalOddsRatio(
  x: number,
  tables: readonly Hypergeometric[],
  { level, alternative = "two_sided" }: ConditionalOptions,
): RatioEstimate | null {
  const low = tables.reduce((total, table) => total + table.low, 0);
  const high = tables.reduce((total, table) => total + table.high, 0);
  const value = maximumLikelihood(x, tables, low, high);
  const centre = value === "Inf" || value === 0 ? 0 : Math.log(value);
  const all = firstCellSum(tables, centre);
  if (all === null) return null;
  const logTail = Math.log(alternative === "two_sided" ? (1 - level) / 2 : 1 - level);
  const total = (u: number): number => logSumOfConcave(all, u);
  const above = (u: number): number => logSumOfConcave(all, u, x, all.high) - total(u) - logTail;
  const below = (u: number): number => logSumOfConcave(all, u, all.low, x) - total(u) - logTail;
  const interval: Interval = {
    level,
    lower: x === low || alternative === "less" ? 0 : Math.exp(findRoot(above, ...range)),
    upper: x === high || alternative === "greater" ? null : Math.exp(findRoot(below, ...range)),
    quantile: null,
    quantileName: "noncentral hypergeometric",
    method: "exact_conditional",
  };
  return { value, interval };
}

/**
 * The sum of the first cells of independent tables with fixed margins, as its support and the logarithms of its probabilities
 * at odds ratio one (up to a constant). The convolution is done at the odds ratio exp(`logOdds`), so that values near
 * the one seen do not underflow; ends that do are cut off. `null` when it would take too long.
 */
export function firstCellSum(tables: readonly Hypergeometric[], logOdds = 0): Hypergeometric | null {
  const [only] = tables;
  if (tables.length === 1 && only !== undefined) return only;
  let low = 0;
  let probabilities = Float64Array.of(1);
  let products = 0;
  for (const table of tables) {
    products += probabilities.length * table.logs.length;
    if (products > mostProducts) return null;
    low += table.low;
    probabilities = convolve(probabilities, tiltedProbabilities(table, logOdds));
  }
  const first = probabilities.findIndex((probability) => probability > 0);
  const last = probabilities.findLastIndex((probability) => probability > 0);
  const logs = Array.from(
    probabilities.subarray(first, last + 1),
    (probability, i) => Math.log(probability) - logOdds * (low + first + i),
  );
  return { low: low + first, high: low + last, logs };
}

function convolve(one: Float64Array, other: readonly number[]): Float64Array<ArrayBuffer> {
  const result = new Float64Array(one.length + other.length - 1);
  for (const [j, weight] of other.entries()) {
    if (weight === 0) continue;
    for (let i = 0; i < one.length; i += 1) result[i + j] = (result[i + j] ?? 0) + (one[i] ?? 0) * weight;
  }
  return result;
}

/** The odds ratio at which the expected sum of the first cells is the one seen. */
function maximumLikelihood(x: number, tables: readonly Hypergeometric[], low: number, high: number): number | "Inf" {
  if (x === low) return 0;
  if (x === high) return "Inf";
  const excess = (logOdds: number): number =>
    tables.reduce((total, table) => total + meanOfConcave(table, logOdds), 0) - x;
  return Math.exp(findRoot(excess, ...range));
}

function sumSmallestFirst(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).reduce((a, b) => a + b, 0);
}
