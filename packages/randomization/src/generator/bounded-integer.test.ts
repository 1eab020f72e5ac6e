import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedInteger } from "./bounded-integer.ts";

describe("an unbiased integer", () => {
  test("is the word modulo n when the word is accepted", () => {
    expect(boundedInteger(() => 1022050301, 2)).toBe(1);
  });

  test("throws away the words that would favour small values", () => {
    const words = [2 ** 32 - 1, 2 ** 32 - 4, 5];
    // 2^32 = 6 * 715827882 + 4: the four largest words are rejected.
    expect(boundedInteger(() => words.shift() ?? 0, 6)).toBe(5);
    expect(words).toEqual([]);
  });

  test("accepts every word when n divides 2^32", () => {
    expect(boundedInteger(() => 2 ** 32 - 1, 2 ** 32)).toBe(2 ** 32 - 1);
    expect(boundedInteger(() => 2 ** 32 - 1, 4)).toBe(3);
  });

  test("stays below n for every n and word", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (n, word) => {
        const words = [word, 0];
        const drawn = boundedInteger(() => words.shift() ?? 0, n);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(n);
      }),
    );
  });

  test.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])("is never asked for below %s", (n) => {
    expect(() => boundedInteger(() => 0, n)).toThrow("invariant");
  });
});
