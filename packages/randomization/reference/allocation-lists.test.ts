import { hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { allocationAt, commitmentOf, firstAllocations, type SchemeKey } from "../src/index.ts";
import lists from "./allocation-lists.json" with { type: "json" };

describe.each(lists.cases)("list $id, made by another program", (expected) => {
  const list = {
    scheme: expected.scheme as SchemeKey,
    parameters: expected.parameters,
    secret: hexToBytes(expected.secret),
  };

  test("is the same slot by slot, each replayed alone", () => {
    const replayed = expected.arms.map((_, slot) => allocationAt({ ...list, stratumKey: expected.stratumKey, slot }));
    expect(replayed).toEqual(expected.arms);
  });

  test("is the same in one pass", () => {
    const count = expected.arms.length;
    expect(firstAllocations({ ...list, stratumKey: expected.stratumKey, count })).toEqual(expected.arms);
  });

  test("has the same commitment", () => {
    const { algorithmVersion } = lists;
    const committed = { ...list, algorithmVersion, protocolHash: expected.protocolHash };
    expect(commitmentOf(committed, hexToBytes(expected.nonce))).toBe(expected.commitment);
  });
});
