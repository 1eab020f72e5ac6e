import fc from "fast-check";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { commitmentOf } from "../../commitment/commitment.ts";
import {
  verifyAllocations,
  type RecordedAllocation,
  type RevealedBundle,
} from "../../commitment/verify-allocations.ts";
import { allocationAlgorithmVersion } from "../../generator/stratum-draws.ts";
import { simulationGenerator } from "../../generator/simulation-generator.ts";
import { nextAllocation, type Allocation } from "../../ledger/next-allocation.ts";
import { stratumKey } from "../../strata/stratum-key.ts";
import { adaptiveAllocation, openAdaptiveTrial } from "../adaptive-allocation.ts";
import { allocationAt } from "../allocation-at.ts";
import type { SchemeParameters } from "../scheme.ts";

const parameters: SchemeParameters = {
  arms: ["control", "massage"].map((key) => ({ key, ratio: 1 })),
  blockSizes: [],
  coin: { numerator: 17, denominator: 20 },
  measure: "range",
  factors: ["site", "parity", "age"].map((key) => ({ key, weight: 1 })),
};
const listOf = (seed: bigint) => ({
  scheme: "minimization" as const,
  parameters,
  secret: simulationGenerator(seed).nextBytes(32),
});

/** A study of `count` participants, each allocated after all before. */
function study(seed: bigint, count: number, list = listOf(seed)): RecordedAllocation[] {
  const { nextBelow } = simulationGenerator(seed + 1000n);
  const trial = openAdaptiveTrial(list);
  return Array.from({ length: count }, (_, slot) => {
    const key = keyOf({ site: `s${nextBelow(4)}`, parity: nextBelow(2), age: nextBelow(3) });
    const { armKey } = trial.decide(key, slot);
    trial.record(key, armKey);
    return { stratumKey: key, slot, armKey };
  });
}

function keyOf(values: Readonly<Record<string, string | number>>): string {
  const key = stratumKey(values);
  if (!key.ok) throw new Error("a factor has no value");
  return key.value;
}

describe("minimization", () => {
  test("rebuilds its whole state from the log, in whatever order the log is read", () => {
    const orders = fc.shuffledSubarray([...Array(60).keys()], { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000n }), fc.nat(60), orders, (seed, length, order) => {
        const made = study(seed, 61);
        const log = order.filter((slot) => slot < length).flatMap((slot) => made[slot] ?? []);
        const newcomer = made[length];
        const key = newcomer?.stratumKey ?? "";
        expect(adaptiveAllocation({ ...listOf(seed), stratumKey: key, earlier: log }).armKey).toBe(newcomer?.armKey);
      }),
      { numRuns: 60 },
    );
  });

  test("keeps the arms closer in every level than simple randomization would", () => {
    const made = study(5n, 400);
    for (const factor of ["site", "parity", "age"]) {
      const levelOf = ({ stratumKey: key }: RecordedAllocation) => (JSON.parse(key) as Record<string, unknown>)[factor];
      for (const level of new Set(made.map(levelOf))) {
        const rows = made.filter((row) => levelOf(row) === level);
        const massage = rows.filter(({ armKey }) => armKey === "massage").length;
        // Simple randomization of 100 to 200 would have a standard deviation of 10 to 14.
        expect(Math.abs(2 * massage - rows.length)).toBeLessThanOrEqual(10);
      }
    }
  });

  test("does not depend on factors it was not told to balance, or on the order of those it was", () => {
    const list = listOf(7n);
    const withMore = keyOf({ site: "s1", parity: 1, age: 2, other: "x" });
    const without = keyOf({ site: "s1", parity: 1, age: 2 });
    const reordered = { ...list, parameters: { ...parameters, factors: parameters.factors?.toReversed() ?? [] } };
    for (const earlier of [study(7n, 10), study(7n, 33)]) {
      const decided = adaptiveAllocation({ ...list, stratumKey: without, earlier });
      expect(adaptiveAllocation({ ...list, stratumKey: withMore, earlier })).toEqual(decided);
      expect(adaptiveAllocation({ ...reordered, stratumKey: without, earlier })).toEqual(decided);
    }
  });

  test("tells 1 from “1”, as the strata do", () => {
    const list = listOf(8n);
    const earlier = Array.from({ length: 6 }, () => ({
      stratumKey: keyOf({ site: "s1", parity: 1, age: 1 }),
      armKey: "control",
    }));
    const scores = (parity: string | number) =>
      adaptiveAllocation({ ...list, stratumKey: keyOf({ site: "s1", parity, age: 1 }), earlier }).scores;
    expect(scores(1)).toEqual([21, 15]);
    expect(scores("1")).toEqual([15, 11]);
  });

  test("throws for a participant without one of the factors, and for a list without a log", () => {
    const list = listOf(9n);
    expect(() => adaptiveAllocation({ ...list, stratumKey: keyOf({ site: "s1" }), earlier: [] })).toThrow("factor age");
    expect(stratumKey({ site: "s1", parity: undefined, age: 1 })).toMatchObject({
      ok: false,
      refusal: { code: "strata_missing", problems: [{ path: "parity" }] },
    });
    expect(() => allocationAt({ ...list, stratumKey: "{}", slot: 0 })).toThrow("has no lists");
    expect(() =>
      openAdaptiveTrial({ ...list, scheme: "simple", parameters: { ...parameters, blockSizes: [] } }),
    ).toThrow("allocation_setting_unused");
  });
});

