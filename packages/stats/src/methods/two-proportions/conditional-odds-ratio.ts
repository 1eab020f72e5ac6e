import { hypergeometric } from "../../dist/hypergeometric.ts";
import type { Margins } from "../../dist/hypergeometric.ts";
import { findRoot } from "../../numeric/find-root.ts";
import type { Interval } from "../../result.ts";
import type { RatioEstimate } from "./two-proportions.types.ts";

/** Fisher's exact p: all tables with these margins no more likely than the one seen (relative fuzz 1e-7, as R). */
export function fisherP(x: number, margins: Margins): number {
  const { low, probabilities } = hypergeometric(margins);
  const seen = (probabilities[x - low] ?? 0) * (1 + 1e-7);
  const extreme = probabilities.filter((probability) => probability <= seen);
  return Math.min(
    1,
    extreme.toSorted((a, b) => a - b).reduce((a, b) => a + b, 0),
  );
}

/** Conditional maximum-likelihood odds ratio and its exact interval, as R's fisher.test, solved in the logarithm. */
export function conditionalOddsRatio(x: number, margins: Margins, level: number): RatioEstimate {
  const low = Math.max(0, margins.events - margins.secondTotal);
  const high = Math.min(margins.firstTotal, margins.events);
  return { value: maximumLikelihood(x, margins, low, high), interval: exactInterval(x, margins, { low, high, level }) };
}

function maximumLikelihood(x: number, margins: Margins, low: number, high: number): number | "Inf" {
  if (x === low) return 0;
  if (x === high) return "Inf";
  const excess = (logOdds: number): number => {
    const { probabilities } = hypergeometric(margins, Math.exp(logOdds));
    return probabilities.reduce((total, probability, i) => total + probability * (low + i - x), 0);
  };
  return Math.exp(findRoot(excess, -60, 60));
}

type IntervalInput = { readonly low: number; readonly high: number; readonly level: number };

function exactInterval(x: number, margins: Margins, { low, high, level }: IntervalInput): Interval {
  const tail = (1 - level) / 2;
  const tailAt = (logOdds: number, isUpper: boolean): number => {
    const { probabilities } = hypergeometric(margins, Math.exp(logOdds));
    const part = isUpper ? probabilities.slice(x - low) : probabilities.slice(0, x - low + 1);
    return part.reduce((a, b) => a + b, 0);
  };
  return {
    level,
    lower: x === low ? 0 : Math.exp(findRoot((u) => Math.log(tailAt(u, true) / tail), -60, 60)),
    upper: x === high ? null : Math.exp(findRoot((u) => Math.log(tailAt(u, false) / tail), -60, 60)),
    quantile: null,
    quantileName: "noncentral hypergeometric",
    method: "exact_conditional",
  };
}
