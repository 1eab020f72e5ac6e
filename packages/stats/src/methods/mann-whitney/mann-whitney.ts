import {
  discreteQuantile,
  inclusiveTails,
  mirror,
  subsetSumDistribution,
} from "../../distributions/permutation-sums.ts";
import type { DiscreteDistribution } from "../../distributions/permutation-sums.ts";
import { normalP, warn, zOf } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { kthDifference, medianOfVirtual } from "../../numeric/kth-of-pairs.ts";
import { median, sortAscending } from "../../numeric/quantile-of-data.ts";
import { rank, tieCorrection } from "../../numeric/ranks.ts";
import { readNumbers, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Alternative, Interval, PValue, Warning } from "../../result.ts";
import type { TwoGroupsInput, TwoGroupsRNames } from "../two-sample-t/two-sample-t.types.ts";
import { continuity } from "../wilcoxon-signed-rank/wilcoxon-signed-rank.ts";
import type { MannWhitneyDetails, MannWhitneyOptions, MannWhitneyResult } from "./mann-whitney.types.ts";

const source = "Mann & Whitney (1947), Ann Math Stat 18:50; Hodges & Lehmann (1963); Streitberg & Röhmel (1986)";

/** `auto` is exact while n1 × n2 is at most the first number (two groups of 50), `p: "exact"` up to the second. */
const exactUpTo = { auto: 2500, asked: 10_000 };

/**
 * Mann–Whitney (Wilcoxon rank-sum) test of two independent groups, exact given the ties where n allows, with the AUC and the
 * Hodges–Lehmann shift (first minus second). `null` missing. Refuses an empty group and values that are all equal.
 * Example: [1, 2] against [3, 4, 5] gives U 0, exact p 0.2, shift −2.5.
 */
