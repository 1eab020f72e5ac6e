import { describe, expect, test } from "vitest";
import {
  crossTabulate,
  runEffectSizePaired,
  runMcNemar,
  runPairedT,
  runShapiroWilk,
  runWilcoxonSignedRank,
} from "../src/index.ts";
import type { Outcome, ResultBase } from "../src/index.ts";

/**
 * The published pilot: pretest 16 ones and 4 twos, post-test 2 ones and 18 twos. Three pairings have these margins;
 * `down` is how many mothers went from two to one.
 */
const pairings = [
  { down: 0, t: 6.658, dZ: 1.489, mcnemar: 0.00012, midP: 0.00006 },
  { down: 1, t: 5.48, dZ: 1.225, mcnemar: 0.00052, midP: 0.00027 },
  { down: 2, t: 4.765, dZ: 1.066, mcnemar: 0.0013, midP: 0.00073 },
] as const;

describe.each(pairings)("the pilot's means and sds with $down mothers going down", ({ down, t, dZ, mcnemar, midP }) => {
  const { first, second } = scoresOf(down);
  const result = value(runPairedT({ first, second }));

  test("have the published means and sds", () => {
    const { meanFirst, sdFirst, meanSecond, sdSecond } = result.details;
    expect([meanFirst, sdFirst, meanSecond, sdSecond].map((number) => number.toFixed(2))).toEqual([
      "1.20",
      "0.41",
      "1.90",
      "0.31",
    ]);
  });

  test("give t on 19 degrees of freedom and a t interval around 0.7, unlike the one published", () => {
    expect(result.statistic.value).toBeCloseTo(t, 3);
    expect(result.statistic.df).toBe(19);
    expect(result.estimate).toEqual({
      name: "mean_difference",
      value: 0.7,
      direction: "second_minus_first",
      scale: "outcome",
    });
    expect(result.interval.quantileName).toBe("t(19)");
    expect(result.interval.quantile).toBeCloseTo(2.0930240544, 9);
  });

  test("give d_z under its own name", () => {
    const effect = value(runEffectSizePaired({ first, second }));
    expect(effect.estimate.name).toBe("d_z");
    expect(effect.estimate.value).toBeCloseTo(dZ, 3);
  });

  test("give the exact and the mid-p McNemar test", () => {
    const table = crossTabulate(second, first, { first: [2, 1] });
    if (!table.ok) throw new Error(table.refusal.code);
    const test = value(runMcNemar({ table: table.table }));
    expect(test.p.value).toBeCloseTo(mcnemar, mcnemar < 0.001 ? 5 : 4);
    expect(test.details.pMid).toBeCloseTo(midP, 5);
  });

  test("carry the Shapiro–Wilk of the differences, read as not interpretable", () => {
    expect(result.assumptions[0]).toMatchObject({ of: "differences", reading: "not_interpretable" });
  });

  test("give a signed-rank test that is exact given the ties", () => {
    const test = value(runWilcoxonSignedRank({ first, second }));
    expect(test.p.method).toBe("exact_conditional");
    expect(test.p.value).toBeLessThan(0.005);
  });
});

describe("Shapiro–Wilk on the pilot's two-valued scores", () => {
  test.each([
    { ones: 18, W: 0.351223, p: "1.85e-8" },
    { ones: 4, W: 0.495394, p: "2.89e-7" },
    { ones: 16, W: 0.495394, p: "2.89e-7" },
  ])("$ones of 20: the printed “p” was W, the p is $p and the reading is no verdict", ({ ones, W, p }) => {
    const result = value(runShapiroWilk({ values: Array.from({ length: 20 }, (_, i) => (i < ones ? 1 : 2)) }));
    expect(result.statistic.value).toBeCloseTo(W, 6);
    expect(result.p.value.toExponential(2)).toBe(p);
    expect(result.details).toMatchObject({ reading: "not_interpretable", distinctValues: 2 });
    expect(result.details.fittingMethods).toEqual(["mcnemar", "marginal_homogeneity", "wilcoxon_signed_rank"]);
    expect(result.warnings).toEqual([{ key: "few_distinct_values", params: { distinctValues: 2, n: 20 } }]);
  });
});

/** 14 + down up, `down` down, the rest unchanged. */
function scoresOf(down: number): { first: number[]; second: number[] } {
  const pairs = [
    ...Array.from({ length: 14 + down }, () => [1, 2] as const),
    ...Array.from({ length: down }, () => [2, 1] as const),
    ...Array.from({ length: 2 - down }, () => [1, 1] as const),
    ...Array.from({ length: 4 - down }, () => [2, 2] as const),
  ];
  return { first: pairs.map(([a]) => a), second: pairs.map(([, b]) => b) };
}

function value<Result extends ResultBase>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}
