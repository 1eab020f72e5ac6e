import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  runFriedman,
  runKruskalWallis,
  runMannWhitney,
  runOneWayAnova,
  runTukeyHsd,
  runTwoSampleT,
  runVarianceHomogeneity,
  tTwoSided,
} from "../index.ts";
import type { GroupedInput, Outcome } from "../index.ts";

fc.configureGlobal({ seed: 20260611 });

/** Values on a grid of eighths: shifts and doublings of them are exact, so that ties stay ties. */
const value = fc.integer({ min: -4000, max: 4000 }).map((eighths) => eighths / 8);
const row = fc.record({ value, label: fc.constantFrom("a", "b", "c"), order: fc.integer() });
const rows = fc.array(row, { minLength: 6, maxLength: 30 });
const shift = fc.integer({ min: -1000, max: 1000 });
type Row = { readonly value: number; readonly label: string; readonly order: number };

const input = (data: readonly Row[]): GroupedInput => ({
  values: data.map((each) => each.value),
  group: data.map(({ label }) => label),
});

describe("several groups", () => {
  test("do not change with the unit, and their differences and intervals follow it", () => {
    fc.assert(
      fc.property(rows, shift, (data, by) => {
        const moved = data.map((each) => ({ ...each, value: 4 * each.value + by }));
        for (const variant of ["classical", "welch"] as const)
          same(runOneWayAnova(input(data), { variant }), runOneWayAnova(input(moved), { variant }), (a, b) => {
            near(b.statistic.value, a.statistic.value);
            near(b.p.value, a.p.value);
            near(b.details.omegaSquared, a.details.omegaSquared);
            near(b.details.ssWithin, 16 * a.details.ssWithin);
          });
        for (const variant of ["levene", "brown_forsythe", "bartlett"] as const)
          same(
            runVarianceHomogeneity(input(data), { variant }),
            runVarianceHomogeneity(input(moved), { variant }),
            (a, b) => {
              near(b.statistic.value, a.statistic.value);
              near(b.p.value, a.p.value);
            },
          );
        same(runKruskalWallis(input(data)), runKruskalWallis(input(moved)), (a, b) => {
          expect(b.statistic).toEqual(a.statistic);
        });
      }),
    );
  });

  test("do not depend on the order of the participants, the names of the groups, nor on incomplete rows", () => {
    const renamed: Readonly<Record<string, string>> = { a: "z", b: "y", c: "x" };
    fc.assert(
      fc.property(rows, (data) => {
        const shuffled = data.toSorted((a, b) => a.order - b.order);
        const other = input(shuffled.map((each) => ({ ...each, label: renamed[each.label] ?? "" })));
        const incomplete = {
          values: [...other.values, null, 5],
          group: [...other.group, other.group[0] ?? null, null],
        };
        same(runOneWayAnova(input(data)), runOneWayAnova(incomplete), (a, b) => {
          near(b.statistic.value, a.statistic.value);
          near(b.details.welch?.p.value ?? null, a.details.welch?.p.value ?? null);
          expect(b.n).toEqual({
            used: data.length,
            excluded: [
              { reason: "missing", count: 1 },
              { reason: "missing_group", count: 1 },
            ],
          });
          expect(b.details.groups.map(({ n }) => n)).toEqual(a.details.groups.map(({ n }) => n).toReversed());
        });
        same(runKruskalWallis(input(data)), runKruskalWallis(incomplete), (a, b) => {
          near(b.statistic.value, a.statistic.value);
        });
        same(runVarianceHomogeneity(input(data)), runVarianceHomogeneity(incomplete), (a, b) => {
          near(b.statistic.value, a.statistic.value);
        });
      }),
    );
  });

  test("two of them are the two-sample t-tests, squared, and the rank-sum test's z, squared", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const two = data.map((each) => ({ ...each, label: each.label === "a" ? "a" : "b" }));
        const of = (label: string): number[] => two.filter((each) => each.label === label).map((each) => each.value);
        const [first, second] = [of("a"), of("b")];
        if (first.length < 2 || second.length < 2) return;
        const anova = runOneWayAnova(input(two));
        const t = runTwoSampleT({ first, second });
        if (anova.ok && t.ok) {
          near(anova.result.statistic.value, t.result.details.pooled.statistic.value ** 2, 1e-8);
          near(anova.result.p.value, t.result.details.pooled.p.value, 1e-8);
          const { welch } = anova.result.details;
          if (welch !== null) {
            near(welch.statistic.value, t.result.details.welch.statistic.value ** 2, 1e-8);
            near(welch.statistic.df2 ?? null, t.result.details.welch.statistic.df, 1e-8);
          }
        }
        const kruskal = runKruskalWallis(input(two));
        const ranks = runMannWhitney({ first, second });
        if (kruskal.ok && ranks.ok) near(kruskal.result.statistic.value, ranks.result.details.zUncorrected ** 2);
      }),
    );
  });
});

