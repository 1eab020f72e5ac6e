import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, type JsonValue } from "./canonical-json.ts";

test("canonical JSON orders keys by code unit at every depth and writes no spaces", () => {
  expect(canonicalJson({ site: "pku", parity: 2 })).toBe('{"parity":2,"site":"pku"}');
  expect(canonicalJson({ "10": 1, "9": 2, é: 3, e: [{ b: null, a: true }] })).toBe(
    '{"10":1,"9":2,"e":[{"a":true,"b":null}],"é":3}',
  );
});

test("canonical JSON writes numbers as RFC 8785 does", () => {
  expect(canonicalJson([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
    "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
  );
  expect(() => canonicalJson([Number.NaN])).toThrow("not finite");
});

test("canonical JSON reads back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = canonicalJson(value as JsonValue);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
    }),
  );
});
