import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imbalanceOf } from "./imbalance.ts";

const even = [
  { key: "a", ratio: 1 },
  { key: "b", ratio: 1 },
];
const rows = (stratumKey: string, arms: string) => [...arms].map((armKey) => ({ stratumKey, armKey }));

describe("imbalance", () => {
  test("is the difference of the counts at 1:1, overall and in each stratum", () => {
    const { overall, byStratum } = imbalanceOf([...rows("s1", "aaab"), ...rows("s2", "bb")], even);
    expect(overall).toEqual({ total: 6, counts: { a: 3, b: 3 }, range: 0, largestDeviation: 0 });
    expect(byStratum).toEqual({
      s1: { total: 4, counts: { a: 3, b: 1 }, range: 2, largestDeviation: 1 },
      s2: { total: 2, counts: { a: 0, b: 2 }, range: 2, largestDeviation: 1 },
    });
    expect(imbalanceOf([{ stratumKey: "{}", armKey: "a" }], even).overall.range).toBe(1);
  });

  test("compares counts with their ratio", () => {
    const arms = [
      { key: "a", ratio: 2 },
      { key: "b", ratio: 1 },
    ];
    expect(imbalanceOf(rows("{}", "aab"), arms).overall).toMatchObject({ range: 0, largestDeviation: 0 });
    expect(imbalanceOf(rows("{}", "aaaab"), arms).overall.range).toBe(1);
    expect(imbalanceOf(rows("{}", "ab"), arms).overall.largestDeviation).toBeCloseTo(1 / 3, 15);
  });

  test("of nothing is nothing", () => {
    expect(imbalanceOf([], even)).toEqual({
      overall: { total: 0, counts: { a: 0, b: 0 }, range: 0, largestDeviation: 0 },
      byStratum: {},
    });
  });

  test("does not depend on the order of the log, and the strata add up to the whole", () => {
    const log = fc.array(
      fc.record({ stratumKey: fc.constantFrom("s1", "s2", "s3"), armKey: fc.constantFrom("a", "b") }),
    );
    fc.assert(
      fc.property(log, (allocations) => {
        const found = imbalanceOf(allocations, even);
        expect(imbalanceOf(allocations.toReversed(), even)).toEqual(found);
        const strata = Object.values(found.byStratum);
        expect(strata.reduce((sum, stratum) => sum + stratum.total, 0)).toBe(found.overall.total);
        expect(strata.reduce((sum, stratum) => sum + (stratum.counts["a"] ?? 0), 0)).toBe(found.overall.counts["a"]);
      }),
    );
  });

  test("is never computed over an arm without a ratio", () => {
    expect(() => imbalanceOf(rows("{}", "x"), even)).toThrow("no ratio");
  });
});
