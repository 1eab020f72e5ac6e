import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocationAt, firstAllocations, openLists, type RandomizationList } from "./allocation-at.ts";
import type { ListSchemeKey, SchemeParameters } from "./scheme.ts";
import { validateScheme } from "./validate-scheme.ts";

const even = { arms: ["a", "b"].map((key) => ({ key, ratio: 1 })), blockSizes: [] };
const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });
const stratumKeys = fc.string({ maxLength: 20 });

const settings: fc.Arbitrary<readonly [ListSchemeKey, SchemeParameters]> = fc.oneof(
  fc.integer({ min: 2, max: 8 }).map((maximumImbalance) => ["big_stick", { ...even, maximumImbalance }] as const),
  fc
    .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 40 }))
    .map(([maximumImbalance, half]) => ["maximal", { ...even, maximumImbalance, sequenceLength: 2 * half }] as const),
  fc
    .integer({ min: 51, max: 99 })
    .map((numerator) => ["efron", { ...even, coin: { numerator, denominator: 100 } }] as const),
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map(([initial, added]) => ["urn", { ...even, urn: { initial, added } }] as const),
);

const lists: fc.Arbitrary<RandomizationList> = fc
  .tuple(settings, secrets)
  .map(([[scheme, parameters], secret]) => ({ scheme, parameters, secret }));

const differences = (sequence: readonly string[]) => {
  let difference = 0;
  return sequence.map((arm) => (difference += arm === "a" ? 1 : -1));
};

describe("a list whose slots depend on the slots before", () => {
  test("is the same replayed slot by slot, read in any order, and made in one pass", () => {
    fc.assert(
      fc.property(lists, stratumKeys, fc.array(fc.nat(90), { maxLength: 12 }), (list, stratumKey, slots) => {
        const inSequence = firstAllocations({ ...list, stratumKey, count: 91 });
        const reader = openLists(list);
        for (const slot of slots) {
          expect(reader(stratumKey, slot)).toBe(inSequence[slot]);
          expect(allocationAt({ ...list, stratumKey, slot })).toBe(inSequence[slot]);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("does not depend on the order in which the arms are given", () => {
    fc.assert(
      fc.property(lists, (list) => {
        const parameters = { ...list.parameters, arms: list.parameters.arms.toReversed() };
        expect(firstAllocations({ ...list, parameters, stratumKey: "{}", count: 50 })).toEqual(
          firstAllocations({ ...list, stratumKey: "{}", count: 50 }),
        );
      }),
      { numRuns: 50 },
    );
  });

  test("has parameters that validation accepts", () => {
    fc.assert(
      fc.property(settings, ([scheme, parameters]) => {
        expect(validateScheme(scheme, parameters, ["a", "b"])).toEqual([]);
      }),
    );
  });

  test("never differs by more than the maximum under big stick and the maximal procedure, at any step", () => {
    fc.assert(
      fc.property(lists, stratumKeys, (list, stratumKey) => {
        const maximum = list.parameters.maximumImbalance ?? Infinity;
        const all = differences(firstAllocations({ ...list, stratumKey, count: 160 }));
        expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(maximum);
      }),
      { numRuns: 200 },
    );
  });

  test("is equal at the end of every sequence of the maximal procedure", () => {
    fc.assert(
      fc.property(secrets, fc.integer({ min: 2, max: 20 }), (secret, half) => {
        const parameters = { ...even, maximumImbalance: 3, sequenceLength: 2 * half };
        const sequence = firstAllocations({ scheme: "maximal", parameters, secret, stratumKey: "{}", count: 8 * half });
        const ends = differences(sequence).filter((_, slot) => (slot + 1) % (2 * half) === 0);
        expect(ends).toEqual([0, 0, 0, 0]);
      }),
      { numRuns: 50 },
    );
  });
});
