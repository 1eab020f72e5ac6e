import { chacha20 } from "@noble/ciphers/chacha.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import {
  authenticationCode,
  boundedInteger,
  shuffle,
  shufflePositions,
  simulationGenerator,
  splitmix64,
} from "../src/index.ts";
import reference from "./cases/rng-vectors.json" with { type: "json" };

type Vector = {
  readonly id: string;
  readonly method: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
};

const vectors: readonly Vector[] = reference.cases;

/** Computes from a vector's inputs everything its `expected` names, except the status. */
const answers: Readonly<Record<string, (inputs: Vector["inputs"], expected: Vector["expected"]) => object>> = {
  "rng.splitmix64": ({ seed_dec }, expected) => ({
    uint64: splitmix64(BigInt(seed_dec as string), (expected["uint64"] as string[]).length).map(String),
  }),
  "rng.xoshiro256starstar": ({ seed_dec }, expected) => {
    const count = (expected["uint64"] as string[]).length;
    const integers = simulationGenerator(BigInt(seed_dec as string));
    const doubles = simulationGenerator(BigInt(seed_dec as string));
    return {
      uint64: Array.from({ length: count }, () => String(integers.nextUint64())),
      double53: Array.from({ length: count }, () => doubles.nextDouble()),
    };
  },
  "rng.chacha20_block": ({ key_hex, counter, nonce_hex }) => {
    const [key, nonce] = [hexToBytes(key_hex as string), hexToBytes(nonce_hex as string)];
    return { keystream_hex: bytesToHex(chacha20(key, nonce, new Uint8Array(64), undefined, counter as number)) };
  },
  "rng.bounded_rejection_u32": ({ words, n }, expected) => {
    const source = wordsOf(words as number[]);
    return { values: (expected["values"] as number[]).map(() => boundedInteger(source.next, n as number)) };
  },
  "rng.fisher_yates": ({ items, words }) => {
    const letters = items as string[];
    const [forOrder, forPositions] = [wordsOf(words as number[]), wordsOf(words as number[])];
    return {
      permuted: shuffle(letters, (n) => boundedInteger(forOrder.next, n)),
      k: shufflePositions(letters.length, (n) => boundedInteger(forPositions.next, n)),
    };
  },
  "rng.commitment_hmac_sha256": ({ message, key_utf8 }) => ({
    commitment: authenticationCode(utf8ToBytes(key_utf8 as string), message as string),
  }),
};

/** Vectors of generators this package does not have: simulation uses xoshiro256**, so PCG64 would be code without a user. */
const notApplicable = ["rng-vectors/pcg64-1", "rng-vectors/pcg64-3"];

describe("bit-exact vectors", () => {
  test.each(vectors.filter(({ id }) => !notApplicable.includes(id)))("$id", ({ method, inputs, expected }) => {
    const { status, ...values } = expected;
    expect(status).toBe("ok");
    expect(answers[method]?.(inputs, expected)).toEqual(values);
  });

  test("every vector is either compared or named as not applicable", () => {
    const uncovered = vectors.filter(({ method }) => answers[method] === undefined).map(({ id }) => id);
    expect(uncovered).toEqual(notApplicable);
    expect(vectors).toHaveLength(15);
  });

  test("the bounded vectors use up their words, so that rejected words were really thrown away", () => {
    for (const { inputs, expected } of vectors.filter(({ method }) => method === "rng.bounded_rejection_u32")) {
      const source = wordsOf(inputs["words"] as number[]);
      for (const _ of expected["values"] as number[]) boundedInteger(source.next, inputs["n"] as number);
      expect(source.left()).toBe(0);
    }
  });
});

function wordsOf(words: readonly number[]): { next: () => number; left: () => number } {
  let at = 0;
  return {
    next: () => {
      const word = words[at];
      if (word === undefined) throw new Error("the vector has no more words");
      at += 1;
      return word;
    },
    left: () => words.length - at,
  };
}
