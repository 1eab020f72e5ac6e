import { describe, expect, test } from "vitest";
import { simulationGenerator } from "../generator/simulation-generator.ts";
import { firstAllocations, type RandomizationList } from "./allocation-at.ts";

/** Chi-square quantiles at 1 − 1e-4 by degrees of freedom, from R 4.2.2 `qchisq(1 - 1e-4, df)`: above them p < 1e-4. */
const CRITICAL: Readonly<Record<number, number>> = {
  1: 15.1367052,
  2: 18.420681,
  5: 25.744832,
  8: 31.827628,
  19: 50.7954897,
  25: 60.1402919,
  35: 74.9262219,
  53: 100.0631918,
  69: 121.4403461,
};

const LISTS = 100_000;
const even = [
  { key: "A", ratio: 1 },
  { key: "B", ratio: 1 },
];
const blocksOf = (...blockSizes: number[]) => ({
  scheme: "permuted_blocks" as const,
  parameters: { arms: even, blockSizes },
});
const secretOf = (seed: bigint) => simulationGenerator(seed).nextBytes(32);

describe("lists with fixed seeds, 100,000 and more where it counts (p > 1e-4)", { timeout: 180_000 }, () => {
  test("first blocks of four in 100,000 strata: all C(4,2) = 6 arrangements equally often", () => {
    const secret = secretOf(1n);
    const arrangements = Array.from({ length: LISTS }, (_, stratum) =>
      firstAllocations({ ...blocksOf(4), secret, stratumKey: `{"site":${stratum}}`, count: 4 }).join(""),
    );
    expectUniform(arrangements, 6);
  });

  test("first blocks of four under 20,000 secrets: all 6 arrangements equally often", () => {
    const generator = simulationGenerator(2n);
    const arrangements = Array.from({ length: 20_000 }, () =>
      firstAllocations({ ...blocksOf(4), secret: generator.nextBytes(32), stratumKey: "{}", count: 4 }).join(""),
    );
    expectUniform(arrangements, 6);
  });

  test("200,000 blocks of one list: all 6 arrangements, and all 36 pairs of neighbours, equally often", () => {
    const blocks = cut(
      firstAllocations({ ...blocksOf(4), secret: secretOf(3n), stratumKey: "{}", count: 8 * LISTS }),
      4,
    );
    expectUniform(blocks, 6);
    expectUniform(cut(blocks, 2), 36);
  });

  test("100,000 blocks of six: all C(6,3) = 20 arrangements equally often", () => {
    expectUniform(
      cut(firstAllocations({ ...blocksOf(6), secret: secretOf(4n), stratumKey: "{}", count: 6 * LISTS }), 6),
      20,
    );
  });

  test("100,000 blocks of eight: all C(8,4) = 70 arrangements equally often", () => {
    expectUniform(
      cut(firstAllocations({ ...blocksOf(8), secret: secretOf(11n), stratumKey: "{}", count: 8 * LISTS }), 8),
      70,
    );
  });

  test("100,000 sequences of eight by the maximal procedure: all 54 that stay within two equally often", () => {
    const parameters = { arms: even, blockSizes: [], maximumImbalance: 2, sequenceLength: 8 };
    const list = { scheme: "maximal" as const, parameters, secret: secretOf(12n), stratumKey: "{}", count: 8 * LISTS };
    expectUniform(cut(firstAllocations(list), 8), 54);
  });

  test("the same block of two strata: all 36 pairs of arrangements equally often", () => {
    const list = { ...blocksOf(4), secret: secretOf(5n), count: 4 * LISTS };
    const one = cut(firstAllocations({ ...list, stratumKey: '{"site":"a"}' }), 4);
    const other = cut(firstAllocations({ ...list, stratumKey: '{"site":"b"}' }), 4);
    expectUniform(
      one.map((arrangement, block) => `${arrangement} ${other[block] ?? ""}`),
      36,
    );
  });

  test("drawn sizes four and six: the first block has each size equally often", () => {
    // The first four slots can hold the arms unequally only when the first block has six.
    const generator = simulationGenerator(6n);
    const starts = Array.from({ length: 30_000 }, () =>
      firstAllocations({ ...blocksOf(4, 6), secret: generator.nextBytes(32), stratumKey: "{}", count: 4 }),
    );
    const unequal = starts.filter((start) => start.filter((arm) => arm === "A").length !== 2).length;
    // P(first four not 2:2) = 1/2 * (1 - C(3,2) C(3,2) / C(6,4)) = 1/2 * 6/15 = 1/5.
    expectFrequencies([unequal, starts.length - unequal], [1, 4]);
  });

  test("blocks of three at 2:1: all 3 arrangements equally often", () => {
    const arms = [
      { key: "A", ratio: 2 },
      { key: "B", ratio: 1 },
    ];
    const list: RandomizationList = {
      scheme: "permuted_blocks",
      parameters: { arms, blockSizes: [3] },
      secret: secretOf(7n),
    };
    expectUniform(cut(firstAllocations({ ...list, stratumKey: "{}", count: 3 * LISTS }), 3), 3);
  });

  test("simple randomization at 3:2:1 keeps the ratio", () => {
    const arms = [3, 2, 1].map((ratio, index) => ({ key: "ABC".charAt(index), ratio }));
    const list: RandomizationList = { scheme: "simple", parameters: { arms, blockSizes: [] }, secret: secretOf(8n) };
    const sequence = firstAllocations({ ...list, stratumKey: "{}", count: 2 * LISTS });
    expectFrequencies(
      ["A", "B", "C"].map((arm) => sequence.filter((key) => key === arm).length),
      [3, 2, 1],
    );
  });

  test("simple randomization of three equal arms forgets the slot before: all 9 pairs equally often", () => {
    const arms = ["A", "B", "C"].map((key) => ({ key, ratio: 1 }));
    const list: RandomizationList = { scheme: "simple", parameters: { arms, blockSizes: [] }, secret: secretOf(10n) };
    expectUniform(cut(firstAllocations({ ...list, stratumKey: "{}", count: 2 * LISTS }), 2), 9);
  });
});

