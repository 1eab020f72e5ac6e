import { discreteQuantile, inclusiveTails, signFlipDistribution } from "../../distributions/permutation-sums.ts";
import type { DiscreteDistribution } from "../../distributions/permutation-sums.ts";
import { normalP, warn, zOf } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { kthWalshAverage, medianOfVirtual } from "../../numeric/kth-of-pairs.ts";
import { sortAscending } from "../../numeric/quantile-of-data.ts";
import { rank, tieCorrection } from "../../numeric/ranks.ts";
import { readPairs, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Alternative, Interval, PValue, Warning } from "../../result.ts";
import type { PairedInput, PairedRNames } from "../paired-t/paired-t.types.ts";
import type {
  WilcoxonSignedRankDetails,
  WilcoxonSignedRankOptions,
  WilcoxonSignedRankResult,
} from "./wilcoxon-signed-rank.types.ts";

const source = "Wilcoxon (1945), Biometrics 1:80; Pratt (1959), JASA 54:655; Hollander & Wolfe (1999), ch. 3";

/** `auto` uses the exact distribution up to this many non-zero differences, `p: "exact"` up to the second number. */
const exactUpTo = { auto: 50, asked: 400 };

/**
 * Wilcoxon signed-rank test of paired data, second minus first, exact given the ties where n allows, with the
 * Hodges–Lehmann pseudo-median and its interval. Inputs and exclusions as for the paired t-test; differences are rounded to
 * 1e-10 so that floating noise makes no false ranks. Refuses no complete pair and differences that are all zero.
 * Example: differences 2, 6, 1 give V 6, exact p 0.25, pseudo-median 2.75.
 */
