import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { allocationAlgorithmVersion } from "../generator/stratum-draws.ts";
import { simulationGenerator } from "../generator/simulation-generator.ts";
import { firstAllocations } from "../schemes/allocation-at.ts";
import { commitmentOf } from "./commitment.ts";
import { verifyAllocations, type RecordedAllocation, type RevealedBundle } from "./verify-allocations.ts";

const strata = ['{"site":"a"}', '{"site":"b"}', '{"site":"c"}'];

/** A true bundle of 120 participants in three strata, rows in the order of their arrival. */
function trueBundle(seed: bigint): RevealedBundle {
  const chance = simulationGenerator(seed);
  const [secret, nonce] = [chance.nextBytes(32), chance.nextBytes(32)];
  const arms = [
    { key: "control", ratio: 1 },
    { key: "massage", ratio: 1 },
  ];
  const list = { scheme: "permuted_blocks" as const, parameters: { arms, blockSizes: [4, 6] }, secret };
  const taken = strata.map(() => 0);
  const lists = strata.map((stratumKey) => firstAllocations({ ...list, stratumKey, count: 120 }));
  const allocations = Array.from({ length: 120 }, (): RecordedAllocation => {
    const stratum = chance.nextBelow(strata.length);
    const slot = taken[stratum] ?? 0;
    taken[stratum] = slot + 1;
    return { stratumKey: strata[stratum] ?? "", slot, armKey: lists[stratum]?.[slot] ?? "" };
  });
  const promise = { algorithmVersion: allocationAlgorithmVersion, protocolHash: "cd".repeat(32) };
  return {
    scheme: list.scheme,
    parameters: list.parameters,
    ...promise,
    secret: bytesToHex(secret),
    nonce: bytesToHex(nonce),
    commitment: commitmentOf({ ...list, ...promise }, nonce),
    allocations,
  };
}

const withRow = (bundle: RevealedBundle, row: number, change: Partial<RecordedAllocation>): RevealedBundle => ({
  ...bundle,
  allocations: bundle.allocations.map((allocation, index) =>
    index === row ? { ...allocation, ...change } : allocation,
  ),
});

describe("a revealed bundle", () => {
  test("that is true has no difference, in whatever order its rows stand", () => {
    const bundle = trueBundle(1n);
    const verified = { problems: [], commitmentHolds: true, differences: [], checked: 120 };
    expect(verifyAllocations(bundle)).toEqual(verified);
    expect(verifyAllocations({ ...bundle, allocations: bundle.allocations.toReversed() })).toEqual(verified);
    expect(verifyAllocations(JSON.parse(JSON.stringify(bundle)) as RevealedBundle)).toEqual(verified);
  });

  test("with one arm changed names that row, for each of 200 changes", () => {
    const chance = simulationGenerator(2n);
    for (let change = 0; change < 200; change += 1) {
      const bundle = trueBundle(BigInt(100 + (change % 10)));
      const row = chance.nextBelow(bundle.allocations.length);
      const before = bundle.allocations[row];
      if (before === undefined) throw new Error("no such row");
      const { stratumKey, slot, armKey: expected } = before;
      const recorded = expected === "control" ? "massage" : "control";
      expect(verifyAllocations(withRow(bundle, row, { armKey: recorded })).differences).toEqual([
        { kind: "arm_differs", row, stratumKey, slot, recorded, expected },
      ]);
    }
  });

  test("with a row taken out of the middle names the slot that is missing, for every row but the last of a stratum", () => {
    const bundle = trueBundle(3n);
    const lastSlots = new Map<string, number>();
    for (const { stratumKey, slot } of bundle.allocations) lastSlots.set(stratumKey, slot);
    bundle.allocations.forEach(({ stratumKey, slot, armKey }, row) => {
      const allocations = bundle.allocations.filter((_, index) => index !== row);
      const { differences } = verifyAllocations({ ...bundle, allocations });
      const missing = { kind: "slot_missing", row: null, stratumKey, slot, recorded: null, expected: armKey };
      expect(differences).toEqual(slot === lastSlots.get(stratumKey) ? [] : [missing]);
    });
  });

  test("with a row given twice names both", () => {
    const bundle = trueBundle(4n);
    const copied = bundle.allocations[17];
    if (copied === undefined) throw new Error("no such row");
    const { differences } = verifyAllocations({ ...bundle, allocations: [...bundle.allocations, copied] });
    expect(differences.map(({ kind, row }) => ({ kind, row }))).toEqual([
      { kind: "slot_repeated", row: 17 },
      { kind: "slot_repeated", row: 120 },
    ]);
  });

  test("with a row moved to another stratum names the hole it left and the slot it shares", () => {
    const bundle = trueBundle(5n);
    const row = bundle.allocations.findIndex(({ stratumKey, slot }) => stratumKey === strata[0] && slot === 3);
    const { differences } = verifyAllocations(withRow(bundle, row, { stratumKey: strata[1] ?? "" }));
    expect(differences.filter(({ kind }) => kind === "slot_missing")).toMatchObject([
      { stratumKey: strata[0], slot: 3 },
    ]);
    expect(differences.filter(({ kind }) => kind === "slot_repeated").map((difference) => difference.row)).toContain(
      row,
    );
  });

  test("with an impossible slot number is answered at once, naming the row", () => {
    const bundle = trueBundle(6n);
    const { differences } = verifyAllocations(withRow(bundle, 40, { slot: 2_000_000_000 }));
    expect(differences).toContainEqual(expect.objectContaining({ kind: "slot_beyond_list", row: 40, expected: null }));
  });

  test("with anything in the promise changed no longer keeps it", () => {
    const bundle = trueBundle(7n);
    const { arms } = bundle.parameters;
    const broken: RevealedBundle[] = [
      { ...bundle, protocolHash: "ce".repeat(32) },
      { ...bundle, parameters: { arms, blockSizes: [4] } },
      { ...bundle, nonce: "00".repeat(32) },
      { ...bundle, secret: "00".repeat(32) },
      { ...bundle, commitment: "00".repeat(32) },
    ];
    expect(broken.map((changed) => verifyAllocations(changed).commitmentHolds)).toEqual(broken.map(() => false));
    expect(verifyAllocations({ ...bundle, secret: "00".repeat(32) }).differences.length).toBeGreaterThan(20);
    expect(verifyAllocations({ ...bundle, commitment: bundle.commitment.toUpperCase() }).commitmentHolds).toBe(true);
  });

  test("that cannot be read says everything that is wrong with it", () => {
    const bundle = trueBundle(8n);
    const spoiled: RevealedBundle = {
      ...withRow(withRow(bundle, 3, { slot: -1 }), 4, { slot: 0.5 }),
      parameters: { ...bundle.parameters, blockSizes: [5] },
      algorithmVersion: "kendali-allocation/9",
      secret: "00",
      nonce: "zz".repeat(32),
      commitment: "",
    };
    const verified = verifyAllocations(spoiled);
    expect(verified).toMatchObject({ commitmentHolds: false, differences: [], checked: 0 });
    expect(verified.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      "/parameters/blockSizes/0 allocation_block_size_not_multiple",
      "/algorithmVersion allocation_algorithm_unknown",
      "/secret allocation_hex_malformed",
      "/nonce allocation_hex_malformed",
      "/commitment allocation_hex_malformed",
      "/allocations/3/slot allocation_slot_malformed",
      "/allocations/4/slot allocation_slot_malformed",
    ]);
    const unknown = { ...bundle, scheme: "toString" } as unknown as RevealedBundle;
    expect(verifyAllocations(unknown).problems).toMatchObject([{ code: "allocation_scheme_unknown" }]);
  });
});
