import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  columnMajor,
  compareMeans,
  leastSquaresWorkspace,
  momentsOf,
  runAncova,
  runTwoSampleT,
  testLinearTerm,
} from "../index.ts";
import { designColumns } from "../linear/design-matrix.ts";

/** Simulations read the numbers of a method without the rest of its result. They must be the same numbers, to the last bit. */
const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const sample = fc.array(value, { minLength: 2, maxLength: 30 });
const alternative = fc.constantFrom("two_sided" as const, "greater" as const, "less" as const);

fc.configureGlobal({ seed: 20261122 });

describe("what a simulation reads is what the method reports, bit for bit", () => {
  test("for Welch's and the pooled t, from pieces of one long array", () => {
    const variant = fc.constantFrom("welch" as const, "pooled" as const);
    fc.assert(
      fc.property(sample, sample, variant, alternative, (first, second, kind, sided) => {
        const options = { variant: kind, alternative: sided };
        const full = runTwoSampleT({ first, second }, { ...options, checkAssumptions: false });
        const long = Float64Array.of(7, ...first, ...second, 7);
        const split = 1 + first.length;
        const lean = compareMeans(momentsOf(long, 1, split), momentsOf(long, split, split + second.length), options);
        expect(lean).toEqual(
          full.ok
            ? {
                difference: full.result.estimate.value,
                standardError: full.result.standardError,
                df: full.result.statistic.df,
                t: full.result.statistic.value,
                p: full.result.p.value,
              }
            : null,
        );
      }),
      { numRuns: 300 },
    );
  });

  test("for the arm of an ANCOVA, in a workspace used over and over", () => {
    const workspaces = new Map<number, ReturnType<typeof leastSquaresWorkspace>>();
    const row = fc.tuple(value, value, value);
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 20 }), alternative, (rows, sided) => {
        const n = rows.length;
        const outcome = rows.map(([y]) => y);
        const arm = rows.map((_, i) => i % 2);
        const covariates = [1, 2].map((k) => ({
          name: `x${k}`,
          kind: "numeric" as const,
          values: rows.map((values) => values[k] ?? 0),
        }));
        const full = runAncova({ outcome, arm, covariates }, { alternative: sided, checkAssumptions: false });
        const workspace = workspaces.get(n) ?? leastSquaresWorkspace(n, 4);
        workspaces.set(n, workspace);
        const design = columnMajor([outcome.map(() => 1), arm, ...designColumns(covariates).map((c) => c.values)]);
        const lean = testLinearTerm({ design, y: outcome, column: 1 }, workspace, sided);
        if (!full.ok) {
          expect(lean).not.toHaveProperty("p");
          return;
        }
        expect(lean).toEqual({
          coefficient: full.result.estimate.value,
          standardError: full.result.standardError,
          df: full.result.statistic.df,
          t: full.result.statistic.value,
          p: full.result.p.value,
        });
      }),
      { numRuns: 300 },
    );
  });
});
