import { describe, expect, test } from "vitest";
import { equalSumsOfRoots } from "./equal-sums-of-roots.ts";
import { minimizationStep } from "./minimization-step.ts";

const coin = { numerator: 4, denominator: 5 };

describe("a minimization step", () => {
  test("is the documented example", () => {
    const step = minimizationStep({
      counts: [
        [8, 5],
        [9, 6],
      ],
      ratios: [1, 1],
      weights: [1, 1],
      measure: "range",
      coin,
    });
    expect(step).toMatchObject({ scores: [8, 4], bestArms: [1], probabilities: [0.2, 0.8] });
  });

  test("weighs the factors", () => {
    const counts = [
      [3, 1],
      [0, 1],
    ];
    const step = (weights: readonly number[]) =>
      minimizationStep({ counts, ratios: [1, 1], weights, measure: "range", coin });
    expect(step([1, 1])).toMatchObject({ scores: [3, 3], bestArms: [0, 1], probabilities: [0.5, 0.5] });
    expect(step([2, 1])).toMatchObject({ scores: [6, 4], bestArms: [1] });
    expect(step([1, 3])).toMatchObject({ scores: [3, 7], bestArms: [0] });
  });

  test("measures the sample variance and standard deviation of counts ÷ ratio as R's var and sd do", () => {
    const input = { counts: [[2, 1, 5]], ratios: [1, 1, 2], weights: [1], coin };
    // R 4.2.2: var(c(3,1,2.5)), var(c(2,2,2.5)), var(c(2,1,3)); sd likewise.
    const variance = [1.083333333333333, 0.0833333333333333, 1];
    const scores = (measure: "variance" | "sd") => minimizationStep({ ...input, measure }).scores;
    scores("variance").forEach((score, arm) => expect(score).toBeCloseTo(variance[arm] ?? Number.NaN, 14));
    scores("sd").forEach((score, arm) => expect(score).toBeCloseTo(Math.sqrt(variance[arm] ?? Number.NaN), 14));
  });

  test("shares the coin among the best arms, and the rest among the others, in proportion to the ratio", () => {
    const step = (counts: readonly number[]) =>
      minimizationStep({ counts: [counts], ratios: [2, 1, 1], weights: [1], measure: "range", coin });
    // Adding to the second or to the third arm alone evens nothing out: the first is two behind.
    expect(step([0, 2, 2])).toMatchObject({ scores: [1.5, 3, 3], bestArms: [0], probabilities: [0.8, 0.1, 0.1] });
    expect(step([4, 1, 1])).toMatchObject({ scores: [1.5, 1, 1], bestArms: [1, 2], probabilities: [0.2, 0.4, 0.4] });
    expect(step([2, 2, 0]).probabilities[2]).toBe(0.8);
  });

  test("gives the chances as whole numbers, without rounding", () => {
    const ratios = [3, 2, 2];
    const { chances } = minimizationStep({ counts: [[9, 0, 0]], ratios, weights: [1], measure: "range", coin });
    // 4/5 shared by two arms of ratio 2, 1/5 for the arm of ratio 3: 6/15, 6/15, 3/15.
    expect(chances.map((chance) => (chance * 15n) / chances.reduce((sum, each) => sum + each, 0n))).toEqual([
      3n,
      6n,
      6n,
    ]);
  });

  test("sees ties that rounding hides: √6 + √2 + √8 and √6 + √8 + √2 are different doubles", () => {
    expect(Math.sqrt(6) + Math.sqrt(2) + Math.sqrt(8)).not.toBe(Math.sqrt(6) + Math.sqrt(8) + Math.sqrt(2));
    const counts = [
      [0, 0, 2],
      [0, 1, 0],
      [1, 0, 0],
    ];
    const step = minimizationStep({ counts, ratios: [1, 1, 1], weights: [1, 1, 1], coin, measure: "sd" });
    expect(step).toMatchObject({ bestArms: [0, 1], probabilities: [0.4, 0.4, 0.2] });
  });

  test("compares sums of roots exactly", () => {
    expect(
      equalSumsOfRoots(
        [
          { weight: 1n, value: 2n },
          { weight: 1n, value: 8n },
        ],
        [{ weight: 1n, value: 18n }],
      ),
    ).toBe(true);
    expect(equalSumsOfRoots([{ weight: 2n, value: 2n }], [{ weight: 1n, value: 8n }])).toBe(true);
    expect(equalSumsOfRoots([{ weight: 1n, value: 2n }], [{ weight: 1n, value: 3n }])).toBe(false);
    expect(equalSumsOfRoots([{ weight: 5n, value: 0n }], [])).toBe(true);
  });

  test("is certain with a coin of 1, as Taves proposed, unless arms tie", () => {
    const certain = { numerator: 1, denominator: 1 };
    const step = (counts: readonly number[]) =>
      minimizationStep({ counts: [counts], ratios: [1, 1], weights: [1], measure: "range", coin: certain });
    expect(step([3, 1]).probabilities).toEqual([0, 1]);
    expect(step([2, 2]).probabilities).toEqual([0.5, 0.5]);
  });

  test("stays exact where plain numbers no longer are", () => {
    // Ratios with a large common multiple: one participant more or less is far below the rounding of the squares.
    const input = { ratios: [97, 89, 83], weights: [100, 100], coin, measure: "variance" as const };
    const { scores, bestArms } = minimizationStep({
      ...input,
      counts: [
        [970_000, 890_000, 830_000],
        [970_000, 890_000, 830_000],
      ],
    });
    // One more in arm i moves its share by 1/ratio, and the variance is that squared / 3: least where the ratio is most.
    expect(bestArms).toEqual([0]);
    scores.forEach((score, arm) => expect(score / (200 / 3 / (input.ratios[arm] ?? 0) ** 2)).toBeCloseTo(1, 9));
  });
});
