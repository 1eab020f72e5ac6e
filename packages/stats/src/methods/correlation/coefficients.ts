import { kendallDistribution } from "../../distributions/kendall-t.ts";
import { inclusiveTails } from "../../distributions/permutation-sums.ts";
import {
  spearmanExactTails,
  spearmanExactUpTo,
  spearmanSeriesTails,
  spearmanSeriesUpTo,
} from "../../distributions/spearman-s.ts";
import { normalP, studentP } from "../../inference.ts";
import { countConcordance } from "../../numeric/concordance.ts";
import { rank } from "../../numeric/ranks.ts";
import type { Alternative, Statistic } from "../../result.ts";
import type { CorrelationDetails } from "./correlation.types.ts";
import { productMoment } from "./product-moment.ts";

/** One coefficient with its test; the interval is made from the variance of its Fisher z. */
export type Coefficient = {
  readonly name: string;
  readonly value: number;
  readonly standardError: number;
  readonly details: CorrelationDetails;
  /** The statistic of the asymptotic p, `null` where it is infinite, and of the exact one. */
  readonly asymptotic: { readonly method: "student" | "normal"; readonly statistic: Statistic | null };
  readonly exact: Statistic | null;
  /** Variance of atanh of the coefficient, and the source of it; `null` with too few pairs. */
  readonly fisher: { readonly variance: number; readonly method: string } | null;
};

type Request = { readonly alternative: Alternative; readonly continuity: boolean };

/** Kendall's tau is enumerated below so many pairs, as in R. */
const kendallExactBelow = 50;

const none: CorrelationDetails = {
  ties: false,
  pAsymptotic: 1,
  pExact: null,
  pSeries: null,
  t: null,
  S: null,
  concordantPairs: null,
  score: null,
  scoreVariance: null,
  z: null,
};

/** Pearson's r with Student's t; `null` where a column does not vary. */
export function pearson(x: readonly number[], y: readonly number[], { alternative }: Request): Coefficient | null {
  const moment = productMoment(x, y);
  if (moment === null) return null;
  const { r, unexplained } = moment;
  const df = x.length - 2;
  const t = r / Math.sqrt(unexplained / df);
  return {
    name: "pearson_r",
    value: r,
    standardError: Math.sqrt(unexplained / df),
    details: { ...none, pAsymptotic: studentOf(t, df, alternative), t: finite(t) },
    asymptotic: { method: "student", statistic: studentStatistic(t, df) },
    exact: null,
    fisher: x.length > 3 ? { variance: 1 / (x.length - 3), method: "fisher_z" } : null,
  };
}

/** Spearman's rho of midranks; the interval by Bonett & Wright (2000). */
export function spearman(x: readonly number[], y: readonly number[], request: Request): Coefficient | null {
  const { alternative, continuity } = request;
  const n = x.length;
  const first = rank(x);
  const second = rank(y);
  const moment = productMoment(first.ranks, second.ranks);
  if (moment === null) return null;
  const ties = first.ties || second.ties;
  const all = (n ** 3 - n) / 6;
  // Without ties Σd² is a whole number, and so rho and the tails are exact.
  const S = ties ? all * (1 - moment.r) : sumOfSquaredDifferences(first.ranks, second.ranks);
  const rho = ties ? moment.r : 1 - S / all;
  const unexplained = ties ? moment.unexplained : (S / all) * (2 - S / all);
  const df = n - 2;
  const corrected = 1 - S / (all + 1);
  const t = continuity ? corrected / Math.sqrt((1 - corrected ** 2) / df) : rho / Math.sqrt(unexplained / df);
  const isPerfect = !ties && unexplained === 0;
  const exact = ties ? null : exactSpearmanTails(S, n, isPerfect);
  const series =
    ties || isPerfect || n <= spearmanExactUpTo || n > spearmanSeriesUpTo ? null : spearmanSeriesTails(S, n);
  const positive = S <= all;
  return {
    name: "spearman_rho",
    value: rho,
    standardError: Math.sqrt(unexplained / df),
    details: {
      ...none,
      ties,
      pAsymptotic: tailP(
        { lower: studentOf(t, df, "greater"), upper: studentOf(t, df, "less") },
        alternative,
        positive,
      ),
      pExact: exact === null ? null : tailP(exact, alternative, positive),
      pSeries: series === null ? null : tailP(series, alternative, positive),
      t: finite(t),
      S,
    },
    asymptotic: { method: "student", statistic: studentStatistic(t, df) },
    exact: { name: "S", value: S, df: null },
    fisher: n > 3 ? { variance: (1 + rho ** 2 / 2) / (n - 3), method: "fisher_z_bonett_wright" } : null,
  };
}