test("Tukey's test of two groups is the pooled t-test, and of more groups it is more careful", () => {
  fc.assert(
    fc.property(rows, (data) => {
      const outcome = runTukeyHsd(input(data));
      if (!outcome.ok) return;
      const { comparisons, dfWithin } = outcome.result.details;
      for (const { statistic, p, interval, estimate } of comparisons) {
        const t = statistic.value / Math.SQRT2;
        const alone = tTwoSided(t, dfWithin);
        if (comparisons.length === 1) near(p.value, alone, 1e-7);
        else expect(p.value).toBeGreaterThanOrEqual(alone * (1 - 1e-7));
        expect(p.value).toBeLessThanOrEqual(Math.min(1, 3 * alone) * (1 + 1e-7));
        const excludesZero = (interval.lower ?? 0) > 0 || (interval.upper ?? 0) < 0;
        if (Math.abs(p.value - 0.05) > 1e-6) expect(excludesZero).toBe(p.value < 0.05);
        near(((interval.lower ?? 0) + (interval.upper ?? 0)) / 2, estimate.value, 1e-8);
      }
    }),
    { numRuns: 12 },
  );
});

describe("Friedman", () => {
  const matrix = fc.array(fc.tuple(value, value, value), { minLength: 2, maxLength: 20 });

  test("does not change with the unit, the order of participants or of conditions", () => {
    fc.assert(
      fc.property(matrix, shift, (data, by) => {
        const moved = data.toReversed().map(([a, b, c]) => [2 * c + by, 2 * a + by, 2 * b + by]);
        same(runFriedman({ rows: data }), runFriedman({ rows: [...moved, [null, 1, 2]] }), (one, other) => {
          near(other.statistic.value, one.statistic.value);
          near(other.estimate.value, one.estimate.value);
          expect(other.n).toEqual({ used: data.length, excluded: [{ reason: "missing", count: 1 }] });
        });
      }),
    );
  });

  test("of two conditions counts signs, and keeps W between 0 and 1", () => {
    fc.assert(
      fc.property(matrix, (data) => {
        const rows = data.map(([a, b]) => [a, b]);
        const outcome = runFriedman({ rows });
        if (!outcome.ok) return;
        const signs = data.map(([a, b]) => Math.sign(b - a)).filter((sign) => sign !== 0);
        const excess = signs.reduce((total, sign) => total + sign, 0);
        near(outcome.result.statistic.value, excess ** 2 / signs.length);
        expect(outcome.result.estimate.value).toBeGreaterThanOrEqual(0);
        expect(outcome.result.estimate.value).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

/** Both refuse for the same reason, or both give results that the comparison accepts. */
function same<A, B>(one: Outcome<A>, other: Outcome<B>, compare: (a: A, b: B) => void): void {
  if (one.ok && other.ok) compare(one.result, other.result);
  else expect(other.ok ? "a result" : other.refusal.code).toBe(one.ok ? "a result" : one.refusal.code);
}

function near(actual: number | null, expected: number | null, tolerance = 1e-9): void {
  if (actual === null && expected === null) return;
  const distance = Math.abs((actual ?? NaN) - (expected ?? NaN));
  expect(distance).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected ?? 0)));
}
