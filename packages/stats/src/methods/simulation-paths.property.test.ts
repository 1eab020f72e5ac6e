import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ancovaRoom,
  armsRoom,
  compareMeans,
  momentsOf,
  runAncova,
  runPairedT,
  runTwoSampleT,
  testAncovaArm,
  testAncovaArms,
  testDifferences,
} from "../index.ts";
import type { AncovaRoom, ArmsRoom } from "../index.ts";

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

  test("for the paired t", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 }), alternative, (pairs, sided) => {
        const [first, second] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const full = runPairedT({ first, second }, { alternative: sided, checkAssumptions: false });
        const differences = momentsOf(Float64Array.from(pairs, ([a, b]) => b - a));
        expect(testDifferences(differences, Math.max(...pairs.flat().map(Math.abs)), sided)).toEqual(
          full.ok
            ? {
                mean: full.result.estimate.value,
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

  test("for the arm of an ANCOVA, in a room used over and over, and its refusals", () => {
    const rooms = new Map<number, AncovaRoom>();
    const row = fc.tuple(value, value, value, fc.nat(1));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), alternative, (rows, sided) => {
        const n = rows.length;
        const outcome = rows.map(([y]) => y);
        const arm = rows.map(([, , , each]) => each);
        const values = [rows.map(([, x]) => x), rows.map(([, , z]) => z)];
        const covariates = values.map((column, k) => ({ name: `x${k}`, kind: "numeric" as const, values: column }));
        const input = { outcome, arm, armLevels: [0, 1] as const, covariates };
        const full = runAncova(input, { alternative: sided, checkAssumptions: false });
        const room = rooms.get(n) ?? ancovaRoom(n, 2);
        rooms.set(n, room);
        expect(testAncovaArm({ outcome, arm, covariates: values }, room, sided)).toEqual(
          full.ok
            ? {
                coefficient: full.result.estimate.value,
                standardError: full.result.standardError,
                df: full.result.statistic.df,
                t: full.result.statistic.value,
                p: full.result.p.value,
              }
            : full.refusal.code,
        );
      }),
      { numRuns: 500 },
    );
  });

  test("for every arm of an ANCOVA of several, in a room used over and over, and its refusals", () => {
    const rooms = new Map<number, ArmsRoom>();
    const row = fc.tuple(value, value, fc.nat(2));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const n = rows.length;
        const outcome = rows.map(([y]) => y);
        const arm = rows.map(([, , each]) => each);
        const x = rows.map(([, each]) => each);
        const input = { outcome, arm, covariates: [{ name: "x", kind: "numeric" as const, values: x }] };
        const full = runAncova({ ...input, armLevels: [0, 1, 2] }, { checkAssumptions: false });
        const room = rooms.get(n) ?? armsRoom(n, { arms: 3, covariates: 1 });
        rooms.set(n, room);
        expect(testAncovaArms({ outcome, arm, covariates: [x] }, room)).toEqual(
          full.ok ? full.result.details.comparisons.map(({ classical }) => classical.p.value) : full.refusal.code,
        );
      }),
      { numRuns: 300 },
    );
  });
});
