import { problemCodes } from "@kendali/domain";
import { describe, expect, test } from "vitest";
import { exactProperties } from "../properties/exact-properties.ts";
import { rationalToNumber } from "../properties/rational.ts";
import { schemes } from "../schemes/index.ts";
import type { ListSchemeKey, SchemeParameters } from "../schemes/scheme.ts";
import type { DesignPlan } from "./design-plan.ts";
import { designSteps, simulateDesign, type DesignControl, type DesignSimulation } from "./simulate-design.ts";

const even = { arms: ["control", "massage"].map((key) => ({ key, ratio: 1 })), blockSizes: [] as readonly number[] };
const blocks = { ...even, blockSizes: [4] };
const minimized: SchemeParameters = {
  ...even,
  coin: { numerator: 4, denominator: 5 },
  measure: "range",
  factors: [
    { key: "site", weight: 1 },
    { key: "parity", weight: 1 },
  ],
};

const plan: DesignPlan = {
  scheme: "permuted_blocks",
  parameters: blocks,
  strata: [{ values: {}, share: 1 }],
  participants: 12,
  simulations: 4_000,
  seed: 20261122,
  isSingleOpenSite: false,
};

const fourStrata = [
  { values: { site: "pku", parity: 1 }, share: 5 },
  { values: { site: "pku", parity: 2 }, share: 3 },
  { values: { site: "rsud", parity: 1 }, share: 1 },
  { values: { site: "rsud", parity: 2 }, share: 1 },
];

