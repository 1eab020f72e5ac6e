import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imbalanceOf } from "../balance/imbalance.ts";
import { allocationAt, firstAllocations, type RandomizationList } from "./allocation-at.ts";
import { ratioSum, type ArmRatio } from "./scheme.ts";
import { validateScheme } from "./validate-scheme.ts";

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });
const stratumKeys = fc.string({ maxLength: 40 });

/** Two to five arms in any integer ratio. */
const arms = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 })
  .map((ratios) => ratios.map((ratio, index): ArmRatio => ({ key: `arm${index}`, ratio })));

/** One to three block sizes that hold the ratio; never the fixed block of two. */
const blocks: fc.Arbitrary<RandomizationList> = fc
  .tuple(arms, fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }), secrets)
  .map(([armRatios, multiples, secret]) => ({
    scheme: "permuted_blocks" as const,
    parameters: { arms: armRatios, blockSizes: multiples.map((multiple) => multiple * ratioSum(armRatios)) },
    secret,
  }))
  .filter(({ parameters: { blockSizes } }) => !(blockSizes.length === 1 && blockSizes[0] === 2));

const simple: fc.Arbitrary<RandomizationList> = fc.tuple(arms, secrets).map(([armRatios, secret]) => ({
  scheme: "simple" as const,
  parameters: { arms: armRatios, blockSizes: [] },
  secret,
}));

describe("any list", () => {
  test("is the same replayed slot by slot, in any order, and made in one pass", () => {
    fc.assert(
      fc.property(fc.oneof(blocks, simple), stratumKeys, fc.integer({ min: 0, max: 150 }), (list, stratumKey, slot) => {
        const inSequence = firstAllocations({ ...list, stratumKey, count: slot + 1 });
        expect(inSequence).toHaveLength(slot + 1);
        expect(allocationAt({ ...list, stratumKey, slot })).toBe(inSequence[slot]);
        expect(firstAllocations({ ...list, stratumKey, count: slot })).toEqual(inSequence.slice(0, slot));
      }),
      { numRuns: 500 },
    );
  });

  test("depends on the arms and block sizes, not on the order in which they are given", () => {
    fc.assert(
      fc.property(fc.oneof(blocks, simple), stratumKeys, (list, stratumKey) => {
        const reversed = {
          arms: [...list.parameters.arms].reverse(),
          blockSizes: [...list.parameters.blockSizes].reverse(),
        };
        const count = 60;
        expect(firstAllocations({ ...list, parameters: reversed, stratumKey, count })).toEqual(
          firstAllocations({ ...list, stratumKey, count }),
        );
      }),
    );
  });

  test("has parameters that validation accepts", () => {
    fc.assert(
      fc.property(fc.oneof(blocks, simple), ({ scheme, parameters }) => {
        expect(
          validateScheme(
            scheme,
            parameters,
            parameters.arms.map(({ key }) => key),
          ),
        ).toEqual([]);
      }),
    );
  });

  test("says nothing about another stratum's list: two hundred slots never agree by design", () => {
    fc.assert(
      fc.property(fc.oneof(blocks, simple), stratumKeys, stratumKeys, (list, one, other) => {
        fc.pre(one !== other);
        const count = 200;
        expect(firstAllocations({ ...list, stratumKey: one, count })).not.toEqual(
          firstAllocations({ ...list, stratumKey: other, count }),
        );
      }),
    );
  });
});

describe("permuted blocks", () => {
  test("cut into blocks of the stated sizes that each hold the ratio exactly", () => {
    fc.assert(
      fc.property(blocks, stratumKeys, (list, stratumKey) => {
        const { parameters } = list;
        const sequence = firstAllocations({ ...list, stratumKey, count: 200 });
        // The sizes are found from the outside: some way of cutting must exist, and the last block may be unfinished.
        expect(canBeCut(sequence, parameters.blockSizes, parameters.arms)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("at 1:1 never differ by more than half the largest block, and by nothing at the end of a fixed block", () => {
    const sizes = fc.uniqueArray(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(sizes, secrets, stratumKeys, (halves, secret, stratumKey) => {
        const blockSizes = halves.map((half) => 2 * half);
        const even = [
          { key: "a", ratio: 1 },
          { key: "b", ratio: 1 },
        ];
        const list = { scheme: "permuted_blocks" as const, parameters: { arms: even, blockSizes }, secret };
        const log = firstAllocations({ ...list, stratumKey, count: 120 }).map((armKey) => ({ stratumKey, armKey }));
        for (let taken = 1; taken <= log.length; taken += 1) {
          const { range } = imbalanceOf(log.slice(0, taken), even).overall;
          expect(range).toBeLessThanOrEqual(Math.max(...halves));
          if (blockSizes.length === 1 && taken % (blockSizes[0] ?? 1) === 0) expect(range).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("in any ratio are exact at the end of every fixed block", () => {
    fc.assert(
      fc.property(arms, fc.integer({ min: 2, max: 4 }), secrets, (armRatios, multiple, secret) => {
        const size = multiple * ratioSum(armRatios);
        const list = {
          scheme: "permuted_blocks" as const,
          parameters: { arms: armRatios, blockSizes: [size] },
          secret,
        };
        const log = firstAllocations({ ...list, stratumKey: "{}", count: 5 * size }).map((armKey) => ({
          stratumKey: "{}",
          armKey,
        }));
        for (let end = size; end <= log.length; end += size)
          expect(imbalanceOf(log.slice(0, end), armRatios).overall.largestDeviation).toBe(0);
      }),
    );
  });
});

/** Whether a sequence can be cut into blocks of these sizes, each holding the ratio, the last perhaps unfinished. */
function canBeCut(sequence: readonly string[], sizes: readonly number[], armRatios: readonly ArmRatio[]): boolean {
  const starts = new Set([0]);
  for (const start of starts) {
    for (const size of sizes) {
      const block = sequence.slice(start, start + size);
      const repeats = size / ratioSum(armRatios);
      const counts = armRatios.map(({ key }) => block.filter((arm) => arm === key).length);
      const fits = armRatios.every(({ ratio }, index) => {
        const count = counts[index] ?? 0;
        return block.length === size ? count === ratio * repeats : count <= ratio * repeats;
      });
      if (fits && start + size >= sequence.length) return true;
      if (fits) starts.add(start + size);
    }
  }
  return false;
}