/** Kendall's tau-b; the interval by Fieller, Hartley & Pearson (1957). */
export function kendall(x: readonly number[], y: readonly number[], request: Request): Coefficient | null {
  const { alternative, continuity } = request;
  const n = x.length;
  const counts = countConcordance(x, y);
  const { score, pairs, tiedX, tiedY } = counts;
  if (tiedX === pairs || tiedY === pairs) return null;
  const ties = tiedX > 0 || tiedY > 0;
  // Without the roots where they undo each other, so that a perfect order is exactly one.
  const scale = tiedX === tiedY ? pairs - tiedX : Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY);
  const scoreVariance = varianceOfScore(n, counts.groupsX, counts.groupsY);
  const corrected = continuity ? Math.sign(score) * (Math.abs(score) - 1) : score;
  const z = corrected / Math.sqrt(scoreVariance);
  const concordantPairs = ties ? null : (score + pairs) / 2;
  const exact =
    concordantPairs === null || n >= kendallExactBelow ? null : inclusiveTails(kendallDistribution(n), concordantPairs);
  return {
    name: "kendall_tau_b",
    value: clamp(score / scale),
    standardError: Math.sqrt(scoreVariance) / scale,
    details: {
      ...none,
      ties,
      pAsymptotic: normalP(z, alternative),
      // Many concordant pairs are a large tau: here the upper tail speaks for `greater`.
      pExact: exact === null ? null : tailP({ lower: exact.upper, upper: exact.lower }, alternative, score > 0),
      concordantPairs,
      score,
      scoreVariance,
      z,
    },
    asymptotic: { method: "normal", statistic: { name: "z", value: z, df: null } },
    exact: concordantPairs === null ? null : { name: "T", value: concordantPairs, df: null },
    fisher: n > 4 ? { variance: 0.437 / (n - 4), method: "fisher_z_fieller" } : null,
  };
}

/** Of a statistic that is small when the correlation is large. */
function tailP(tails: { lower: number; upper: number }, alternative: Alternative, isPositive: boolean): number {
  if (alternative === "greater") return tails.lower;
  if (alternative === "less") return tails.upper;
  return Math.min(1, 2 * (isPositive ? tails.lower : tails.upper));
}

/** All n! orders are counted up to nine pairs; one of them alone is a perfect order, whatever n. */
function exactSpearmanTails(S: number, n: number, isPerfect: boolean): { lower: number; upper: number } | null {
  if (n <= spearmanExactUpTo) return spearmanExactTails(S, n);
  if (!isPerfect) return null;
  let one = 1;
  for (let i = 2; i <= n; i += 1) one /= i;
  return S === 0 ? { lower: one, upper: 1 } : { lower: 1, upper: one };
}

function sumOfSquaredDifferences(first: readonly number[], second: readonly number[]): number {
  let total = 0;
  for (const [i, value] of first.entries()) total += (value - (second[i] ?? 0)) ** 2;
  return total;
}

/** Kendall (1970), section 4.10; the variance of cor.test in R. */
function varianceOfScore(n: number, groupsX: readonly number[], groupsY: readonly number[]): number {
  const x = tieSums(groupsX);
  const y = tieSums(groupsY);
  return (
    (n * (n - 1) * (2 * n + 5) - x.third - y.third) / 18 +
    (x.pairs * y.pairs) / (2 * n * (n - 1)) +
    (x.triples * y.triples) / (9 * n * (n - 1) * (n - 2))
  );
}

function tieSums(groups: readonly number[]): { pairs: number; triples: number; third: number } {
  const sums = { pairs: 0, triples: 0, third: 0 };
  for (const t of groups) {
    sums.pairs += t * (t - 1);
    sums.triples += t * (t - 1) * (t - 2);
    sums.third += t * (t - 1) * (2 * t + 5);
  }
  return sums;
}

/** A perfect correlation has an infinite t, whose tails are 0 and 1. */
function studentOf(t: number, df: number, alternative: Alternative): number {
  if (Number.isFinite(t)) return studentP(t, df, alternative);
  return alternative === "two_sided" || (alternative === "greater") === t > 0 ? 0 : 1;
}

function studentStatistic(t: number, df: number): Statistic | null {
  return Number.isFinite(t) ? { name: "t", value: t, df } : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
