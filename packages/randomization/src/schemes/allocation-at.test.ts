import { describe, expect, test } from "vitest";
import { allocationAt, firstAllocations } from "./allocation-at.ts";

const list = {
  scheme: "permuted_blocks" as const,
  parameters: {
    arms: [
      { key: "control", ratio: 1 },
      { key: "massage", ratio: 1 },
    ],
    blockSizes: [4],
  },
  secret: new Uint8Array(32),
};

describe("one allocation", () => {
  test("is the documented example", () => {
    expect(allocationAt({ ...list, stratumKey: "{}", slot: 0 })).toBe("massage");
  });

  test("does not change the secret or the parameters it is given", () => {
    const secret = new Uint8Array(32).fill(9);
    const parameters = Object.freeze({ arms: Object.freeze([...list.parameters.arms].reverse()), blockSizes: [6, 4] });
    allocationAt({ ...list, parameters, secret, stratumKey: "{}", slot: 50 });
    expect(secret).toEqual(new Uint8Array(32).fill(9));
    expect(parameters.blockSizes).toEqual([6, 4]);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 31])("is never asked for at slot %s", (slot) => {
    expect(() => allocationAt({ ...list, stratumKey: "{}", slot })).toThrow("outside a list");
  });

  test("is never made from parameters that were not validated or a short secret", () => {
    const parameters = { ...list.parameters, blockSizes: [2] };
    expect(() => allocationAt({ ...list, parameters, stratumKey: "{}", slot: 0 })).toThrow(
      "allocation_fixed_block_of_two",
    );
    expect(() => allocationAt({ ...list, secret: new Uint8Array(16), stratumKey: "{}", slot: 0 })).toThrow("32 bytes");
  });

  test("is found at once far down a list of equal blocks", () => {
    expect(["control", "massage"]).toContain(allocationAt({ ...list, stratumKey: "{}", slot: 2 ** 31 - 1 }));
  });

  test("an empty list is empty", () => {
    expect(firstAllocations({ ...list, stratumKey: "{}", count: 0 })).toEqual([]);
    expect(() => firstAllocations({ ...list, stratumKey: "{}", count: -1 })).toThrow("cannot be made");
  });
});
