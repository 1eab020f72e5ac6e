import { describe, expect, test } from "vitest";
import {
  binomialProbability,
  hypergeometricProbability,
  poissonProbability,
  runCochranMantelHaenszel,
  runMannWhitney,
  runMcNemar,
  runOneProportion,
  runOneRate,
  runSignTest,
  runTwoProportions,
  runTwoRates,
  runWilcoxonSignedRank,
} from "../index.ts";
import type { Interval, Outcome } from "../index.ts";

/** Every outcome is enumerated and weighted with its probability: no simulation, no error but rounding. */
const alphas = [0.01, 0.05, 0.1, 0.2];
const rounding = 1e-12;

describe("exact tests reject a true hypothesis no more often than they say", () => {
  test("the sign test, for 1 to 30 differences", () => {
    for (let n = 1; n <= 30; n += 1) {
      const p = upTo(n).map((x) => {
        const second = Array.from({ length: n }, (_, i) => (i < x ? 1 : -1));
        return value(runSignTest({ first: second.map(() => 0), second })).p.value;
      });
      expectSize(p, (x) => binomialProbability(x, n, 0.5));
    }
  });

  test("exact McNemar given the discordant pairs, for 1 to 30 of them; mid-p does not promise it", () => {
    const largest = { exact: 0, mid: 0 };
    for (let n = 1; n <= 30; n += 1) {
      const results = upTo(n).map((x) => value(runMcNemar({ table: [[3, x], [n - x, 2]] })).details); // prettier-ignore
      const weight = (x: number): number => binomialProbability(x, n, 0.5);
      expectSize(results.map(({ pExact }) => pExact), weight); // prettier-ignore
      for (const [name, field] of [["exact", "pExact"], ["mid", "pMid"]] as const) // prettier-ignore
        largest[name] = Math.max(largest[name], sizeOf(results.map((d) => d[field]), weight, 0.05)); // prettier-ignore
    }
    expect(largest.exact).toBeLessThanOrEqual(0.05);
    expect(largest.mid).toBeGreaterThan(0.05);
  });

  test("Fisher's test, at every common proportion, for equal and unequal arms", () => {
    for (const [n1, n2] of [
      [9, 9],
      [5, 14],
      [1, 12],
    ] as const) {
      // prettier-ignore
      const outcomes = tables(n1, n2);
      const p = outcomes.map(([x, y]) => value(two(x, n1, y, n2)).details.pFisher);
      for (const truth of proportions) {
        const weights = outcomes.map(([x, y]) => binomialProbability(x, n1, truth) * binomialProbability(y, n2, truth));
        expectSize(p, (i) => weights[i] ?? 0);
      }
    }
  });

  test("the exact test of stratified tables, given the margins of both strata", () => {
    const margins = [{ firstTotal: 5, secondTotal: 6, events: 4 }, { firstTotal: 7, secondTotal: 3, events: 5 }] as const; // prettier-ignore
    const outcomes = tables(4, 5).filter(([x, y]) => weightOf(x, y) > 0);
    function weightOf(x: number, y: number): number {
      return hypergeometricProbability(x, margins[0]) * hypergeometricProbability(y, margins[1]);
    }
    for (const alternative of ["two_sided", "greater", "less"] as const) {
      const p = outcomes.map(([x, y]) => {
        const strata = [
          { first: { events: x, total: 5 }, second: { events: 4 - x, total: 6 } },
          { first: { events: y, total: 7 }, second: { events: 5 - y, total: 3 } },
        ];
        return value(runCochranMantelHaenszel({ strata }, { variant: "exact", alternative })).p.value;
      });
      expect(outcomes.reduce((total, [x, y]) => total + weightOf(x, y), 0)).toBeCloseTo(1, 12);
      expectSize(p, (i) => weightOf(outcomes[i]?.[0] ?? 0, outcomes[i]?.[1] ?? 0));
    }
  });

  test("the comparison of two rates given all events, and the test of one rate", () => {
    for (const share of [0.5, 0.2, 0.83]) {
      const p = upTo(25).map((x) => {
        const input = { first: { events: x, exposure: share }, second: { events: 25 - x, exposure: 1 - share } };
        return value(runTwoRates(input)).p.value;
      });
      expectSize(p, (x) => binomialProbability(x, 25, share));
    }
    for (const mean of [0.3, 2, 9.7])
      expectSize(
        upTo(80).map((events) => value(runOneRate({ events, exposure: mean })).p.value),
        (x) => poissonProbability(x, mean),
      );
  });

  test("signed ranks and rank sums without ties, over all arrangements, on every side", () => {
    const sizes = [1, 2, 3.5, 4.25, 6, 7.5, 9, 12, 13.5];
    const signs = upTo(2 ** sizes.length - 1).map((bits) => sizes.map((size, i) => ((bits >> i) & 1 ? size : -size)));
    const pool = [0.5, 1, 2.5, 3, 4.75, 6, 7, 8.5, 11];
    const groups = upTo(2 ** pool.length - 1)
      .map((bits) => [pool.filter((_, i) => (bits >> i) & 1), pool.filter((_, i) => !((bits >> i) & 1))] as const)
      .filter(([first]) => first.length === 4);
    for (const alternative of ["two_sided", "greater", "less"] as const) {
      const signed = signs.map(
        (second) => value(runWilcoxonSignedRank({ first: second.map(() => 0), second }, { alternative })).p.value,
      );
      expectSize(signed, () => 1 / signs.length);
      const ranks = groups.map(([first, second]) => value(runMannWhitney({ first, second }, { alternative })).p.value);
      expectSize(ranks, () => 1 / groups.length);
    }
  });
});