describe("10,000 simulated trials, guessed by someone who knows the past", () => {
  test.each([
    { name: "simple", list: { scheme: "simple" as const, parameters: { arms: even, blockSizes: [] } }, theory: 6 },
    { name: "fixed blocks of six", list: blocksOf(6), theory: 8.2 },
  ])("$name: right as often as theory says for 12 participants, within 2 percentage points", ({ list, theory }) => {
    const generator = simulationGenerator(9n);
    let right = 0;
    for (let trial = 0; trial < 10_000; trial += 1) {
      let difference = 0;
      for (const arm of firstAllocations({ ...list, secret: generator.nextBytes(32), stratumKey: "{}", count: 12 })) {
        const guess = difference === 0 ? "AB".charAt(generator.nextBelow(2)) : difference > 0 ? "B" : "A";
        if (guess === arm) right += 1;
        difference += arm === "A" ? 1 : -1;
      }
    }
    expect(Math.abs(right / 120_000 - theory / 12)).toBeLessThan(0.02);
  });
});

/** Cuts a list into neighbouring groups of `size`, each written as one text. */
function cut(items: readonly string[], size: number): string[] {
  const groups: string[] = [];
  for (let start = 0; start + size <= items.length; start += size)
    groups.push(items.slice(start, start + size).join(""));
  return groups;
}

function expectUniform(outcomes: readonly string[], kinds: number): void {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  expect(counts.size).toBe(kinds);
  expectFrequencies(
    [...counts.values()],
    Array.from({ length: kinds }, () => 1),
  );
}

function expectFrequencies(counts: readonly number[], weights: readonly number[]): void {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const weight = weights.reduce((sum, value) => sum + value, 0);
  const statistic = counts.reduce((sum, count, index) => {
    const expected = (total * (weights[index] ?? 0)) / weight;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  expect(statistic).toBeLessThan(CRITICAL[counts.length - 1] ?? 0);
}
