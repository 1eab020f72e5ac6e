import { describe, expect, test } from "vitest";
import { boundedInteger } from "../src/index.ts";
import { adapters } from "./adapters.ts";
import reference from "./cases/rng-vectors.json" with { type: "json" };

type Vector = {
  readonly id: string;
  readonly method: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
};

const vectors: readonly Vector[] = reference.cases;

describe("bit-exact vectors", () => {
  test.each(vectors)("$id", ({ method, inputs, options, expected }) => {
    const { status, ...values } = expected;
    expect(status).toBe("ok");
    expect(adapters[method]?.(inputs as never, options as never)).toEqual({ fields: values });
  });

  test("are 15, of seven generators and rules", () => {
    expect(vectors).toHaveLength(15);
    expect(new Set(vectors.map(({ method }) => method)).size).toBe(7);
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
