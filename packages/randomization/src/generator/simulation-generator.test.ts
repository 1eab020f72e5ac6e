import { describe, expect, test } from "vitest";
import { simulationGenerator } from "./simulation-generator.ts";
import { splitmix64 } from "./splitmix64.ts";

const MASK = (1n << 64n) - 1n;

describe("the simulation generator", () => {
  test("starts with the published output for seed 0", () => {
    expect(splitmix64(0n, 1)).toEqual([16294208416658607535n]);
    expect(simulationGenerator(0n).nextUint64()).toBe(11091344671253066420n);
  });

  test("equals the reference algorithm in 64-bit integers for 100,000 outputs", () => {
    const generator = simulationGenerator(20261122n);
    const reference = bigintXoshiro(20261122n);
    for (let index = 0; index < 100_000; index += 1) {
      const expected = reference();
      if (generator.nextUint64() !== expected) throw new Error(`output ${index} is not ${expected}`);
    }
  });

  test("gives words, doubles and bytes from the upper bits of the same outputs", () => {
    const outputs = bigintXoshiro(7n);
    const [first, second] = [outputs(), outputs()];
    expect(simulationGenerator(7n).nextWord()).toBe(Number(first >> 32n));
    expect(simulationGenerator(7n).nextDouble()).toBe(Number(first >> 11n) / 2 ** 53);
    const bytes = new DataView(simulationGenerator(7n).nextBytes(8).buffer);
    expect([bytes.getUint32(0, true), bytes.getUint32(4, true)]).toEqual([Number(first >> 32n), Number(second >> 32n)]);
    expect(simulationGenerator(7n).nextBytes(5)).toEqual(simulationGenerator(7n).nextBytes(8).slice(0, 5));
  });

  test("repeats with its seed and differs without", () => {
    const draws = (seed: bigint) => {
      const generator = simulationGenerator(seed);
      return Array.from({ length: 10 }, () => generator.nextBelow(1000));
    };
    expect(draws(1n)).toEqual(draws(1n));
    expect(draws(1n)).not.toEqual(draws(2n));
  });
});

/** Blackwell & Vigna's algorithm written with BigInt, slow and plain. */
function bigintXoshiro(seed: bigint): () => bigint {
  const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (64n - by))) & MASK;
  let [s0 = 0n, s1 = 0n, s2 = 0n, s3 = 0n] = splitmix64(seed, 4);
  return () => {
    const output = (rotate((s1 * 5n) & MASK, 7n) * 9n) & MASK;
    const shifted = (s1 << 17n) & MASK;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 45n);
    return output;
  };
}
