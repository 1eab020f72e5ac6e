import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { commitmentOf } from "../commitment/commitment.ts";
import { allocationAlgorithmVersion } from "../generator/stratum-draws.ts";
import { firstAllocations } from "../schemes/allocation-at.ts";
import {
  allocationBundleSchema,
  readAllocationBundle,
  writeAllocationBundle,
  type AllocationBundle,
} from "./allocation-bundle.ts";
import { verifyBundle } from "./verify-bundle.ts";

const [secret, nonce] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const arms = [
  { key: "b", ratio: 1 },
  { key: "a", ratio: 1 },
];
const plan = { scheme: "permuted_blocks" as const, parameters: { arms, blockSizes: [6, 4] } };
const promise = { ...plan, algorithmVersion: allocationAlgorithmVersion, protocolHash: "ab".repeat(32) };
const stratumKeys = ['{"site":"y"}', '{"site":"x"}'];

/** Seven rows in each of two strata, neither in order. */
const bundle: AllocationBundle = {
  schema: allocationBundleSchema,
  study: "small",
  ...promise,
  secret: bytesToHex(secret),
  nonce: bytesToHex(nonce),
  commitment: commitmentOf({ ...promise, secret }, nonce),
  strata: stratumKeys.map((stratumKey) => ({ stratumKey, allocated: 7 })),
  allocations: stratumKeys.flatMap((stratumKey, stratum) =>
    firstAllocations({ ...plan, secret, stratumKey, count: 7 })
      .map((armKey, slot) => ({ participant: `P-${stratum}${slot}`, stratumKey, slot, armKey }))
      .toReversed(),
  ),
};

function readBack(text: string): AllocationBundle {
  const read = readAllocationBundle(JSON.parse(text));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

test("one record has one text, in whatever order its rows were read, and its rows stand by stratum and slot", () => {
  const text = writeAllocationBundle(bundle);
  const otherwise = {
    ...bundle,
    strata: bundle.strata.toReversed(),
    allocations: bundle.allocations.toReversed(),
  };
  expect(writeAllocationBundle(otherwise)).toBe(text);
  const read = readBack(text);
  expect(writeAllocationBundle(read)).toBe(text);
  expect(read.allocations.map(({ stratumKey, slot }) => `${stratumKey} ${slot}`)).toEqual(
    ["x", "y"].flatMap((site) => Array.from({ length: 7 }, (_, slot) => `{"site":"${site}"} ${slot}`)),
  );
  expect(verifyBundle(read)).toEqual({ commitmentHolds: true, differences: [], checked: 14 });
});

test("a row taken from the end of a list is missed by the count", () => {
  const read = readBack(writeAllocationBundle(bundle));
  const last = read.allocations.at(-1);
  const { differences } = verifyBundle({ ...read, allocations: read.allocations.slice(0, -1) });
  expect(differences).toEqual([
    {
      kind: "slot_missing",
      row: null,
      participant: null,
      stratumKey: '{"site":"y"}',
      slot: 6,
      recorded: null,
      expected: last?.armKey,
    },
    { kind: "stratum_count_differs", stratumKey: '{"site":"y"}', stated: 7, found: 6 },
  ]);
});

test("what cannot be a bundle is refused with every place, rows from 1", () => {
  const spoiled = JSON.parse(writeAllocationBundle(bundle)) as { allocations: object[]; secret: string };
  spoiled.allocations[2] = { ...spoiled.allocations[2], slot: "3" };
  spoiled.secret = spoiled.secret.toUpperCase().replaceAll("0", "O");
  const read = readAllocationBundle(spoiled);
  if (read.ok) throw new Error("read");
  expect(read.refusal.code).toBe("allocation_bundle_invalid");
  expect(read.refusal.problems?.map(({ path, code }) => `${path} ${code}`)).toEqual([
    "secret shape_bad_format",
    "allocations/3/slot shape_wrong_type",
  ]);
  for (const input of [null, 7, "{}", [], {}, { schema: allocationBundleSchema }])
    expect(readAllocationBundle(input).ok).toBe(false);
});
