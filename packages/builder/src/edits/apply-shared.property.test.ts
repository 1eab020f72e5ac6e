import { applyJsonChanges, canonicalJson, diffJson, type Json } from "@kendali/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyShared } from "./apply-shared.ts";

const text = fc.string({ maxLength: 6 });
const leaf = fc.record({ key: fc.constantFrom("a", "b", "c", "d", "e"), label: text, note: fc.option(text) });
const list = fc.uniqueArray(leaf, { selector: ({ key }) => key, maxLength: 5 });
const document: fc.Arbitrary<Json> = fc.record({ title: text, first: list, second: list }).map((made): Json => made);

describe("applying edits with shared parts", () => {
  it("leads to the same document as applying them to a copy", () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const edits = diffJson(before, after, []);
        const shared = applyShared(before, edits);
        const copied = applyJsonChanges(before, edits);
        expect(shared.ok && canonicalJson(shared.value)).toBe(copied.ok && canonicalJson(copied.value));
        expect(shared.ok && canonicalJson(shared.value)).toBe(canonicalJson(after));
      }),
    );
  });

  it("refuses what does not fit, as the other does, and leaves the document as it was", () => {
    fc.assert(
      fc.property(document, document, document, (before, after, other) => {
        const edits = diffJson(before, after, []);
        const kept = canonicalJson(other);
        expect(applyShared(other, edits).ok).toBe(applyJsonChanges(other, edits).ok);
        expect(canonicalJson(other)).toBe(kept);
      }),
    );
  });

  it("keeps every part that no edit touches the very same value", () => {
    const before = {
      first: [{ key: "a", label: "x" }],
      second: [
        { key: "b", label: "y" },
        { key: "c", label: "z" },
      ],
    };
    const made = applyShared(before, [{ path: ["second", "c", "label"], kind: "change", from: "z", to: "w" }]);
    const after = made.ok ? (made.value as typeof before) : null;
    expect(after?.second[1]).toEqual({ key: "c", label: "w" });
    expect(after?.first).toBe(before.first);
    expect(after?.second[0]).toBe(before.second[0]);
  });
});
