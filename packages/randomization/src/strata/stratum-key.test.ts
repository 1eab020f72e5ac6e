import { expect, test } from "vitest";
import { stratumKey } from "./stratum-key.ts";

test("a stratum is named by its factor values as canonical JSON, whatever their order", () => {
  const named = { ok: true, value: '{"parity":2,"site":"pku"}' };
  expect(stratumKey({ site: "pku", parity: 2 })).toEqual(named);
  expect(stratumKey({ parity: 2, site: "pku" })).toEqual(named);
});

test("without factors the study has one list", () => {
  expect(stratumKey({})).toEqual({ ok: true, value: "{}" });
});

test("a code, the same digits as text, and yes are three strata", () => {
  const keys = [1, "1", true].map((parity) => stratumKey({ parity }));
  expect(new Set(keys.map((key) => (key.ok ? key.value : "refused"))).size).toBe(3);
});

test("punctuation in a value cannot make it look like another stratum", () => {
  const sly = stratumKey({ a: 'x","b":"y', b: "z" });
  const plain = stratumKey({ a: "x", b: "y" });
  expect(sly).not.toEqual(plain);
});

test("every factor without a value is named in one refusal", () => {
  const refused = stratumKey({
    site: "pku",
    parity: { m: "refused" },
    age: undefined,
    mode: "",
    list: [1],
    x: Number.NaN,
  });
  expect(refused).toEqual({
    ok: false,
    refusal: {
      code: "strata_missing",
      params: {},
      problems: ["age", "list", "mode", "parity", "x"].map((path) => ({ path, code: "strata_missing", params: {} })),
    },
  });
});

test("text that is not Unicode is refused, since two such texts would share a list", () => {
  expect(stratumKey({ site: "\ud800" }).ok).toBe(false);
  expect(stratumKey({ site: "😀" }).ok).toBe(true);
});
