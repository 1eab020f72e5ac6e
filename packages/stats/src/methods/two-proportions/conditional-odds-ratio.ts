import { tiltedProbabilities } from "../../distributions/hypergeometric.ts";
import type { Hypergeometric } from "../../distributions/hypergeometric.ts";
import { findRoot } from "../../numeric/find-root.ts";
import type { Interval } from "../../result.ts";
import type { RatioEstimate } from "./two-proportions.types.ts";

/** Logarithms of the odds ratios between which estimate and limits are sought. */
const range = [-60, 60] as const;

/** Fisher's exact p of the first cell: all tables with these margins no more likely than the one seen (relative fuzz 1e-7, as R). */
export function fisherP(x: number, tables: Hypergeometric): number {
  const probabilities = tiltedProbabilities(tables);
  const seen = (probabilities[x - tables.low] ?? 0) * (1 + 1e-7);
  const extreme = probabilities.filter((probability) => probability <= seen);
  return Math.min(1, sumSmallestFirst(extreme));
}

/** Conditional maximum-likelihood odds ratio and its exact interval, as R's fisher.test, solved in the logarithm. */
export function conditionalOddsRatio(x: number, tables: Hypergeometric, level: number): RatioEstimate {
  const { low, high } = tables;
  const tail = (1 - level) / 2;
  const above = (logOdds: number): number => sumSmallestFirst(tiltedProbabilities(tables, logOdds).slice(x - low));
  const below = (logOdds: number): number =>
    sumSmallestFirst(tiltedProbabilities(tables, logOdds).slice(0, x - low + 1));
  const interval: Interval = {
    level,
    lower: x === low ? 0 : Math.exp(findRoot((u) => Math.log(above(u) / tail), ...range)),
    upper: x === high ? null : Math.exp(findRoot((u) => Math.log(below(u) / tail), ...range)),
    quantile: null,
    quantileName: "noncentral hypergeometric",
    method: "exact_conditional",
  };
  return { value: maximumLikelihood(x, tables), interval };
}

/** The odds ratio at which the expected first cell is the one seen. */
function maximumLikelihood(x: number, tables: Hypergeometric): number | "Inf" {
  if (x === tables.low) return 0;
  if (x === tables.high) return "Inf";
  const excess = (logOdds: number): number =>
    tiltedProbabilities(tables, logOdds).reduce((total, value, i) => total + value * (tables.low + i - x), 0);
  return Math.exp(findRoot(excess, ...range));
}

function sumSmallestFirst(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).reduce((a, b) => a + b, 0);
}