describe("the next allocation under minimization", () => {
  const list = listOf(11n);

  test("follows from the log read under the lock, one slot after the other", () => {
    const log: Allocation[] = [];
    for (const { stratumKey: key, armKey } of study(11n, 40)) {
      const head = { stratumKey: key, nextSlot: log.length };
      const step = nextAllocation({ list, participant: `p${log.length}`, head, existing: null, earlier: log });
      expect(step).toMatchObject({ kind: "taken", allocation: { slot: log.length, armKey } });
      log.push(step.allocation);
    }
    const [first] = log;
    if (first === undefined) throw new Error("nobody was allocated");
    const head = { stratumKey: first.stratumKey, nextSlot: log.length };
    expect(nextAllocation({ list, participant: "p0", head, existing: first, earlier: log })).toEqual({
      kind: "kept",
      allocation: first,
    });
  });

  test("throws when the log does not reach up to the slot", () => {
    const head = { stratumKey: keyOf({ site: "s1", parity: 1, age: 1 }), nextSlot: 3 };
    expect(() => nextAllocation({ list, participant: "p", head, existing: null })).toThrow("0 were read");
  });
});

describe("a revealed bundle of a minimized study", () => {
  test("that is true has no difference", () => {
    const verified = { problems: [], commitmentHolds: true, differences: [], checked: 150 };
    expect(verifyAllocations(bundleOf(20n))).toEqual(verified);
  });

  test("with one arm changed names that row alone, for each of 200 changes", () => {
    const { nextBelow } = simulationGenerator(21n);
    for (let change = 0; change < 200; change += 1) {
      const bundle = bundleOf(BigInt(30 + (change % 5)));
      const row = nextBelow(150);
      const allocations = bundle.allocations.map((allocation, index) =>
        index === row ? { ...allocation, armKey: allocation.armKey === "control" ? "massage" : "control" } : allocation,
      );
      const { differences } = verifyAllocations({ ...bundle, allocations });
      expect(differences.map(({ kind, row: named }) => ({ kind, row: named }))).toEqual([{ kind: "arm_differs", row }]);
    }
  });

  test("with a row taken out or given twice names the slot and derives nothing after it", () => {
    const bundle = bundleOf(22n);
    const without = bundle.allocations.filter((_, row) => row !== 70);
    expect(verifyAllocations({ ...bundle, allocations: without })).toMatchObject({
      differences: [{ kind: "slot_missing", slot: 70, row: null }],
      checked: 70,
    });
    const twice = [...bundle.allocations, ...bundle.allocations.slice(12, 13)];
    expect(verifyAllocations({ ...bundle, allocations: twice }).differences).toMatchObject([
      { kind: "slot_repeated", slot: 12, row: 12 },
      { kind: "slot_repeated", slot: 12, row: 150 },
    ]);
  });
});

test("a bundle whose factor values cannot be read says which rows, and throws nothing", () => {
  const bundle = bundleOf(23n);
  const spoiled = ["", "null", "[]", "{}", '{"site":"s1"}', '{"site":"s1","parity":1,"age":null}', '{"site": "s1"}'];
  const allocations = bundle.allocations.map((row, index) => ({
    ...row,
    stratumKey: spoiled[index] ?? row.stratumKey,
  }));
  const { problems, differences } = verifyAllocations({ ...bundle, allocations });
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual(
    spoiled.map((_, row) => `/allocations/${row}/stratumKey allocation_stratum_malformed`),
  );
  expect(differences).toEqual([]);
});

function bundleOf(seed: bigint): RevealedBundle {
  const list = listOf(seed);
  const promise = { algorithmVersion: allocationAlgorithmVersion, protocolHash: "ab".repeat(32) };
  const nonce = simulationGenerator(seed).nextBytes(32);
  return {
    scheme: list.scheme,
    parameters,
    ...promise,
    secret: bytesToHex(list.secret),
    nonce: bytesToHex(nonce),
    commitment: commitmentOf({ ...list, ...promise }, nonce),
    allocations: study(seed, 150),
  };
}
