import { describe, expect, test } from "vitest";
import type { SchemeParameters } from "../schemes/scheme.ts";
import type { DesignPlan } from "./design-plan.ts";
import { exactPredictability } from "./exact-predictability.ts";
import { simulateDesign } from "./simulate-design.ts";

const even: SchemeParameters = { arms: ["control", "massage"].map((key) => ({ key, ratio: 1 })), blockSizes: [] };
const plan: DesignPlan = {
  scheme: "permuted_blocks",
  parameters: { ...even, blockSizes: [4] },
  strata: [{ values: {}, share: 1 }],
  participants: 12,
  simulations: 2_000,
  seed: 5,
  isSingleOpenSite: false,
};
const threeStrata = [5, 3, 1].map((share, site) => ({ values: { site }, share }));

describe("the exact predictability", () => {
  test("of blocks of four is 17 right guesses of 24, whatever the number of whole blocks", () => {
    // A block of four is guessed right 2 5/6 times: 1/2, 2/3, 2/3 and 1 (Blackwell and Hodges 1957).
    expect(exactPredictability({ ...plan, participants: 4 })).toBeCloseTo(17 / 24, 14);
    expect(exactPredictability({ ...plan, participants: 40 })).toBeCloseTo(17 / 24, 14);
  });

  test("of simple randomization is one half, in any strata", () => {
    const simple = { ...plan, scheme: "simple", parameters: even } as const;
    expect(exactPredictability(simple)).toBe(0.5);
    expect(exactPredictability({ ...simple, strata: threeStrata })).toBeCloseTo(0.5, 13);
  });

  test.each([
    ["permuted_blocks", { ...even, blockSizes: [4, 6] }],
    ["big_stick", { ...even, maximumImbalance: 3 }],
    ["efron", { ...even, coin: { numerator: 2, denominator: 3 } }],
    ["urn", { ...even, urn: { initial: 1, added: 1 } }],
    ["maximal", { ...even, maximumImbalance: 3, sequenceLength: 12 }],
  ] as const)("of %s in unequal strata is what simulated trials come near to", (scheme, parameters) => {
    const stratified = { ...plan, scheme, parameters, strata: threeStrata, participants: 30 };
    const simulated = simulateDesign(stratified);
    if (!simulated.ok) throw new Error(JSON.stringify(simulated.refusal));
    const { correctGuesses, standardError } = simulated.value.predictability;
    const exact = exactPredictability(stratified) ?? Number.NaN;
    expect(standardError).toBeGreaterThan(0);
    expect(Math.abs(correctGuesses - exact)).toBeLessThan(4 * standardError);
  });

  test("is not stated where nobody can compute it", () => {
    const arms = [...even.arms, { key: "pump", ratio: 1 }];
    expect(exactPredictability({ ...plan, parameters: { arms, blockSizes: [6] } })).toBeNull();
    const twoToOne = even.arms.map(({ key }, index) => ({ key, ratio: index + 1 }));
    expect(exactPredictability({ ...plan, parameters: { arms: twoToOne, blockSizes: [6] } })).toBeNull();
    expect(exactPredictability({ ...plan, participants: 201 })).toBeNull();
    const coin = { numerator: 4, denominator: 5 };
    const minimized = { ...even, coin, measure: "range", factors: [{ key: "site", weight: 1 }] } as const;
    expect(
      exactPredictability({ ...plan, scheme: "minimization", parameters: minimized, strata: threeStrata }),
    ).toBeNull();
  });
});
