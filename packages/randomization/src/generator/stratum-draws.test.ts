import { chacha20 } from "@noble/ciphers/chacha.js";
import { describe, expect, test } from "vitest";
import { MAX_UNIT, stratumDraws, stratumStreamKey } from "./stratum-draws.ts";

const secret = Uint8Array.from({ length: 32 }, (_, index) => index);
const WORD = 2 ** 32;

describe("the draws of a stratum", () => {
  test("are the words of the ChaCha20 blocks whose counter is the unit", () => {
    const stream = chacha20(stratumStreamKey(secret, "{}"), new Uint8Array(12), new Uint8Array(64 * 100));
    const view = new DataView(stream.buffer);
    const draws = stratumDraws(secret, "{}");
    for (const unit of [0, 1, 31, 32, 33, 99, 7]) {
      const draw = draws(unit);
      const words = Array.from({ length: 16 }, () => draw(WORD));
      expect(words).toEqual(Array.from({ length: 16 }, (_, word) => view.getUint32(unit * 64 + word * 4, true)));
    }
  });

  test("go on with the next nonce after sixteen words, never with the next unit's", () => {
    const key = stratumStreamKey(secret, "{}");
    const draw = stratumDraws(secret, "{}")(5);
    const words = Array.from({ length: 40 }, () => draw(WORD));
    const expected = [0, 1, 2].flatMap((page) => {
      const nonce = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, page, 0, 0, 0]);
      const block = new DataView(chacha20(key, nonce, new Uint8Array(64), undefined, 5).buffer);
      return Array.from({ length: 16 }, (_, word) => block.getUint32(word * 4, true));
    });
    expect(words).toEqual(expected.slice(0, 40));
  });

  test("start anew each time a unit is opened, even when two are read in turn", () => {
    const draws = stratumDraws(secret, "{}");
    const [one, other] = [draws(3), draws(200)];
    const interleaved = Array.from({ length: 20 }, () => [one(1000), other(1000)]);
    const alone = stratumDraws(secret, "{}")(3);
    expect(interleaved.map(([value]) => value)).toEqual(Array.from({ length: 20 }, () => alone(1000)));
  });

  test("share no key between strata or secrets", () => {
    const other = Uint8Array.from(secret, (byte) => byte ^ 1);
    const keys = [
      stratumStreamKey(secret, "{}"),
      stratumStreamKey(secret, '{"site":"a"}'),
      stratumStreamKey(other, "{}"),
    ];
    expect(new Set(keys.map((key) => key.join())).size).toBe(3);
  });

  test("are refused for a secret of another length or a unit outside the list", () => {
    expect(() => stratumDraws(new Uint8Array(31), "{}")).toThrow("32 bytes");
    for (const unit of [-1, 0.5, MAX_UNIT + 1])
      expect(() => stratumDraws(secret, "{}")(unit)).toThrow("outside a list");
    expect(stratumDraws(secret, "{}")(MAX_UNIT)(WORD)).toBeGreaterThanOrEqual(0);
  });
});
