import { invariant } from "@kendali/domain";
import type { Fraction, ImbalanceMeasure } from "../scheme.ts";
import { equalSumsOfRoots, type WeightedRoot } from "./equal-sums-of-roots.ts";

/** One step of minimization. Arrays over arms are in the order of `ratios`. */
export type MinimizationInput = {
  /** For each factor, how many participants with the newcomer's level of it each arm has. */
  readonly counts: readonly (readonly number[])[];
  /** Whole-number ratio of each arm. */
  readonly ratios: readonly number[];
  /** Whole-number weight of each factor, in the order of `counts`. */
  readonly weights: readonly number[];
  readonly measure: ImbalanceMeasure;
  /** The chance that the arms with the least total imbalance share. */
  readonly coin: Fraction;
};

export type MinimizationStep = {
  /** Total imbalance if the newcomer went to each arm. */
  readonly scores: readonly number[];
  /** Indices of the arms with the least total imbalance; equality is exact, not a matter of rounding. */
  readonly bestArms: readonly number[];
  /** The chance of each arm as a whole-number weight: weight ÷ sum of the weights, exact. */
  readonly chances: readonly bigint[];
  readonly probabilities: readonly number[];
};

/**
 * Scores and chances of one minimization step. For each arm the newcomer is put there in thought; per factor the counts ÷
 * ratio of the newcomer's level are measured over the arms (`range` largest − smallest, `variance` with divisor k − 1, `sd`
 * its root) and added up with the factors' weights. The arms with the least sum share the chance `coin` in proportion to
 * their ratios, the others share the rest likewise; when all are equal each has its share of the ratio.
 *
 * Counts are whole numbers ≥ 0, ratios and weights whole numbers ≥ 1; anything else is a bug and throws.
 *
 * At unequal ratios a coin below 1 moves the expected ratio a little towards equality (Kuznetsova & Tymofyeyev 2012);
 * `simulateDesign` shows by how much.
 *
 * Source: Pocock & Simon 1975, "Sequential treatment assignment with balancing for prognostic factors", Biometrics 31:103.
 *
 * @example minimizationStep({ counts: [[8, 5], [9, 6]], ratios: [1, 1], weights: [1, 1], measure: "range",
 *   coin: { numerator: 4, denominator: 5 } }).scores // [8, 4]
 */
export function minimizationStep({ counts, ratios, weights, measure, coin }: MinimizationInput): MinimizationStep {
  invariant(counts.length === weights.length, "every factor has one weight");
  const scale = ratios.reduce((common, ratio) => (common * ratio) / divisorOf(common, ratio), 1);
  const perShare = ratios.map((ratio) => scale / ratio);
  const totals =
    smallTotals({ counts, weights, measure }, perShare) ?? largeTotals({ counts, weights, measure }, perShare);
  const divisor = measures[measure].divisor(scale, ratios.length);
  const best = totals.reduce((least, total) => (total.compare(least) < 0 ? total : least));
  const bestArms = totals.flatMap((total, arm) => (total.compare(best) === 0 ? [arm] : []));
  const chances = coinChances(bestArms, ratios, coin);
  const all = Number(chances.reduce((sum, chance) => sum + chance, 0n));
  return {
    scores: totals.map(({ value }) => value / divisor),
    bestArms,
    chances,
    probabilities: chances.map((chance) => Number(chance) / all),
  };
}

function coinChances(bestArms: readonly number[], ratios: readonly number[], coin: Fraction): bigint[] {
  const ofBest = bestArms.reduce((sum, arm) => sum + (ratios[arm] ?? 0), 0);
  const ofOthers = ratios.reduce((sum, ratio) => sum + ratio, 0) - ofBest;
  if (ofOthers === 0) return ratios.map(BigInt);
  const { numerator, denominator } = coin;
  return ratios.map((ratio, arm) =>
    bestArms.includes(arm)
      ? BigInt(numerator) * BigInt(ratio * ofOthers)
      : BigInt(denominator - numerator) * BigInt(ratio * ofBest),
  );
}

type Totalled = Pick<MinimizationInput, "counts" | "weights" | "measure">;