export function runWilcoxonSignedRank(
  input: PairedInput,
  options: WilcoxonSignedRankOptions = {},
): Outcome<WilcoxonSignedRankResult> {
  const { level = 0.95, alternative = "two_sided", zeros = "wilcoxon", differenceRounding = 1e-10 } = options;
  if (!(differenceRounding >= 0 && Number.isFinite(differenceRounding)))
    return refuse("invalid_option", { option: "differenceRounding" });
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readPairs(input.first, input.second, 1);
  if (!read.ok) return read;
  const all = roundedDifferences(read.first, read.second, differenceRounding);
  const nonzero = sortAscending(all.filter((difference) => difference !== 0));
  if (nonzero.length === 0) return refuse("no_nonzero_differences", { n: all.length });
  const isExactAsked = options.p === "exact" && nonzero.length <= exactUpTo.asked;
  const isExact = isExactAsked || nonzero.length <= exactUpTo.auto;
  const wilcoxon = signedRanks(nonzero);
  const withZeros = signedRanks(all);
  const exact = isExact ? signFlipDistribution(wilcoxon.scores) : null;
  const details = detailsOf({ wilcoxon, withZeros, exact, alternative, isExact, zero: all.length - nonzero.length });
  const interval = walshInterval(nonzero, wilcoxon, { exact, level, alternative });
  const count = nonzero.length * (nonzero.length + 1) * 0.5;
  const p = chooseP(details, zeros, options.p ?? "auto", alternative);
  return {
    ok: true,
    result: {
      method: "wilcoxon_signed_rank",
      variant: `${zeros}_${p.method}`,
      estimate: {
        name: "hodges_lehmann",
        value: medianOfVirtual(count, (k) => kthWalshAverage(nonzero, k)),
        direction: "second_minus_first",
        scale: "outcome",
      },
      interval,
      statistic: { name: "V", value: zeros === "pratt" ? withZeros.plus : details.V, df: null },
      p,
      n: { used: all.length, excluded: read.excluded },
      assumptions: [],
      warnings: warningsOf(details, { asked: level, reached: interval.level }, p),
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

/** Second minus first, to the nearest multiple of the unit (0: as they are), so that equal differences are equal numbers. */
export function roundedDifferences(first: readonly number[], second: readonly number[], unit: number): number[] {
  return second.map((value, i) => {
    const difference = value - (first[i] ?? 0);
    const units = unit === 0 ? Infinity : Math.round(difference / unit);
    return Number.isFinite(units) ? units * unit : difference;
  });
}

type SignedRanks = {
  readonly n: number;
  /** Rank sum of the positive differences, and of the negative ones. */
  readonly plus: number;
  readonly minus: number;
  /** Doubled ranks of the non-zero differences. */
  readonly scores: readonly number[];
  readonly mean: number;
  readonly variance: number;
  readonly ties: boolean;
};

/** Ranks by absolute size, zeros included when present; their ranks count on neither side. */
function signedRanks(differences: readonly number[]): SignedRanks {
  const { ranks, groupSizes } = rank(differences.map(Math.abs));
  const zero = differences.filter((difference) => difference === 0).length;
  const nonzeroGroups = zero > 0 ? groupSizes.slice(1) : groupSizes;
  const scores = ranks.filter((_, i) => differences[i] !== 0).map((value) => Math.round(2 * value));
  const n = differences.length;
  const full = (n * (n + 1) * (2 * n + 1)) / 24 - (zero * (zero + 1) * (2 * zero + 1)) / 24;
  return {
    n,
    plus: ranks.reduce((total, value, i) => ((differences[i] ?? 0) > 0 ? total + value : total), 0),
    minus: ranks.reduce((total, value, i) => ((differences[i] ?? 0) < 0 ? total + value : total), 0),
    scores,
    mean: (n * (n + 1) - zero * (zero + 1)) / 4,
    variance: full - tieCorrection(nonzeroGroups) / 48,
    ties: nonzeroGroups.some((size) => size > 1),
  };
}

type DetailsInput = {
  readonly wilcoxon: SignedRanks;
  readonly withZeros: SignedRanks;
  readonly exact: DiscreteDistribution | null;
  readonly alternative: Alternative;
  readonly isExact: boolean;
  readonly zero: number;
};

function detailsOf(input: DetailsInput): WilcoxonSignedRankDetails {
  const { wilcoxon, withZeros, exact, alternative, isExact, zero } = input;
  const sd = Math.sqrt(wilcoxon.variance);
  const excess = wilcoxon.plus - wilcoxon.mean;
  const zUncorrected = excess / sd;
  const zCorrected = (excess - continuity(excess, alternative)) / sd;
  const prattExact = zero === 0 ? exact : isExact ? signFlipDistribution(withZeros.scores) : null;
  const prattZ = (withZeros.plus - withZeros.mean) / Math.sqrt(withZeros.variance);
  return {
    V: wilcoxon.plus,
    vMinus: wilcoxon.minus,
    nonzero: wilcoxon.n,
    zero,
    ties: wilcoxon.ties,
    zUncorrected,
    zCorrected,
    pNormalCorrected: normalP(zCorrected, alternative),
    pNormalUncorrected: normalP(zUncorrected, alternative),
    pExact: exact === null ? null : exactP(exact, wilcoxon.plus, alternative),
    pratt: {
      z: prattZ,
      pNormal: normalP(prattZ, alternative),
      pExact: prattExact === null ? null : exactP(prattExact, withZeros.plus, alternative),
    },
  };
}

/** Half a unit towards the mean, as R: by sign when two-sided, by the alternative otherwise. */
export function continuity(excess: number, alternative: Alternative): number {
  if (alternative === "two_sided") return Math.sign(excess) * 0.5;
  return alternative === "greater" ? 0.5 : -0.5;
}

function exactP(distribution: DiscreteDistribution, plus: number, alternative: Alternative): number {
  const { lower, upper } = inclusiveTails(distribution, Math.round(2 * plus));
  if (alternative === "two_sided") return Math.min(1, 2 * Math.min(lower, upper));
  return alternative === "greater" ? upper : lower;
}

function chooseP(
  details: WilcoxonSignedRankDetails,
  zeros: "wilcoxon" | "pratt",
  asked: NonNullable<WilcoxonSignedRankOptions["p"]>,
  sided: Alternative,
): PValue {
  const exact = zeros === "pratt" ? details.pratt.pExact : details.pExact;
  const isExact = exact !== null && (asked === "auto" || asked === "exact");
  if (isExact) return { value: exact, sided, method: details.ties ? "exact_conditional" : "exact" };
  if (zeros === "pratt") return { value: details.pratt.pNormal, sided, method: "normal_uncorrected" };
  return asked === "normal_uncorrected"
    ? { value: details.pNormalUncorrected, sided, method: "normal_uncorrected" }
    : { value: details.pNormalCorrected, sided, method: "normal_corrected" };
}

type IntervalInput = {
  readonly exact: DiscreteDistribution | null;
  readonly level: number;
  readonly alternative: Alternative;
};

/**
 * Order statistics of the Walsh averages. Without ties the exact interval of Hollander & Wolfe (1999, eq. 3.38); with ties the
 * same ranks from the distribution given the observed ties; beyond the exact limit the ranks from the normal approximation.
 * Where so few pairs cannot reach the level, the widest interval with the level that it does reach.
 */
function walshInterval(sorted: readonly number[], ranks: SignedRanks, input: IntervalInput): Interval {
  const { exact, level, alternative } = input;
  const sides = alternative === "two_sided" ? 2 : 1;
  const count = (sorted.length * (sorted.length + 1)) / 2;
  const z = zOf(1 - (2 * (1 - level)) / sides);
  const wanted =
    exact === null ? ranks.mean - z * Math.sqrt(ranks.variance) : discreteQuantile(exact, (1 - level) / sides) / 2;
  const k = Math.min(count, Math.max(1, Math.floor(wanted)));
  const missed = exact === null ? 0 : sides * inclusiveTails(exact, 2 * (k - 1)).lower;
  return {
    level: Math.min(level, 1 - missed),
    lower: alternative === "less" ? null : kthWalshAverage(sorted, k),
    upper: alternative === "greater" ? null : kthWalshAverage(sorted, count + 1 - k),
    quantile: exact === null ? z : k,
    quantileName: exact === null ? "z" : `signed rank(${sorted.length})`,
    method: exact === null ? "walsh_normal" : ranks.ties ? "walsh_exact_conditional" : "walsh_exact",
  };
}

type Levels = { readonly asked: number; readonly reached: number };

function warningsOf(details: WilcoxonSignedRankDetails, levels: Levels, p: PValue): Warning[] {
  const warnings: Warning[] = [];
  if (details.zero > 0) warnings.push(warn("zero_differences", { count: details.zero }));
  if (details.ties) warnings.push(warn("ties"));
  if (p.method.startsWith("normal")) warnings.push(warn("normal_approximation", { n: details.nonzero }));
  if (levels.reached < levels.asked) warnings.push(warn("interval_level_not_reachable", levels));
  return warnings;
}

function rCall(
  names: PairedRNames = { first: "first", second: "second" },
  options: WilcoxonSignedRankOptions = {},
): string {
  const digits = Math.max(0, Math.round(-Math.log10(options.differenceRounding ?? 1e-10)));
  const difference = `round(${names.second} - ${names.first}, ${digits})`;
  const alternative = rAlternative(options.alternative ?? "two_sided");
  const level = options.level ?? 0.95;
  const normal = `wilcox.test(${difference}, alternative = ${alternative}, exact = FALSE, conf.int = TRUE, conf.level = ${level})`;
  if (options.p === "normal_corrected") return normal;
  if (options.p === "normal_uncorrected") return normal.replace("exact = FALSE", "exact = FALSE, correct = FALSE");
  // Base R has no exact distribution with ties; the enumeration below gives it with or without them.
  return [
    `local({ d <- ${difference}; d <- d[!is.na(d)${options.zeros === "pratt" ? "" : " & d != 0"}]; r <- rank(abs(d)); s <- round(2 * r[d != 0])`,
    `f <- 1; for (k in s) f <- (c(f, numeric(k)) + c(numeric(k), f)) / 2`,
    `V <- sum(r[d > 0]); i <- round(2 * V) + 1; lower <- sum(f[seq_len(i)]); upper <- sum(f[i:length(f)])`,
    `e <- d[d != 0]; w <- outer(e, e, "+") / 2; w <- sort(w[upper.tri(w, TRUE)])`,
    `list(V = V, p = ${pOfTails(options.alternative ?? "two_sided")}, hodges_lehmann = median(w)) })`,
  ].join("\n");
}

function pOfTails(alternative: Alternative): string {
  if (alternative === "two_sided") return "min(1, 2 * min(lower, upper))";
  return alternative === "greater" ? "upper" : "lower";
}

export const wilcoxonSignedRank = {
  key: "wilcoxon_signed_rank",
  page: "wilcoxon-signed-rank",
  tier: "FIRST",
  input: "paired_numeric",
  variants: [
    "wilcoxon_exact",
    "wilcoxon_exact_conditional",
    "wilcoxon_normal_corrected",
    "wilcoxon_normal_uncorrected",
    "pratt_exact",
    "pratt_exact_conditional",
    "pratt_normal_uncorrected",
  ],
  source,
  run: runWilcoxonSignedRank,
  rCall,
} as const satisfies MethodDefinition<PairedInput, WilcoxonSignedRankOptions, PairedRNames, WilcoxonSignedRankResult>;
