import { describe, expect, test } from "vitest";
import { binomialProbability, runMannWhitney, runOneProportion, runSignTest, runWilcoxonSignedRank } from "../index.ts";
import type { Outcome } from "../index.ts";

/** Absolute differences with ties; all 2⁸ sign patterns are equally likely under the null hypothesis. */
const sizes = [1, 2, 2, 3, 5, 5, 5, 8];
const patterns = Array.from({ length: 2 ** sizes.length }, (_, bits) =>
  sizes.map((size, i) => ((bits >> i) & 1 ? size : -size)),
);

describe("exact tests by full enumeration", () => {
  test("the signed-rank p is the share of sign patterns at least as extreme, and rejects no more often than it says", () => {
    const results = patterns.map((second) => value(runWilcoxonSignedRank({ first: second.map(() => 0), second })));
    const all = results.map(({ details }) => details.V);
    for (const { details, p } of results) {
      const low = all.filter((V) => V <= details.V).length;
      const high = all.filter((V) => V >= details.V).length;
      expect(p.value).toBeCloseTo(Math.min(1, (2 * Math.min(low, high)) / all.length), 12);
    }
    expectSize(results.map(({ p }) => p.value));
  });

  test("the sign test rejects no more often than it says", () => {
    expectSize(patterns.map((second) => value(runSignTest({ first: second.map(() => 0), second })).p.value));
  });

  test("the Mann–Whitney p is the share of groupings at least as far from the middle, with ties and unequal groups", () => {
    const pool = [1, 2, 2, 2, 3, 4, 4, 7, 9];
    const groupings = Array.from({ length: 2 ** pool.length }, (_, bits) => pool.map((_value, i) => (bits >> i) & 1))
      .filter((inFirst) => inFirst.reduce((a, b) => a + b, 0) === 4)
      .map((inFirst) => ({
        first: pool.filter((_, i) => inFirst[i] === 1),
        second: pool.filter((_, i) => inFirst[i] === 0),
      }));
    expect(groupings).toHaveLength(126);
    const results = groupings.map((groups) => value(runMannWhitney(groups)));
    const distances = results.map(({ details }) => Math.abs(details.U - 10));
    for (const [i, { p }] of results.entries()) {
      const extreme = distances.filter((distance) => distance >= (distances[i] ?? 0)).length;
      expect(p.value).toBeCloseTo(extreme / groupings.length, 12);
    }
    expectSize(results.map(({ p }) => p.value));
  });
});

describe("intervals of a proportion by enumeration, n = 20", () => {
  const outcomes = Array.from({ length: 21 }, (_, events) => value(runOneProportion({ events, total: 20 })));
  const truths = Array.from({ length: 199 }, (_, i) => (i + 1) / 200);
  const coverage = (name: "intervalClopperPearson" | "intervalWilson", p: number): number =>
    outcomes.reduce((total, { details }) => {
      const { lower, upper } = details[name];
      const isIn = (lower ?? 0) <= p && p <= (upper ?? 1);
      return total + (isIn ? binomialProbability(details.events, 20, p) : 0);
    }, 0);

  test("Clopper–Pearson covers at least 95 % at every true proportion", () => {
    for (const p of truths) expect(coverage("intervalClopperPearson", p)).toBeGreaterThanOrEqual(0.95);
  });

  test("Wilson covers 95 % on average, and dips below where it is known to", () => {
    const all = truths.map((p) => coverage("intervalWilson", p));
    expect(all.reduce((a, b) => a + b, 0) / all.length).toBeCloseTo(0.953, 2);
    expect(Math.min(...all)).toBeLessThan(0.93);
    expect(Math.min(...all)).toBeGreaterThan(0.83);
  });
});

/** Under a uniform null distribution of outcomes P(p ≤ α) ≤ α. */
function expectSize(pValues: readonly number[]): void {
  for (const alpha of [0.01, 0.05, 0.1, 0.2]) {
    const rejected = pValues.filter((p) => p <= alpha + 1e-12).length;
    expect(rejected / pValues.length).toBeLessThanOrEqual(alpha);
  }
}

function value<Result>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}
