import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kendallDistribution } from "../../distributions/kendall-t.ts";
import { spearmanExactTails } from "../../distributions/spearman-s.ts";
import { runCorrelation } from "../../index.ts";
import type { CorrelationOptions, CorrelationResult } from "../../index.ts";
import { countConcordance } from "../../numeric/concordance.ts";

const variants = ["pearson", "spearman", "kendall"] as const;
const value = fc.integer({ min: -40, max: 40 }).map((eighths) => eighths / 8);
const pairs = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 40 });

test("Knight's count of pairs is that of comparing every pair", () => {
  fc.assert(
    fc.property(pairs, (data) => {
      const [x, y] = [data.map(([a]) => a), data.map(([, b]) => b)];
      let [score, tiedX, tiedY] = [0, 0, 0];
      for (const [i, [a, b]] of data.entries())
        for (const [c, d] of data.slice(i + 1)) {
          score += Math.sign(a - c) * Math.sign(b - d);
          tiedX += a === c ? 1 : 0;
          tiedY += b === d ? 1 : 0;
        }
      expect(countConcordance(x, y)).toMatchObject({ score: score + 0, tiedX, tiedY });
    }),
  );
});

describe("exact distributions are those of all orders", () => {
  const orders = permutations([0, 1, 2, 3, 4, 5]);

  test("of Spearman's S", () => {
    const sums = orders.map((order) => order.reduce((total, rank, i) => total + (rank - i) ** 2, 0));
    for (let s = 0; s <= 70; s += 2) {
      const { lower, upper } = spearmanExactTails(s, 6);
      expect(lower).toBeCloseTo(sums.filter((sum) => sum <= s).length / 720, 14);
      expect(upper).toBeCloseTo(sums.filter((sum) => sum >= s).length / 720, 14);
    }
  });

  test("of Kendall's concordant pairs", () => {
    const counts = orders.map((order) => (countConcordance([0, 1, 2, 3, 4, 5], order).score + 15) / 2);
    for (const [pairsSeen, probability] of kendallDistribution(6).probabilities.entries())
      expect(probability).toBeCloseTo(counts.filter((count) => count === pairsSeen).length / 720, 14);
  });
});

test("no coefficient changes with unit or order; all turn their sign with a column, and rank ones with any rising scale", () => {
  fc.assert(
    fc.property(pairs, (data) => {
      const [first, second] = [data.map(([a]) => a), data.map(([, b]) => b)];
      for (const variant of variants) {
        const one = runCorrelation({ first, second }, { variant, alternative: "greater" });
        const turned = runCorrelation(
          { first: [null, ...second.map((b) => 3 - 2 * b).toReversed()], second: [1, ...first.toReversed()] },
          { variant, alternative: "less" },
        );
        if (!one.ok || !turned.ok) {
          expect(turned.ok ? "a result" : turned.refusal.code).toBe(one.ok ? "a result" : one.refusal.code);
          continue;
        }
        expect(turned.result.estimate.value).toBeCloseTo(-one.result.estimate.value, 12);
        expect(turned.result.p.value).toBeCloseTo(one.result.p.value, 10);
        expect(turned.result.interval?.upper ?? 9).toBeCloseTo(-(one.result.interval?.lower ?? -9), 10);
        if (variant === "pearson") continue;
        const curved = result({ first: first.map((a) => Math.exp(a)), second }, { variant, alternative: "greater" });
        expect(curved.estimate.value).toBe(one.result.estimate.value);
        expect(curved.p.value).toBe(one.result.p.value);
      }
    }),
  );
});

describe("a perfect correlation", () => {
  const first = Array.from({ length: 12 }, (_, i) => i / 10);

  test.each(variants)("is exactly one by %s, with a p-value and no infinite number", (variant) => {
    const up = result({ first, second: first.map((x) => 3 * x + 0.7) }, { variant });
    expect(up.estimate.value).toBe(1);
    expect(up.warnings.map(({ key }) => key)).toContain("perfect_correlation");
    const down = result({ first, second: first.map((x) => -x) }, { variant });
    expect(down.estimate.value).toBe(-1);
    expect(down.p.value).toBe(up.p.value);
  });

  test("has the probability of two orders of n! by rank", () => {
    const second = first.map((x) => x ** 3);
    expect(result({ first, second }, { variant: "spearman" }).p.value).toBeCloseTo(2 / 479_001_600, 20);
    expect(result({ first, second }, { variant: "kendall" }).p.value).toBeCloseTo(2 / 479_001_600, 20);
    expect(result({ first, second }, { variant: "spearman", alternative: "less" }).p.value).toBe(1);
  });
});

test("near one, 1 − r² keeps its digits", () => {
  const first = Array.from({ length: 20 }, (_, i) => i);
  const second = first.map((x, i) => x + (i % 2 === 0 ? 1 : -1) * 2 ** -30);
  const { t } = result({ first, second }, {}).details;
  // Of x against itself with an alternating 2^-30 added: r² and 1 − r² from exact sums, the latter 3e-20.
  const sxx = 665;
  const sxy = sxx - 10 * 2 ** -30;
  const syy = sxx - 20 * 2 ** -30 + 20 * 2 ** -60;
  const unexplained = (20 * 2 ** -60 - (100 * 2 ** -60) / sxx) / syy;
  expect(Math.abs((t ?? 0) / Math.sqrt((18 * (sxy ** 2 / sxx / syy)) / unexplained) - 1)).toBeLessThan(1e-7);
});

test("refuses fewer than three pairs and a column that does not vary", () => {
  for (const variant of variants) {
    const few = runCorrelation({ first: [1, 2, null], second: [2, 1, 5] }, { variant });
    expect(few.ok ? "a result" : few.refusal.code).toBe("n_below_3");
    const constant = runCorrelation({ first: [1, 2, 3], second: [4, 4, 4] }, { variant });
    expect(constant.ok ? "a result" : constant.refusal.code).toBe("zero_variance");
  }
});

function result(input: { first: number[]; second: number[] }, options: CorrelationOptions): CorrelationResult {
  const outcome = runCorrelation(input, options);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