function simulated(change: Partial<DesignPlan>, control: DesignControl = {}): DesignSimulation {
  const answer = simulateDesign({ ...plan, ...change }, control);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

const warned = (change: Partial<DesignPlan>) =>
  simulated({ simulations: 2, ...change }).warnings.map(({ code, severity, params }) => ({ code, severity, params }));

describe("a simulated design", () => {
  const tried: readonly (readonly [ListSchemeKey, SchemeParameters])[] = [
    ["simple", even],
    ["permuted_blocks", { ...even, blockSizes: [6] }],
    ["permuted_blocks", { ...even, blockSizes: [4, 6] }],
    ["big_stick", { ...even, maximumImbalance: 3 }],
    ["efron", { ...even, coin: { numerator: 2, denominator: 3 } }],
    ["urn", { ...even, urn: { initial: 0, added: 1 } }],
    ["maximal", { ...even, maximumImbalance: 3, sequenceLength: 12 }],
  ];

  test.each(tried)("of %s %j is guessed and balanced as the exact properties say", (scheme, parameters) => {
    const { predictability, overall } = simulated({ scheme, parameters });
    const exact = exactProperties(schemes[scheme].chanceModel(parameters), 12);
    const guesses = rationalToNumber(exact.correctGuesses) / 12;
    const difference = exact.finalImbalance.reduce(
      (sum, { imbalance, probability }) => sum + Math.abs(imbalance) * rationalToNumber(probability),
      0,
    );
    // Four standard errors; those of the difference from its largest possible spread of some 3 participants.
    expect(Math.abs(predictability.correctGuesses - guesses)).toBeLessThan(4 * predictability.standardError + 1e-12);
    expect(Math.abs(overall.meanDifference - difference)).toBeLessThan((4 * 3) / Math.sqrt(4_000));
    expect(predictability.byChance).toBe(0.5);
  });

  test("recruits by the shares, and counts every participant once", () => {
    const { strata, overall, smallestStratum } = simulated({ strata: fourStrata, participants: 100, simulations: 500 });
    expect(strata.map(({ expected }) => expected)).toEqual([50, 30, 10, 10]);
    for (const { participants, expected } of strata) expect(Math.abs(participants.mean - expected)).toBeLessThan(1);
    expect(strata.reduce((sum, { participants }) => sum + participants.mean, 0)).toBeCloseTo(100, 9);
    expect(overall.meanCounts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(100, 9);
    expect(smallestStratum).toBe('{"parity":1,"site":"rsud"}');
    for (const { largestDifference } of strata) expect(largestDifference).toBeLessThanOrEqual(2);
  });

  test("keeps a 2:1 ratio, and tells a guess by the ratio alone from chance", () => {
    const arms = [
      { key: "a", ratio: 2 },
      { key: "b", ratio: 1 },
    ];
    const { overall, predictability } = simulated({ parameters: { arms, blockSizes: [3] }, participants: 90 });
    expect(overall.meanCounts).toEqual([60, 30]);
    expect(overall.largestDifference).toBe(0);
    // In a block the guess is A; then B after A, A after B; then what is left. Right in AAB 2, ABA 3, BAA 2: 7/9.
    expect(Math.abs(predictability.correctGuesses - 7 / 9)).toBeLessThan(4 * predictability.standardError);
    expect(predictability.byChance).toBe(2 / 3);
  });

  test("shows that minimization balances small strata better than their own lists, and what it costs to guess", () => {
    const change = { strata: fourStrata, participants: 60, simulations: 400 };
    const listed = simulated({ ...change, parameters: { ...even, blockSizes: [8] } });
    const one = simulated({ ...change, scheme: "minimization", parameters: minimized });
    expect(one.overall.meanDifference).toBeLessThan(listed.overall.meanDifference);
    // A coin of 0.8 is guessed in four of five cases, except where the arms tie.
    expect(one.predictability.correctGuesses).toBeGreaterThan(0.6);
    expect(one.predictability.correctGuesses).toBeLessThan(0.8);
  });

  test("is the same for the same plan, whatever the steps, and another for another seed", () => {
    const change = { scheme: "minimization", parameters: minimized, strata: fourStrata, simulations: 900 } as const;
    const again = simulated(change, { onProgress: () => undefined });
    expect(simulated(change)).toEqual(again);
    expect(simulated({ ...change, seed: 1 }).overall).not.toEqual(again.overall);
  });

  test("tells its progress, and ends with what there is when it is stopped", () => {
    const seen: number[] = [];
    const change = { participants: 500, simulations: 50 };
    const stopped = simulated(change, {
      onProgress: (completed) => seen.push(completed),
      shouldStop: () => seen.length === 2,
    });
    expect(seen).toEqual([10, 20]);
    expect(stopped).toMatchObject({ isStopped: true, simulations: { planned: 50, completed: 20 } });
    expect(simulated(change)).toMatchObject({ isStopped: false, simulations: { completed: 50 } });
    const steps = designSteps({ ...plan, ...change });
    expect(steps.ok && steps.value.next()).toMatchObject({ done: false, value: { completed: 10, planned: 50 } });
  });

  test("cannot be made from a plan with anything wrong, and says all of it", () => {
    const answer = simulateDesign({
      ...plan,
      scheme: "minimization",
      parameters: { ...minimized, coin: { numerator: 1, denominator: 2 } },
      strata: [{ values: { site: "pku" }, share: 0.5 }],
      participants: 0,
      simulations: Number.NaN,
      seed: -1,
    });
    expect(answer.ok ? [] : answer.refusal.problems?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      "/parameters/coin allocation_probability_out_of_range",
      "/participants allocation_number_out_of_range",
      "/simulations allocation_number_out_of_range",
      "/seed allocation_number_out_of_range",
      "/strata/0/share allocation_number_out_of_range",
      "/strata/0/values/parity strata_missing",
    ]);
  });
});

describe("a design is warned of", () => {
  test("a fixed block of two, and its guesses are shown: three of four", () => {
    const { warnings, predictability } = simulated({ parameters: { ...even, blockSizes: [2] } });
    expect(warnings).toMatchObject([{ code: "allocation_fixed_block_of_two", severity: "warning" }]);
    expect(predictability.correctGuesses).toBeCloseTo(0.75, 1);
  });

  test("fixed blocks where one site sees the treatment, unless sizes are drawn", () => {
    expect(warned({ isSingleOpenSite: true })).toEqual([
      { code: "allocation_fixed_blocks_open_site", severity: "warning", params: { size: 4 } },
    ]);
    expect(warned({ isSingleOpenSite: true, parameters: { ...even, blockSizes: [4, 6] } })).toEqual([]);
    expect(warned({})).toEqual([]);
  });

  test("more strata than participants allow, and one that is too small", () => {
    const needs = { strata: 4, needed: 16, participants: 12 };
    expect(warned({ strata: fourStrata })).toEqual([
      { code: "allocation_too_many_strata", severity: "warning", params: needs },
    ]);
    expect(warned({ strata: fourStrata, participants: 36 })).toEqual([
      { code: "allocation_stratum_too_small", severity: "warning", params: { expected: 3.6, needed: 4 } },
    ]);
    expect(warned({ strata: fourStrata, participants: 40 })).toEqual([]);
    expect(warned({ strata: fourStrata, scheme: "minimization", parameters: minimized })).toEqual([]);
  });

  test("strata that a scheme does not balance, and a coin that always falls the same way", () => {
    expect(warned({ strata: fourStrata, scheme: "simple", parameters: even })).toEqual([
      { code: "allocation_strata_without_effect", severity: "warning", params: { strata: 4 } },
    ]);
    const taves = { ...minimized, coin: { numerator: 1, denominator: 1 } };
    expect(warned({ strata: fourStrata, scheme: "minimization", parameters: taves })).toEqual([
      { code: "allocation_deterministic", severity: "warning", params: {} },
    ]);
  });

  test("only in words that exist", () => {
    const codes = [
      ...warned({ parameters: { ...even, blockSizes: [2] } }),
      ...warned({ strata: fourStrata, isSingleOpenSite: true }),
      ...warned({ strata: fourStrata, participants: 36 }),
      ...warned({ strata: fourStrata, scheme: "simple", parameters: even }),
    ].map(({ code }) => code);
    expect(codes).toHaveLength(5);
    expect(codes.filter((code) => !(problemCodes as readonly string[]).includes(code))).toEqual([]);
  });
});
