import { describe, expect, test } from "vitest";
import { allocationAlgorithmVersion } from "../generator/stratum-draws.ts";
import { commitmentOf, committedText, type CommittedList } from "./commitment.ts";

const list: CommittedList = {
  scheme: "permuted_blocks",
  parameters: {
    arms: [
      { key: "massage", ratio: 1 },
      { key: "control", ratio: 1 },
    ],
    blockSizes: [6, 4],
  },
  algorithmVersion: allocationAlgorithmVersion,
  protocolHash: "ab".repeat(32),
  secret: Uint8Array.from({ length: 32 }, (_, index) => index),
};
const nonce = new Uint8Array(32).fill(7);

describe("a commitment", () => {
  test("is over one text, whatever the order of arms and sizes", () => {
    expect(committedText(list)).toBe(
      '{"algorithmVersion":"kendali-allocation/1","parameters":{"arms":[{"key":"control","ratio":1},' +
        '{"key":"massage","ratio":1}],"blockSizes":[4,6]},"protocolHash":"' +
        "ab".repeat(32) +
        '","scheme":"permuted_blocks","secret":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}',
    );
    const reordered = { arms: [...list.parameters.arms].reverse(), blockSizes: [4, 6] };
    expect(commitmentOf({ ...list, parameters: reordered }, nonce)).toBe(commitmentOf(list, nonce));
  });

  test("changes with every part of the promise and with the nonce", () => {
    const { arms } = list.parameters;
    const variants: [CommittedList, Uint8Array][] = [
      [list, nonce],
      [{ ...list, scheme: "simple" }, nonce],
      [{ ...list, parameters: { arms, blockSizes: [4] } }, nonce],
      [{ ...list, parameters: { arms: arms.map((arm) => ({ ...arm, ratio: 2 })), blockSizes: [6, 4] } }, nonce],
      [{ ...list, algorithmVersion: "kendali-allocation/2" }, nonce],
      [{ ...list, protocolHash: "ac".repeat(32) }, nonce],
      [{ ...list, secret: new Uint8Array(32) }, nonce],
      [list, new Uint8Array(32)],
    ];
    const commitments = variants.map(([promised, key]) => commitmentOf(promised, key));
    expect(new Set(commitments).size).toBe(variants.length);
    for (const commitment of commitments) expect(commitment).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is never made with a short nonce or secret", () => {
    expect(() => commitmentOf(list, new Uint8Array(31))).toThrow("32 bytes");
    expect(() => commitmentOf({ ...list, secret: new Uint8Array(33) }, nonce)).toThrow("32 bytes");
  });
});
