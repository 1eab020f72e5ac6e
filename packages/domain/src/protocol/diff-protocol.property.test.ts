import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical.ts";
import { applyJsonChanges, diffJson } from "./diff-protocol.ts";
import type { Json } from "./keyed-json.ts";

const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant<Json>(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Documents of the protocol's kind: objects whose lists hold keyed members, plain values, or nothing. */
const { document } = fc.letrec<{ document: Json; member: Json; list: Json }>((tie) => ({
  document: fc.dictionary(
    fc.constantFrom("title", "forms", "visits", "levels", "range", "note"),
    fc.oneof({ depthSize: "small", maxDepth: 4 }, leaf, tie("list"), tie("document")),
    { maxKeys: 5 },
  ) as fc.Arbitrary<Json>,
  member: fc
    .tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), tie("document"))
    .map(([key, rest]) => ({ ...(rest as Record<string, Json>), key })),
  list: fc.oneof(
    fc.uniqueArray(tie("member"), {
      selector: (member) => (member as { key: string }).key,
      maxLength: 6,
    }) as fc.Arbitrary<Json>,
    fc.array(leaf, { maxLength: 4 }),
    fc
      .uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 5 })
      .map((codes) => codes.map((code): Json => ({ code, label: `l${code}` }))),
  ),
}));

describe("the diff of any two documents", () => {
  it("leads from one to the other, to the canonical byte", () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const applied = applyJsonChanges(before, diffJson(before, after, []));
        expect(applied.ok).toBe(true);
        if (applied.ok) expect(canonicalJson(applied.value)).toBe(canonicalJson(after));
      }),
      { numRuns: 3000 },
    );
  });

  it("of a document with itself is empty, and of others is not", () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(diffJson(before, before, [])).toEqual([]);
        expect(diffJson(before, after, []).length === 0).toBe(canonicalJson(before) === canonicalJson(after));
      }),
    );
  });

  it("leads to any order of a list with as few moves as the order needs", () => {
    const keys = ["a", "b", "c", "d", "e", "f", "g"];
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: 7 }), (order) => {
        const listOf = (names: readonly string[]): Json => names.map((key): Json => ({ key }));
        const changes = diffJson(listOf(keys), listOf(order), []);
        const applied = applyJsonChanges(listOf(keys), changes);
        expect(applied.ok && canonicalJson(applied.value)).toBe(canonicalJson(listOf(order)));
        expect(changes.length).toBe(7 - longestRise(order.map((key) => keys.indexOf(key))));
      }),
    );
  });
});

/** By trying every subset: slow, and therefore right. */
function longestRise(order: readonly number[]): number {
  let longest = 0;
  for (let mask = 0; mask < 2 ** order.length; mask++) {
    const kept = order.filter((_, index) => (mask >> index) % 2 === 1);
    if (kept.every((value, index) => index === 0 || value > (kept[index - 1] ?? 0)))
      longest = Math.max(longest, kept.length);
  }
  return longest;
}
