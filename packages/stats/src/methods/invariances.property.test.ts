import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  runAncova,
  runChiSquare,
  runCronbachAlpha,
  runDescriptive,
  runEffectSizePaired,
  runMannWhitney,
  runMarginalHomogeneity,
  runMcNemar,
  runPairedT,
  runShapiroWilk,
  runTwoProportions,
  runTwoSampleT,
  runWilcoxonSignedRank,
} from "../index.ts";
import type { Outcome } from "../index.ts";

/** Values on a grid of eighths: shifts and doublings of them are exact, so that ties stay ties. */
const value = fc.integer({ min: -4000, max: 4000 }).map((eighths) => eighths / 8);
const sample = fc.array(value, { minLength: 4, maxLength: 25 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 4, maxLength: 25 });
fc.configureGlobal({ seed: 20260611 });

const shift = fc.integer({ min: -1000, max: 1000 });
const count = fc.integer({ min: 0, max: 30 });

describe("paired methods", () => {
  test("do not change when both measurements are shifted, and scale with the unit", () => {
    fc.assert(
      fc.property(pairs, shift, (data, by) => {
        const [first, second] = columns(data);
        const moved = { first: first.map((x) => 4 * x + by), second: second.map((x) => 4 * x + by) };
        same(runPairedT({ first, second }), runPairedT(moved), (a, b) => {
          near(b.estimate.value, 4 * a.estimate.value);
          near(b.statistic.value, a.statistic.value);
          near(b.p.value, a.p.value);
          near(b.interval.lower, 4 * (a.interval.lower ?? 0));
        });
        same(runEffectSizePaired({ first, second }), runEffectSizePaired(moved), (a, b) => {
          near(b.details.effects.d_z, a.details.effects.d_z);
          near(b.details.effects.d_av, a.details.effects.d_av);
        });
        same(runWilcoxonSignedRank({ first, second }), runWilcoxonSignedRank(moved), (a, b) => {
          near(b.p.value, a.p.value);
          near(b.estimate.value, 4 * a.estimate.value);
          expect(b.details.V).toBe(a.details.V);
        });
      }),
    );
  });

  test("turn their sign and keep their p when the measurements are exchanged", () => {
    fc.assert(
      fc.property(pairs, (data) => {
        const [first, second] = columns(data);
        const turned = { first: second, second: first };
        same(runPairedT({ first, second }), runPairedT(turned), (a, b) => {
          near(b.estimate.value, -a.estimate.value);
          near(b.p.value, a.p.value);
          near(b.interval.upper, -(a.interval.lower ?? 0));
        });
        same(runWilcoxonSignedRank({ first, second }), runWilcoxonSignedRank(turned), (a, b) => {
          near(b.p.value, a.p.value);
          expect(b.details.V).toBe(a.details.vMinus);
          near(b.interval.lower, -(a.interval.upper ?? 0));
        });
      }),
    );
  });

  test("do not depend on the order of the participants, nor on pairs with a missing side", () => {
    fc.assert(
      fc.property(pairs, (data) => {
        const [first, second] = columns(data);
        const reversed = { first: [null, ...first.toReversed()], second: [3, ...second.toReversed()] };
        same(runPairedT({ first, second }), runPairedT(reversed), (a, b) => {
          near(b.statistic.value, a.statistic.value);
          expect(b.n).toEqual({ used: data.length, excluded: [{ reason: "missing_first", count: 1 }] });
        });
        same(runWilcoxonSignedRank({ first, second }), runWilcoxonSignedRank(reversed), (a, b) => {
          near(b.p.value, a.p.value);
        });
      }),
    );
  });
});

