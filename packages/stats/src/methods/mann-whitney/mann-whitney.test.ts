import { expect, test } from "vitest";
import { inclusiveTails, subsetSumDistribution } from "../../distributions/permutation-sums.ts";
import reference from "../../../reference/cases/mann-whitney.json" with { type: "json" };
import { runMannWhitney } from "./mann-whitney.ts";

test("the exact p counts the opposite point at equal distance, which exactRankTests loses to 29/55 * 1540 < 812", () => {
  const testCase = reference.cases.find(({ id }) => id === "mann-whitney/anorexia-cbt-cont");
  const { x = [], y = [] } = testCase?.inputs ?? {};
  const outcome = runMannWhitney({ first: x, second: y });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  expect((29 / 55) * 1540).toBeLessThan(812);
  const rankSum = outcome.result.details.U + (29 * 30) / 2;
  expect(rankSum).toBe(907);
  const distribution = distributionOf([...x, ...y]);
  const opposite = 2 * (2 * 812 - 907);
  const atOpposite = inclusiveTails(distribution, opposite).lower - inclusiveTails(distribution, opposite - 1).lower;
  const published = testCase?.expected.p_exact_conditional ?? 0;
  expect(outcome.result.details.pExact).toBeCloseTo(published + atOpposite, 12);
  expect(atOpposite).toBeGreaterThan(0.001);
  expect(outcome.result.details.pExactRankTests).toBeCloseTo(published, 12);
});

test("two-sided exact p without ties is twice the smaller tail, and the interval states the level that it reaches", () => {
  const outcome = runMannWhitney({ first: [1, 2], second: [3, 4, 5] });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  const { details, p, estimate, interval, warnings } = outcome.result;
  expect({ U: details.U, p: p.value, shift: estimate.value }).toEqual({ U: 0, p: 0.2, shift: -2.5 });
  expect(interval).toMatchObject({ lower: -4, upper: -1, method: "shift_exact" });
  expect(interval.level).toBeCloseTo(0.8, 12);
  expect(warnings).toContainEqual({
    key: "interval_level_not_reachable",
    params: { asked: 0.95, reached: interval.level },
  });
});

function distributionOf(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const scores = sorted.map((value) => sorted.indexOf(value) + 1 + sorted.lastIndexOf(value) + 1);
  const groups = [...new Set(scores)].map((score) => ({
    score,
    size: scores.filter((other) => other === score).length,
  }));
  return subsetSumDistribution(groups, 29);
}
