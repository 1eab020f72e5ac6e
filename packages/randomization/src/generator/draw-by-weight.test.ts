import { describe, expect, test } from "vitest";
import { boundedInteger } from "./bounded-integer.ts";
import { drawByWeight } from "./draw-by-weight.ts";
import { simulationGenerator } from "./simulation-generator.ts";

describe("an outcome drawn by weight", () => {
  test("is each outcome for exactly as many of the equally likely integers as its weight", () => {
    const drawn = [0, 1, 2, 3, 4, 5].map((value) => drawByWeight(() => value, [2n, 0n, 3n, 1n]));
    expect(drawn).toEqual([0, 0, 2, 2, 2, 3]);
  });

  test("that is certain draws nothing", () => {
    const never = () => {
      throw new Error("a certain outcome was drawn");
    };
    expect(drawByWeight(never, [0n, 7n, 0n])).toBe(1);
    expect(() => drawByWeight(never, [0n, 0n])).toThrow("no outcome has a chance");
  });

  test("of a sum above 2^32 takes the words it has, highest first, and throws away what is not below the sum", () => {
    const words = [0b101, 1, 0b110, 0, 0b001, 9];
    const draw = (n: number) => boundedInteger(() => words.shift() ?? Number.NaN, n);
    // 34 bits: 0b01·2^32 + 1 is kept; then 0b10·2^32 is the sum itself and thrown away; 0b01·2^32 + 9 is kept.
    const weights = [2n ** 32n + 2n, 2n ** 32n - 2n];
    expect(drawByWeight(draw, [...weights, 1n])).toBe(0);
    expect(words).toEqual([0b110, 0, 0b001, 9]);
    expect(drawByWeight(draw, [...weights, 1n])).toBe(2);
    expect(words).toEqual([0b001, 9]);
    expect(drawByWeight(draw, weights)).toBe(1);
  });

  test("of a sum of 100 bits keeps the odds 3 to 1 over 40,000 draws", () => {
    const { nextBelow } = simulationGenerator(31n);
    const weights = [3n * 2n ** 100n + 5n, 2n ** 100n + 1n];
    let first = 0;
    for (let draw = 0; draw < 40_000; draw += 1) if (drawByWeight(nextBelow, weights) === 0) first += 1;
    // Chi-square of one degree of freedom; 15.14 is its quantile at 1 − 1e-4.
    expect((first - 30_000) ** 2 / 30_000 + (first - 30_000) ** 2 / 10_000).toBeLessThan(15.14);
  });
});