describe("two-group methods", () => {
  test("turn their sign and keep their p when the arms are exchanged", () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const turned = { first: second, second: first };
        same(runTwoSampleT({ first, second }), runTwoSampleT(turned), (a, b) => {
          near(b.estimate.value, -a.estimate.value);
          near(b.p.value, a.p.value);
          near(b.details.d_s, -a.details.d_s);
        });
        same(runMannWhitney({ first, second }), runMannWhitney(turned), (a, b) => {
          near(b.p.value, a.p.value);
          near(b.details.auc, 1 - a.details.auc);
          near(b.estimate.value, -a.estimate.value);
          near(b.interval.lower, -(a.interval.upper ?? 0));
        });
      }),
    );
  });

  test("ANCOVA turns its sign when the arms are exchanged and ignores shifts of a covariate", () => {
    const row = fc.tuple(value, value, fc.boolean(), fc.constantFrom("A", "B"));
    fc.assert(
      fc.property(fc.array(row, { minLength: 8, maxLength: 30 }), shift, (data, by) => {
        const outcome = data.map(([y]) => y);
        const arm = data.map(([, , inArm]) => (inArm ? "b" : "a"));
        const site = { name: "site", kind: "factor", values: data.map(([, , , level]) => level) } as const;
        const base = { name: "base", kind: "numeric", values: data.map(([, x]) => x) } as const;
        const moved = { ...base, values: base.values.map((x) => x + by) };
        const one = runAncova({ outcome, arm, armLevels: ["a", "b"], covariates: [base, site] });
        const other = runAncova({ outcome, arm, armLevels: ["b", "a"], covariates: [site, moved] });
        same(one, other, (a, b) => {
          near(b.estimate.value, -a.estimate.value, 1e-7);
          near(b.standardError, a.standardError, 1e-7);
          near(b.details.arms[0].adjusted, a.details.arms[1].adjusted, 1e-7);
          near(b.details.hc3?.standardError ?? 0, a.details.hc3?.standardError ?? 0, 1e-6);
        });
      }),
    );
  });

  test("two proportions turn their sign when the arms are exchanged, and every interval holds its estimate", () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const first = { events: a, total: a + b };
        const second = { events: c, total: c + d };
        same(
          runTwoProportions({ first, second }),
          runTwoProportions({ first: second, second: first }),
          (one, other) => {
            near(other.estimate.value, -one.estimate.value);
            near(other.p.value, one.p.value);
            near(other.interval.lower, -(one.interval.upper ?? 0));
            for (const interval of [one.details.intervalNewcombe, one.details.intervalMiettinenNurminen]) {
              expect(interval.lower).toBeLessThanOrEqual(one.estimate.value + 1e-9);
              expect(interval.upper).toBeGreaterThanOrEqual(one.estimate.value - 1e-9);
            }
          },
        );
      }),
    );
  });
});

describe("one sample and tables", () => {
  test("mean and sd follow the unit, Shapiro–Wilk does not, and neither sees the order", () => {
    fc.assert(
      fc.property(sample, shift, (values, by) => {
        const moved = values.toReversed().map((x) => 2 * x + by);
        same(runDescriptive({ values }), runDescriptive({ values: moved }), (a, b) => {
          near(b.details.mean, 2 * a.details.mean + by);
          near(b.details.sd, 2 * (a.details.sd ?? 0));
          near(b.details.q1, 2 * a.details.q1 + by);
        });
        same(runShapiroWilk({ values }), runShapiroWilk({ values: moved }), (a, b) => {
          near(b.statistic.value, a.statistic.value, 1e-9);
          near(b.p.value, a.p.value, 1e-6);
          expect(b.details.reading).toBe(a.details.reading);
        });
      }),
    );
  });

  test("McNemar, Stuart–Maxwell and chi-square do not change when a table is transposed, and agree on 2 × 2", () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const table = [
          [a, b],
          [c, d],
        ];
        const turned = [
          [a, c],
          [b, d],
        ];
        same(runMcNemar({ table }), runMcNemar({ table: turned }), (one, other) => {
          near(other.estimate.value, -one.estimate.value);
          near(other.p.value, one.p.value);
          near(other.interval.upper, -(one.interval.lower ?? 0));
        });
        same(runMcNemar({ table }), runMarginalHomogeneity({ table }), (one, other) => {
          near(other.statistic.value, one.details.chi2);
        });
        same(runChiSquare({ table }), runChiSquare({ table: turned }), (one, other) => {
          near(other.statistic.value, one.statistic.value);
          near(other.details.pFisher, one.details.pFisher ?? 0);
        });
      }),
    );
  });

  test("Cronbach's alpha does not depend on the order of items or participants, nor on shifts of an item", () => {
    const rows = fc.array(fc.tuple(value, value, value), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(rows, shift, (items, by) => {
        const moved = items.toReversed().map(([a, b, c]) => [c, a + by, b]);
        same(runCronbachAlpha({ items }), runCronbachAlpha({ items: moved }), (one, other) => {
          near(other.estimate.value, one.estimate.value, 1e-8);
          near(other.interval.lower, one.interval.lower ?? 0, 1e-8);
        });
      }),
    );
  });
});

function columns(data: readonly (readonly [number, number])[]): [number[], number[]] {
  return [data.map(([a]) => a), data.map(([, b]) => b)];
}

/** Both refuse for the same reason, or both give results that the comparison accepts. */
function same<A, B>(one: Outcome<A>, other: Outcome<B>, compare: (a: A, b: B) => void): void {
  if (one.ok && other.ok) compare(one.result, other.result);
  else expect(other.ok ? "a result" : other.refusal.code).toBe(one.ok ? "a result" : one.refusal.code);
}

function near(actual: number | null, expected: number | null, tolerance = 1e-9): void {
  const distance = Math.abs((actual ?? NaN) - (expected ?? NaN));
  if (actual === null && expected === null) return;
  expect(distance).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected ?? 0)));
}
