import { betaQuantile } from "./distributions/beta.ts";
import { normalQuantile } from "./distributions/normal.ts";
import { zOf } from "./inference.ts";
import type { Alternative, Interval } from "./result.ts";

/** Exact interval of a proportion from x of n by inverting the binomial. Clopper & Pearson (1934), Biometrika 26:404. */
export function clopperPearson(x: number, n: number, level: number, alternative: Alternative = "two_sided"): Interval {
  const tail = alternative === "two_sided" ? (1 - level) / 2 : 1 - level;
  return {
    level,
    lower: alternative === "less" || x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: alternative === "greater" || x === n ? 1 : 1 - betaQuantile(tail, n - x, x + 1),
    quantile: null,
    quantileName: "beta",
    method: "clopper_pearson",
  };
}

/** Score interval of a proportion from x of n. Wilson (1927), JASA 22:209. Example: 0 of 20 gives 0 to 0.1611. */
export function wilson(x: number, n: number, level: number, alternative: Alternative = "two_sided"): Interval {
  const z = quantileOf(level, alternative);
  const p = x / n;
  const centre = (x + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt(n * p * (1 - p) + (z * z) / 4);
  return {
    level,
    lower: alternative === "less" || x === 0 ? 0 : Math.max(0, centre - half),
    upper: alternative === "greater" || x === n ? 1 : Math.min(1, centre + half),
    quantile: z,
    quantileName: "z",
    method: "wilson",
  };
}

/** Adjusted Wald interval; its limits may lie outside 0 to 1. Agresti & Coull (1998), American Statistician 52:119. */
export function agrestiCoull(x: number, n: number, level: number, alternative: Alternative = "two_sided"): Interval {
  const z = quantileOf(level, alternative);
  const adjusted = n + z * z;
  const p = (x + (z * z) / 2) / adjusted;
  const half = z * Math.sqrt((p * (1 - p)) / adjusted);
  return {
    level,
    lower: alternative === "less" ? 0 : p - half,
    upper: alternative === "greater" ? 1 : p + half,
    quantile: z,
    quantileName: "z",
    method: "agresti_coull",
  };
}

/** One-sided intervals spend the whole error on one side. */
function quantileOf(level: number, alternative: Alternative): number {
  return alternative === "two_sided" ? zOf(level) : normalQuantile(level);
}
