import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runMultiplicity } from "../../index.ts";
import type { AdjustmentMethod, MultiplicityDetails, MultiplicityOptions } from "../../index.ts";

const probability = fc.integer({ min: 0, max: 1000 }).map((thousandths) => (thousandths / 1000) ** 2);

describe("closed testing, by all subsets of the family", () => {
  const few = fc.array(probability, { minLength: 1, maxLength: 7 });

  test.each([
    ["hommel", simes],
    ["holm", (p: readonly number[]) => Math.min(1, p.length * Math.min(...p))],
  ] as const)("gives the adjusted p-values of %s", (variant, local) => {
    fc.assert(
      fc.property(few, (p) => {
        const adjusted = details(p).all[variant];
        for (const [i, expected] of closed(p, local).entries()) expect(adjusted[i]).toBeCloseTo(expected, 12);
      }),
    );
  });
});

test("Hommel in n log n is Hommel by his own quadratic sums, for large families with ties", () => {
  fc.assert(
    fc.property(fc.array(probability, { minLength: 100, maxLength: 300 }), (p) => {
      const adjusted = details(p).all.hommel;
      for (const [i, expected] of quadraticHommel(p).entries()) expect(adjusted[i]).toBeCloseTo(expected, 12);
    }),
    { numRuns: 20 },
  );
});

test("no order of methods is broken: Hommel ≤ Hochberg ≤ Holm ≤ Bonferroni, BH ≤ Hochberg, BH ≤ BY, none below p or above 1", () => {
  fc.assert(
    fc.property(fc.array(probability, { minLength: 1, maxLength: 40 }), (p) => {
      const { all } = details(p);
      const below: readonly (readonly [AdjustmentMethod, AdjustmentMethod])[] = [
        ["hommel", "hochberg"],
        ["hochberg", "holm"],
        ["holm", "bonferroni"],
        ["bh", "hochberg"],
        ["bh", "by"],
      ];
      for (const [less, more] of below)
        for (const [i, value] of all[less].entries()) expect(value).toBeLessThanOrEqual((all[more][i] ?? 0) + 1e-12);
      for (const values of Object.values(all))
        for (const [i, value] of values.entries()) {
          expect(value).toBeGreaterThanOrEqual((p[i] ?? 0) * (1 - 1e-12));
          expect(value).toBeLessThanOrEqual(1);
        }
    }),
  );
});

test("the order of the tests does not matter, equal p-values stay equal, missing ones are not counted", () => {
  fc.assert(
    fc.property(fc.array(probability, { minLength: 1, maxLength: 20 }), (p) => {
      const plain = details(p);
      const turned = details([null, ...p.toReversed(), null]);
      for (const [name, values] of Object.entries(plain.all)) {
        expect(turned.all[name as AdjustmentMethod]).toEqual([null, ...values.toReversed(), null]);
        for (const [i, value] of values.entries()) expect(values[p.indexOf(p[i] ?? 0)], "equal p-values").toBe(value);
      }
      expect(turned.tests).toBe(p.length);
      expect(turned.rejected[0]).toBeNull();
    }),
  );
});

test("a family of more tests than p-values counts the others as one", () => {
  const more = details([0.01, 0.02, 0.4], { tests: 5 });
  const padded = details([0.01, 0.02, 0.4, 1, 1]);
  for (const [name, values] of Object.entries(more.all))
    expect(values).toEqual(padded.all[name as AdjustmentMethod].slice(0, 3));
});

test("refuses what is no probability, no p-value at all, and a family smaller than its p-values", () => {
  const codes = [
    runMultiplicity({ p: [0.2, 1.2] }),
    runMultiplicity({ p: [0.2, NaN] }),
    runMultiplicity({ p: [null] }),
    runMultiplicity({ p: [0.1, 0.2] }, { tests: 1 }),
    runMultiplicity({ p: [0.1, 0.2] }, { alpha: 5 }),
  ].map((outcome) => (outcome.ok ? "a result" : outcome.refusal.code));
  expect(codes).toEqual(["not_a_probability", "not_a_probability", "n_below_1", "invalid_option", "invalid_option"]);
});

function details(p: readonly (number | null)[], options: MultiplicityOptions = {}): MultiplicityDetails {
  const outcome = runMultiplicity({ p }, options);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result.details;
}

function simes(p: readonly number[]): number {
  const sorted = p.toSorted((a, b) => a - b);
  return Math.min(...sorted.map((value, i) => (sorted.length * value) / (i + 1)));
}

/** The largest local p over all subsets that hold the hypothesis. */
function closed(p: readonly number[], local: (subset: readonly number[]) => number): number[] {
  const adjusted = p.map(() => 0);
  for (let mask = 1; mask < 2 ** p.length; mask += 1) {
    const holds = p.map((_, i) => Math.floor(mask / 2 ** i) % 2 === 1);
    const value = local(p.filter((_, i) => holds[i]));
    for (const [i, held] of holds.entries()) if (held) adjusted[i] = Math.max(adjusted[i] ?? 0, value);
  }
  return adjusted;
}

/** Wright (1992), Biometrics 48:1005, appendix: the algorithm that p.adjust follows. */
function quadraticHommel(p: readonly number[]): number[] {
  const n = p.length;
  const order = p.map((_, i) => i).toSorted((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  const sorted = order.map((i) => p[i] ?? 0);
  let best = sorted.map(() => Math.min(...sorted.map((value, i) => (n * value) / (i + 1))));
  const current = [...best];
  for (let m = n - 1; m >= 2; m -= 1) {
    const tail = sorted.slice(n - m + 1).map((value, j) => (m * value) / (j + 2));
    const limit = Math.min(...tail);
    for (let i = 0; i <= n - m; i += 1) current[i] = Math.min(m * (sorted[i] ?? 0), limit);
    for (let i = n - m + 1; i < n; i += 1) current[i] = current[n - m] ?? 0;
    best = best.map((value, i) => Math.max(value, current[i] ?? 0));
  }
  const adjusted = best.map((value, i) => Math.max(value, sorted[i] ?? 0));
  return p.map((_, i) => adjusted[order.indexOf(i)] ?? 0);
}
