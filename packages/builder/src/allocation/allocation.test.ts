import type { AllocationPlan } from "@kendali/domain";
import { armsSuitScheme, parametersOfPlan, type SchemeKey, schemes, validateScheme } from "@kendali/randomization";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withDesign } from "./with-design.ts";
import { withScheme } from "./with-scheme.ts";
import { withShares } from "./with-shares.ts";
import { itemOfStratum, withStratum } from "./with-stratum.ts";

const keys = Object.keys(schemes) as SchemeKey[];
const ratioOf = (...weights: number[]): AllocationPlan["ratio"] =>
  weights.map((weight, index) => ({ arm: `arm_${index}`, weight }));

const blocks: AllocationPlan = {
  scheme: "permuted_blocks",
  ratio: ratioOf(1, 1),
  blockSizes: [4, 6],
  strata: [{ source: "site" }, { source: "item", item: "parity" }],
  afterVisit: "baseline",
  cards: { perList: 12 },
};

const schemeKey = fc.constantFrom(...keys);
const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 });

/** What the scheme says of an allocation beyond its arms not suiting it. */
function problemsOf(allocation: AllocationPlan): readonly string[] {
  const { scheme, ratio } = allocation;
  return validateScheme(
    scheme,
    parametersOfPlan(allocation),
    ratio.map(({ arm }) => arm),
  )
    .filter(({ code }) => code !== armsSuitScheme(scheme, parametersOfPlan(allocation).arms)?.code)
    .map(({ code }) => code);
}

describe("another scheme", () => {
  test("takes its own settings, leaves those of the others, and keeps ratio, strata and visit", () => {
    expect(withScheme(blocks, "efron")).toEqual({
      scheme: "efron",
      coin: { numerator: 2, denominator: 3 },
      ratio: blocks.ratio,
      strata: blocks.strata,
      afterVisit: "baseline",
      cards: { perList: 12 },
    });
    expect(withScheme(blocks, "simple")).not.toHaveProperty("blockSizes");
  });

  test("keeps a value that it can use, and takes the usual one for what it cannot", () => {
    const maximal: AllocationPlan = { ...withScheme(blocks, "maximal"), maximumImbalance: 4 };
    expect(withScheme(maximal, "big_stick").maximumImbalance).toBe(4);
    const certain: AllocationPlan = { ...withScheme(blocks, "minimization"), coin: { numerator: 1, denominator: 1 } };
    // A coin of 1 is allowed under minimization and gives every second allocation away under Efron's.
    expect(withScheme(certain, "minimization").coin).toEqual({ numerator: 1, denominator: 1 });
    expect(withScheme(certain, "efron").coin).toEqual({ numerator: 2, denominator: 3 });
  });

  test("has no cards and weighs factors only where those before are looked at, and balances at least the site there", () => {
    const weighed: AllocationPlan = { ...blocks, strata: [{ source: "site", weight: 2 }] };
    const minimized = withScheme(weighed, "minimization");
    expect(minimized).not.toHaveProperty("cards");
    expect(minimized.strata).toEqual([{ source: "site", weight: 2 }]);
    expect(withScheme(minimized, "urn").strata).toEqual([{ source: "site" }]);
    expect(withScheme({ ...blocks, strata: [] }, "minimization").strata).toEqual([{ source: "site" }]);
    expect(withScheme({ ...blocks, strata: [] }, "urn").strata).toEqual([]);
  });

  test("leaves nothing wrong by itself along any way through schemes and shares, and only what its ratio cannot be", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(schemeKey, weights), { minLength: 1, maxLength: 6 }), (way) => {
        let allocation = blocks;
        for (const [scheme, shares] of way) {
          allocation = withShares(withScheme(allocation, scheme), ratioOf(...shares));
          expect(problemsOf(allocation)).toEqual([]);
          expect(allocation).toMatchObject({ scheme, ratio: ratioOf(...shares), strata: blocks.strata });
          expect(withScheme(allocation, scheme)).toEqual(allocation);
        }
      }),
    );
  });
});

describe("other shares", () => {
  test("keep the rounds of the blocks, however often they change", () => {
    const own: AllocationPlan = { ...blocks, blockSizes: [4, 8] };
    expect(withShares(own, ratioOf(2, 1)).blockSizes).toEqual([6, 12]);
    expect(withShares(withShares(own, ratioOf(12, 1)), ratioOf(1, 1))).toEqual(own);
    expect(withShares(own, ratioOf(1, 1, 1)).blockSizes).toEqual([6, 12]);
  });

  test("give the usual blocks where the sizes held no whole rounds, or one", () => {
    expect(withShares({ ...blocks, blockSizes: [5] }, ratioOf(2, 1)).blockSizes).toEqual([6, 9]);
    expect(withShares({ ...blocks, blockSizes: [2, 4] }, ratioOf(2, 1)).blockSizes).toEqual([6, 9]);
  });

  test("give minimization a coin that still favours who is behind", () => {
    const minimized = withScheme(blocks, "minimization");
    expect(withShares(minimized, ratioOf(2, 1)).coin).toEqual({ numerator: 4, denominator: 5 });
    expect(withShares(minimized, ratioOf(5, 1)).coin).toEqual({ numerator: 11, denominator: 12 });
  });
});

describe("a design that was tried out", () => {
  const shares = [
    { arm: "arm_1", weight: 1 },
    { arm: "arm_0", weight: 2 },
  ];

  test("is taken with scheme, settings, ratio and factors, and leaves visit and cards as they are", () => {
    const tried = { scheme: "permuted_blocks", settings: { blockSizes: [3, 12] }, shares, factors: [] } as const;
    expect(withDesign(blocks, tried)).toEqual({
      scheme: "permuted_blocks",
      // A block of one round is no design that a document can have: the usual sizes stand there instead.
      blockSizes: [6, 9],
      ratio: ratioOf(2, 1),
      strata: [],
      afterVisit: "baseline",
      cards: { perList: 12 },
    });
    const settings = { coin: { numerator: 9, denominator: 10 }, measure: "sd" } as const;
    const factors = [
      { item: null, weight: 1 },
      { item: "parity", weight: 3 },
    ];
    expect(withDesign(blocks, { scheme: "minimization", settings, shares, factors })).toEqual({
      scheme: "minimization",
      ...settings,
      ratio: ratioOf(2, 1),
      strata: [{ source: "site" }, { source: "item", item: "parity", weight: 3 }],
      afterVisit: "baseline",
    });
  });

  test("of other arms is not taken", () => {
    const tried = { scheme: "simple", settings: {}, factors: [] } as const;
    expect(withDesign(blocks, { ...tried, shares: shares.slice(0, 1) })).toBeNull();
    expect(withDesign(blocks, { ...tried, shares: [...shares, { arm: null, weight: 1 }] })).toBeNull();
    expect(
      withDesign(blocks, {
        ...tried,
        shares: [
          { arm: "arm_0", weight: 1 },
          { arm: "arm_9", weight: 1 },
        ],
      }),
    ).toBeNull();
  });
});

describe("a stratum", () => {
  test("is added once, the site first, and taken away again", () => {
    const bare: AllocationPlan = { ...blocks, strata: [] };
    const both = withStratum(withStratum(bare, "parity", true), null, true);
    expect(both.strata.map(itemOfStratum)).toEqual([null, "parity"]);
    expect(withStratum(both, "parity", true)).toBe(both);
    expect(withStratum(both, "age", false)).toBe(both);
    expect(withStratum(both, null, false).strata).toEqual([{ source: "item", item: "parity" }]);
  });
});