export function runMannWhitney(input: TwoGroupsInput, options: MannWhitneyOptions = {}): Outcome<MannWhitneyResult> {
  const { level = 0.95, alternative = "two_sided" } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const first = readNumbers(input.first, 1, "missing_first");
  if (!first.ok) return first;
  const second = readNumbers(input.second, 1, "missing_second");
  if (!second.ok) return second;
  const data = rankGroups(first.values, second.values);
  if (data.variance <= 0) return refuse("zero_variance", { n: data.n1 + data.n2 });
  const pairs = data.n1 * data.n2;
  const isExact = pairs <= exactUpTo.auto || (options.p === "exact" && pairs <= exactUpTo.asked);
  const exact = isExact ? rankSumDistribution(data) : null;
  const details = detailsOf(data, exact, alternative);
  const interval = shiftInterval(data, { exact, level, alternative });
  const p = chooseP(details, options.p ?? "auto", alternative);
  return {
    ok: true,
    result: {
      method: "mann_whitney",
      variant: p.method,
      estimate: {
        name: "hodges_lehmann_shift",
        value: medianOfVirtual(data.n1 * data.n2, (k) => kthDifference(data.x, data.y, k)),
        direction: "first_minus_second",
        scale: "outcome",
      },
      interval,
      statistic: { name: "U", value: data.U, df: null },
      p,
      n: { used: data.n1 + data.n2, excluded: [...first.excluded, ...second.excluded] },
      assumptions: [],
      warnings: warningsOf(details, { asked: level, reached: interval.level }, p),
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

type RankedGroups = {
  readonly n1: number;
  readonly n2: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly ranks: readonly number[];
  readonly ties: boolean;
  readonly U: number;
  readonly variance: number;
};

function rankGroups(x: readonly number[], y: readonly number[]): RankedGroups {
  const n1 = x.length;
  const n2 = y.length;
  const N = n1 + n2;
  const { ranks, groupSizes, ties } = rank([...x, ...y]);
  const rankSum = ranks.slice(0, n1).reduce((a, b) => a + b, 0);
  return {
    n1,
    n2,
    x: sortAscending(x),
    y: sortAscending(y),
    ranks,
    ties,
    U: rankSum - (n1 * (n1 + 1)) / 2,
    variance: ((n1 * n2) / 12) * (N + 1 - tieCorrection(groupSizes) / (N * (N - 1))),
  };
}

/** Of the rank sum of the first group, given all ranks, in units of 1/{@link scaleOf}. */
function rankSumDistribution(data: RankedGroups): DiscreteDistribution {
  const sizes = new Map<number, number>();
  for (const value of data.ranks) {
    const score = Math.round(scaleOf(data) * value);
    sizes.set(score, (sizes.get(score) ?? 0) + 1);
  }
  return subsetSumDistribution(
    [...sizes].map(([score, size]) => ({ score, size })),
    data.n1,
  );
}

function detailsOf(
  data: RankedGroups,
  exact: DiscreteDistribution | null,
  alternative: Alternative,
): MannWhitneyDetails {
  const { n1, n2, U, variance } = data;
  const excess = U - (n1 * n2) / 2;
  const zUncorrected = excess / Math.sqrt(variance);
  const zCorrected = (excess - continuity(excess, alternative)) / Math.sqrt(variance);
  return {
    U,
    ties: data.ties,
    auc: U / (n1 * n2),
    zUncorrected,
    zCorrected,
    pNormalCorrected: normalP(zCorrected, alternative),
    pNormalUncorrected: normalP(zUncorrected, alternative),
    pExact: exact === null ? null : exactP(exact, data, alternative),
    pExactRankTests: exact === null ? null : exactRankTestsP(exact, data, alternative),
    medianFirst: median(data.x),
    medianSecond: median(data.y),
  };
}

/**
 * Two-sided: all rank sums at least as far from their mean as the one seen, in whole numbers, since with ties the
 * distribution need not be symmetric. Without ties this is twice the smaller tail.
 */
function exactP(distribution: DiscreteDistribution, data: RankedGroups, alternative: Alternative): number {
  const { n1, n2, U } = data;
  const scale = scaleOf(data);
  const observed = Math.round(scale * (U + (n1 * (n1 + 1)) / 2));
  const { lower, upper } = inclusiveTails(distribution, observed);
  if (alternative !== "two_sided") return alternative === "greater" ? upper : lower;
  const mirrored = scale * n1 * (n1 + n2 + 1) - observed;
  if (mirrored === observed) return 1;
  const opposite = inclusiveTails(distribution, mirrored);
  return Math.min(1, observed < mirrored ? lower + opposite.upper : upper + opposite.lower);
}

/**
 * The two-sided p as the R package exactRankTests 0.8-35 computes it: distances from the mean rank sum are compared as doubles,
 * and n1 / N × Σranks may miss the whole number that it is, by which one of two points at equal distance is lost.
 */
function exactRankTestsP(distribution: DiscreteDistribution, data: RankedGroups, alternative: Alternative): number {
  if (alternative !== "two_sided") return exactP(distribution, data, alternative);
  const { n1, n2, U } = data;
  const N = n1 + n2;
  const expected = (n1 / N) * ((N * (N + 1)) / 2);
  const distance = Math.abs(U + (n1 * (n1 + 1)) / 2 - expected);
  if (distance === 0) return 1;
  const scale = scaleOf(data);
  const isAsFar = (index: number): boolean => Math.abs((distribution.offset + index) / scale - expected) >= distance;
  return Math.min(
    1,
    distribution.probabilities.reduce((sum, p, index) => (isAsFar(index) ? sum + p : sum), 0),
  );
}

/** Ranks are doubled to whole numbers only where ties make halves. */
function scaleOf({ ties }: RankedGroups): 1 | 2 {
  return ties ? 2 : 1;
}

function chooseP(details: MannWhitneyDetails, asked: NonNullable<MannWhitneyOptions["p"]>, sided: Alternative): PValue {
  if (details.pExact !== null && (asked === "auto" || asked === "exact"))
    return { value: details.pExact, sided, method: details.ties ? "exact_conditional" : "exact" };
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
 * Order statistics of the differences at the ranks of the exact (given ties) or the normal distribution of U.
 * Where groups so small cannot reach the level, the widest interval with the level that it does reach.
 */
function shiftInterval(data: RankedGroups, { exact, level, alternative }: IntervalInput): Interval {
  const { n1, n2, x, y, variance } = data;
  const tail = alternative === "two_sided" ? (1 - level) / 2 : 1 - level;
  const z = zOf(1 - 2 * tail);
  const normalRank = Math.max(1, Math.floor((n1 * n2) / 2 - z * Math.sqrt(variance)));
  // The lower limit is where U becomes too large, the upper limit where it becomes too small; with ties these tails differ.
  const low = exact === null ? { rank: normalRank, missed: tail } : exactRank(mirror(exact), data, tail);
  const high = exact === null ? { rank: normalRank, missed: tail } : exactRank(exact, data, tail);
  const missed = (alternative === "less" ? 0 : low.missed) + (alternative === "greater" ? 0 : high.missed);
  return {
    level: Math.min(level, 1 - missed),
    lower: alternative === "less" ? null : kthDifference(x, y, low.rank),
    upper: alternative === "greater" ? null : kthDifference(x, y, n1 * n2 + 1 - high.rank),
    quantile: exact === null ? z : high.rank,
    quantileName: exact === null ? "z" : `rank sum(${n1}, ${n2})`,
    method: exact === null ? "shift_normal" : data.ties ? "shift_exact_conditional" : "shift_exact",
  };
}

/** The rank of the difference that bounds the shift, from 1, and the probability left beyond it. */
function exactRank(
  distribution: DiscreteDistribution,
  data: RankedGroups,
  tail: number,
): { readonly rank: number; readonly missed: number } {
  const { n1, n2 } = data;
  const scale = scaleOf(data);
  // Of the rank sum, or of minus the rank sum: the value at which U, or n1 n2 − U, is zero.
  const zero = distribution.offset >= 0 ? (n1 * (n1 + 1)) / 2 : -(n1 * n2 + (n1 * (n1 + 1)) / 2);
  const rank = Math.max(1, Math.floor(discreteQuantile(distribution, tail) / scale - zero));
  return { rank, missed: inclusiveTails(distribution, scale * (zero + rank - 1)).lower };
}

type Levels = { readonly asked: number; readonly reached: number };

function warningsOf(details: MannWhitneyDetails, levels: Levels, p: PValue): Warning[] {
  const warnings: Warning[] = [];
  if (details.ties) warnings.push(warn("ties"));
  if (p.method.startsWith("normal")) warnings.push(warn("normal_approximation"));
  if (levels.reached < levels.asked) warnings.push(warn("interval_level_not_reachable", levels));
  return warnings;
}

function rCall(
  names: TwoGroupsRNames = { first: "first", second: "second" },
  options: MannWhitneyOptions = {},
): string {
  const alternative = rAlternative(options.alternative ?? "two_sided");
  const correct = options.p === "normal_uncorrected" ? ", correct = FALSE" : "";
  const exact = options.p?.startsWith("normal") ? "FALSE" : "NULL";
  return `wilcox.test(${names.first}, ${names.second}, alternative = ${alternative}, exact = ${exact}${correct}, conf.int = TRUE, conf.level = ${options.level ?? 0.95}) # with ties, R gives the normal approximation`;
}

export const mannWhitney = {
  key: "mann_whitney",
  page: "mann-whitney",
  tier: "FIRST",
  input: "two_numeric_groups",
  variants: ["exact", "exact_conditional", "normal_corrected", "normal_uncorrected"],
  source,
  run: runMannWhitney,
  rCall,
} as const satisfies MethodDefinition<TwoGroupsInput, MannWhitneyOptions, TwoGroupsRNames, MannWhitneyResult>;
