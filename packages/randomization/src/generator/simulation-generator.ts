import { boundedInteger } from "./bounded-integer.ts";
import { normalFromProbability } from "./normal-from-probability.ts";
import { splitmix64 } from "./splitmix64.ts";

/** A repeatable source of chance for simulated studies and tests. It can be predicted: never allocate real people with it. */
export type SimulationGenerator = {
  /** The next unsigned 64-bit integer. */
  readonly nextUint64: () => bigint;
  /** The upper 32 bits of the next integer. */
  readonly nextWord: () => number;
  /** A double, 0 ≤ x < 1, from the upper 53 bits of the next integer. */
  readonly nextDouble: () => number;
  /** A standard normal deviate from one integer, by inversion at the middle of the 2⁻⁵³ wide step: never beyond 8.3. */
  readonly nextNormal: () => number;
  /** An unbiased integer from 0 to n − 1, for 1 ≤ n ≤ 2³². */
  readonly nextBelow: (n: number) => number;
  /** `length` bytes, four from each word, little-endian; a published seed gives a simulated study its secret this way. */
  readonly nextBytes: (length: number) => Uint8Array;
};

/**
 * xoshiro256** with its state filled by four SplitMix64 outputs of `seed`.
 *
 * The 64-bit arithmetic runs on pairs of 32-bit halves, about twenty times faster than BigInt.
 *
 * Source: Blackwell & Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4):36; their
 * `xoshiro256starstar.c`.
 *
 * @example simulationGenerator(0n).nextUint64() // 11091344671253066420n
 */
export function simulationGenerator(seed: bigint): SimulationGenerator {
  const state = new Uint32Array(8);
  splitmix64(seed, 4).forEach((word, index) => {
    state[2 * index] = Number(word >> 32n);
    state[2 * index + 1] = Number(word & 0xffffffffn);
  });
  const output = new Uint32Array(2);
  const high = () => output[0] ?? 0;
  const low = () => output[1] ?? 0;
  const nextWord = () => {
    step(state, output);
    return high();
  };
  return {
    nextWord,
    nextUint64: () => {
      step(state, output);
      return (BigInt(high()) << 32n) | BigInt(low());
    },
    nextDouble: () => {
      step(state, output);
      return (high() * 2 ** 21 + (low() >>> 11)) * 2 ** -53;
    },
    nextNormal: () => {
      step(state, output);
      return normalFromProbability((high() * 2 ** 21 + (low() >>> 11) + 0.5) * 2 ** -53);
    },
    nextBelow: (n) => boundedInteger(nextWord, n),
    nextBytes: (length) => {
      const words = new DataView(new ArrayBuffer(Math.ceil(length / 4) * 4));
      for (let offset = 0; offset < length; offset += 4) words.setUint32(offset, nextWord(), true);
      return new Uint8Array(words.buffer, 0, length);
    },
  };
}

/** Writes the next output (high half, low half) and advances the state (four 64-bit words, high half first). */
function step(state: Uint32Array, output: Uint32Array): void {
  // Read by index: destructuring a typed array runs its iterator, which makes every draw several times slower.
  const h0 = state[0] ?? 0;
  const l0 = state[1] ?? 0;
  const h1 = state[2] ?? 0;
  const l1 = state[3] ?? 0;
  const h2 = state[4] ?? 0;
  const l2 = state[5] ?? 0;
  const h3 = state[6] ?? 0;
  const l3 = state[7] ?? 0;

  // rotl(s1 * 5, 7) * 9; each product of a half stays far below 2^53, so the carry is exact.
  const low5 = l1 * 5;
  const high5 = (h1 * 5 + Math.floor(low5 / 2 ** 32)) >>> 0;
  const low5Word = low5 >>> 0;
  const highRotated = ((high5 << 7) | (low5Word >>> 25)) >>> 0;
  const low9 = (((low5Word << 7) | (high5 >>> 25)) >>> 0) * 9;
  output[0] = highRotated * 9 + Math.floor(low9 / 2 ** 32);
  output[1] = low9;

  const h2Next = h2 ^ h0;
  const l2Next = l2 ^ l0;
  const h3Next = h3 ^ h1;
  const l3Next = l3 ^ l1;
  state[0] = h0 ^ h3Next;
  state[1] = l0 ^ l3Next;
  state[2] = h1 ^ h2Next;
  state[3] = l1 ^ l2Next;
  state[4] = h2Next ^ ((h1 << 17) | (l1 >>> 15));
  state[5] = l2Next ^ (l1 << 17);
  // rotl by 45 swaps the halves (32) and rotates by the remaining 13.
  state[6] = (l3Next << 13) | (h3Next >>> 19);
  state[7] = (h3Next << 13) | (l3Next >>> 19);
}
