import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import * as analysis from "../src/index.ts";

const page = readFileSync(new URL("../../../docs/statistics/reported-statistics.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^```ts example\n([\s\S]*?)^```$/gmu)].map(([, code]) => code ?? "");

test("the page of the reported-statistics check has examples", () => {
  expect(examples.length).toBeGreaterThan(2);
});

test.each(examples)("gives what the page says: %s", (example) => {
  const lines = example.split("\n");
  const result: unknown = runInNewContext(lines.filter((line) => !line.startsWith("//")).join("\n"), { ...analysis });
  const claims = lines.filter((line) => line.startsWith("// "));
  expect(claims.length).toBeGreaterThan(3);
  for (const claim of claims) {
    const [, path = "", shown = ""] = /^\/\/ (\S+) = (.+)$/u.exec(claim) ?? [];
    const value = path.split(".").reduce<unknown>((part, name) => Reflect.get(Object(part), name), result);
    const digits = shown.replace(/^0\.0*/u, "").replace(/\D/gu, "").length;
    const said = typeof value === "number" && shown.includes(".") ? Number(value.toPrecision(digits)) : value;
    expect(String(said), claim).toBe(shown.includes(".") ? String(Number(shown)) : shown);
  }
});