/** Plain numbers are ten times faster and just as exact while every number on the way is a whole one below 2⁵³. */
function smallTotals({ counts, weights, measure }: Totalled, perShare: readonly number[]): Total[] | null {
  const { small } = measures[measure];
  if (small === null) return null;
  const totals: number[] = [];
  const shares = perShare.map(() => 0);
  for (let newcomer = 0; newcomer < perShare.length; newcomer += 1) {
    let total = 0;
    for (let factor = 0; factor < counts.length; factor += 1) {
      const ofFactor = counts[factor] ?? [];
      for (let arm = 0; arm < shares.length; arm += 1)
        shares[arm] = ((ofFactor[arm] ?? 0) + (arm === newcomer ? 1 : 0)) * (perShare[arm] ?? 0);
      total += (weights[factor] ?? 0) * small(shares);
    }
    totals.push(total);
  }
  // A number on the way that is too large makes its total too large as well, or infinite.
  if (!totals.every(Number.isSafeInteger)) return null;
  return totals.map((value) => ({ value, roots: [], compare: (other) => value - other.value }));
}

function largeTotals({ counts, weights, measure }: Totalled, perShare: readonly number[]): Total[] {
  return perShare.map((_, newcomer) => {
    const parts = counts.map((ofFactor, factor): WeightedRoot => {
      const shares = perShare.map(
        (each, arm) => BigInt((ofFactor[arm] ?? 0) + (arm === newcomer ? 1 : 0)) * BigInt(each),
      );
      return { weight: BigInt(weights[factor] ?? 0), value: measures[measure].of(shares) };
    });
    return measures[measure].total(parts);
  });
}

/** A total imbalance in a unit of its measure, comparable without rounding. */
type Total = {
  readonly value: number;
  readonly roots: readonly WeightedRoot[];
  readonly compare: (other: Total) => number;
};

type Measure = {
  /** The imbalance of one factor's counts, each already a whole multiple of one share. */
  readonly of: (shares: readonly bigint[]) => bigint;
  /** The same in plain numbers, infinite where one of them would not be exact; null for a measure with roots. */
  readonly small: ((shares: readonly number[]) => number) | null;
  readonly total: (parts: readonly WeightedRoot[]) => Total;
  /** What a total is divided by to be in the unit of counts ÷ ratio. */
  readonly divisor: (scale: number, arms: number) => number;
};

const measures: Readonly<Record<ImbalanceMeasure, Measure>> = {
  range: { of: range, small: smallRange, total: wholeTotal, divisor: (scale) => scale },
  variance: {
    of: scaledVariance,
    small: smallVariance,
    total: wholeTotal,
    divisor: (scale, arms) => scale * scale * arms * (arms - 1),
  },
  sd: {
    of: scaledVariance,
    small: null,
    total: rootTotal,
    divisor: (scale, arms) => scale * Math.sqrt(arms * (arms - 1)),
  },
};

function range(shares: readonly bigint[]): bigint {
  const largest = shares.reduce((most, share) => (share > most ? share : most));
  const smallest = shares.reduce((least, share) => (share < least ? share : least));
  return largest - smallest;
}

/** k Σx² − (Σx)², which is k (k − 1) times the variance and a whole number. */
function scaledVariance(shares: readonly bigint[]): bigint {
  const sum = shares.reduce((total, share) => total + share, 0n);
  return BigInt(shares.length) * shares.reduce((total, share) => total + share * share, 0n) - sum * sum;
}

function smallRange(shares: readonly number[]): number {
  let largest = shares[0] ?? 0;
  let smallest = largest;
  for (const share of shares) {
    if (share > largest) largest = share;
    if (share < smallest) smallest = share;
  }
  return largest - smallest;
}

function smallVariance(shares: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const share of shares) {
    sum += share;
    squares += share * share;
  }
  // (Σx)² is at most k Σx², so this one number tells whether both are exact.
  const scaled = shares.length * squares;
  return Number.isSafeInteger(scaled) ? scaled - sum * sum : Infinity;
}

function wholeTotal(parts: readonly WeightedRoot[]): Total {
  const exact = parts.reduce((sum, { weight, value }) => sum + weight * value, 0n);
  // Roots are compared only by the measure that takes them; a whole total is its own single part.
  const roots = [{ weight: 1n, value: exact }];
  return {
    value: Number(exact),
    roots,
    compare: (other) => {
      const theirs = other.roots[0]?.value ?? 0n;
      return exact < theirs ? -1 : exact > theirs ? 1 : 0;
    },
  };
}

function rootTotal(roots: readonly WeightedRoot[]): Total {
  const value = roots.reduce((sum, part) => sum + Number(part.weight) * Math.sqrt(Number(part.value)), 0);
  return {
    value,
    roots,
    compare: (other) => {
      const isClose = Math.abs(value - other.value) <= 1e-9 * Math.max(value, other.value);
      return isClose && equalSumsOfRoots(roots, other.roots) ? 0 : value - other.value;
    },
  };
}

function divisorOf(left: number, right: number): number {
  return right === 0 ? left : divisorOf(right, left % right);
}
