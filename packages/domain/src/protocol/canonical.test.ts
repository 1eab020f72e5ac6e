import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, protocolHash, sha256Hex } from "./canonical.ts";

/** A JSON value with the members of each object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, shuffled(member)]),
  );
}

const json = fc.jsonValue({ stringUnit: "grapheme" }).map((value): unknown => JSON.parse(JSON.stringify(value)));

describe("canonical JSON", () => {
  it("is the example of RFC 8785, section 3.2.2 and 3.2.3", () => {
    const value: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts by UTF-16 units, as RFC 8785 section 3.2.3 shows", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)) as Record<string, number>).length).toBe(7);
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => match[1]).join("")).toBe("2467153");
  });

  it("does not depend on the order in which members were written", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it("says the same value", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it("writes minus zero as zero and leaves undefined members out", () => {
    expect(canonicalJson({ a: -0, b: undefined })).toBe('{"a":0}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 1n, "\ud800"])(
    "stops at %s, which is not JSON",
    (value) => {
      expect(() => canonicalJson({ value: [value] })).toThrow("invariant");
    },
  );
});

describe("the hash", () => {
  it("is SHA-256 as FIPS 180-4 gives it for abc", () => {
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("names a document whatever the order of its members", () => {
    expect(protocolHash({ a: 1, b: 2 })).toBe(protocolHash({ b: 2, a: 1 }));
    expect(protocolHash({ a: 1 })).not.toBe(protocolHash({ a: 2 }));
  });
});