describe("exact intervals hold the truth at least as often as they say", () => {
  const levels = [0.8, 0.95, 0.99];

  test("Clopper–Pearson, for every number of trials up to 15 and some larger", () => {
    for (const level of levels)
      for (const n of [...upTo(15).slice(1), 40]) {
        const intervals = upTo(n).map(
          (events) => value(runOneProportion({ events, total: n }, { level })).details.intervalClopperPearson,
        );
        for (const truth of proportions)
          expect(coverage(intervals, truth, (x) => binomialProbability(x, n, truth))).toBeGreaterThanOrEqual(
            level - rounding,
          );
      }
  });

  test("the Poisson rate, from means of a hundredth to forty", () => {
    for (const level of levels) {
      const intervals = upTo(160).map((events) => value(runOneRate({ events, exposure: 1 }, { level })).interval);
      for (let mean = 0.01; mean < 40; mean *= 1.07)
        expect(coverage(intervals, mean, (x) => poissonProbability(x, mean))).toBeGreaterThanOrEqual(level - rounding);
    }
  });

  test("the conditional odds ratio of one table, given its margins", () => {
    const margins = { firstTotal: 9, secondTotal: 12, events: 8 };
    for (const level of levels) {
      const intervals = upTo(8).map((x) => {
        const strata = { first: { events: x, total: 9 }, second: { events: 8 - x, total: 12 } };
        return value(runTwoProportions(strata, { level })).details.conditionalOddsRatio.interval;
      });
      for (const odds of oddsRatios) {
        const weights = upTo(8).map((x) => hypergeometricProbability(x, margins) * odds ** x);
        const all = weights.reduce((a, b) => a + b, 0);
        expect(coverage(intervals, odds, (x) => (weights[x] ?? 0) / all)).toBeGreaterThanOrEqual(level - rounding);
      }
    }
  });

  test("the conditional odds ratio common to two strata, and the one of discordant pairs", () => {
    const [one, other] = [{ firstTotal: 5, secondTotal: 6, events: 4 }, { firstTotal: 7, secondTotal: 4, events: 5 }] as const; // prettier-ignore
    const outcomes = tables(4, 5).filter(
      ([x, y]) => hypergeometricProbability(x, one) * hypergeometricProbability(y, other) > 0,
    );
    const intervals = outcomes.map(([x, y]) => {
      const strata = [
        { first: { events: x, total: 5 }, second: { events: 4 - x, total: 6 } },
        { first: { events: y, total: 7 }, second: { events: 5 - y, total: 4 } },
      ];
      return value(runCochranMantelHaenszel({ strata })).details.conditionalOddsRatio?.interval ?? null;
    });
    const pairs = upTo(11).map((up) => value(runMcNemar({ table: [[2, 11 - up], [up, 3]] })).details.oddsRatioInterval); // prettier-ignore
    for (const odds of oddsRatios) {
      const weights = outcomes.map(
        ([x, y]) => hypergeometricProbability(x, one) * hypergeometricProbability(y, other) * odds ** (x + y),
      );
      const all = weights.reduce((a, b) => a + b, 0);
      expect(coverage(intervals, odds, (i) => (weights[i] ?? 0) / all)).toBeGreaterThanOrEqual(0.95 - rounding);
      const share = odds / (1 + odds);
      expect(coverage(pairs, odds, (up) => binomialProbability(up, 11, share))).toBeGreaterThanOrEqual(0.95 - rounding);
    }
  });

  test("the ratio of two rates, given all events", () => {
    const intervals = upTo(14).map(
      (x) =>
        value(runTwoRates({ first: { events: x, exposure: 3 }, second: { events: 14 - x, exposure: 5 } })).interval,
    );
    for (const ratio of oddsRatios) {
      const share = (ratio * 3) / (ratio * 3 + 5);
      expect(coverage(intervals, ratio, (x) => binomialProbability(x, 14, share))).toBeGreaterThanOrEqual(
        0.95 - rounding,
      );
    }
  });
});

const proportions = Array.from({ length: 39 }, (_, i) => (i + 1) / 40 + 0.0013 * (i % 3));
const oddsRatios = [0.011, 0.1, 0.43, 0.9, 1, 1.3, 2.7, 8, 55];

/** P(p ≤ α) ≤ α for the usual α, and at every p itself that occurs, where a test that is too eager shows first. */
function expectSize(pValues: readonly number[], weight: (i: number) => number): void {
  for (const alpha of [...alphas, ...new Set(pValues)])
    expect(sizeOf(pValues, weight, alpha + rounding)).toBeLessThanOrEqual(alpha + 1e-9);
}

function sizeOf(pValues: readonly number[], weight: (i: number) => number, alpha: number): number {
  return pValues.reduce((total, p, i) => total + (p <= alpha ? weight(i) : 0), 0);
}

function coverage(intervals: readonly (Interval | null)[], truth: number, weight: (i: number) => number): number {
  return intervals.reduce((total, interval, i) => {
    const isIn = (interval?.lower ?? 0) <= truth && truth <= (interval?.upper ?? Infinity);
    return total + (isIn ? weight(i) : 0);
  }, 0);
}

function two(x1: number, n1: number, x2: number, n2: number) {
  return runTwoProportions({ first: { events: x1, total: n1 }, second: { events: x2, total: n2 } });
}

function tables(n1: number, n2: number): [number, number][] {
  return upTo(n1).flatMap((x) => upTo(n2).map((y): [number, number] => [x, y]));
}

function upTo(last: number): number[] {
  return Array.from({ length: last + 1 }, (_, i) => i);
}

function value<Result>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}
