import { hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import {
  adaptiveAllocation,
  allocationAt,
  commitmentOf,
  firstAllocations,
  openAdaptiveTrial,
  type SchemeKey,
  type SchemeParameters,
} from "../src/index.ts";
import lists from "./allocation-lists.json" with { type: "json" };

describe.each(lists.cases)("list $id, made by another program", (expected) => {
  const list = {
    scheme: expected.scheme as SchemeKey,
    parameters: expected.parameters as SchemeParameters,
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

describe.each(lists.sequences)("sequence $id, made by another program", (expected) => {
  const list = {
    scheme: expected.scheme as SchemeKey,
    parameters: expected.parameters as SchemeParameters,
    secret: hexToBytes(expected.secret),
  };
  const { participants } = expected;

  test("is the same, each participant replayed alone from the log before them", () => {
    const replayed = participants.map(({ stratumKey }, slot) => {
      const earlier = participants.slice(0, slot);
      return { stratumKey, armKey: adaptiveAllocation({ ...list, stratumKey, earlier }).armKey };
    });
    expect(replayed).toEqual(participants);
  });

  test("is the same in one pass", () => {
    const trial = openAdaptiveTrial(list);
    const made = participants.map(({ stratumKey }, slot) => {
      const { armKey } = trial.decide(stratumKey, slot);
      trial.record(stratumKey, armKey);
      return { stratumKey, armKey };
    });
    expect(made).toEqual(participants);
  });
});
