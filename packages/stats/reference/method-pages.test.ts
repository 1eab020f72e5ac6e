import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import * as stats from "../src/index.ts";

const headings = [
  "Formula and source",
  "Assumptions",
  "Variants",
  "Edge cases",
  "In R",
  "Example",
  "Measured accuracy",
] as const;

const pages = [...new Set(Object.values(stats.methods).map(({ page }) => page))].map(
  (page) => [page, readFileSync(new URL(`../../../docs/statistics/${page}.md`, import.meta.url), "utf8")] as const,
);

describe.each(pages)("docs/statistics/%s.md", (_, text) => {
  test("says what a statistician who signs for the method asks, in this order", () => {
    const found = [...text.matchAll(/^## (.+)$/gmu)].map(([, heading]) => heading ?? "");
    expect(found.filter((heading) => headings.some((wanted) => wanted === heading))).toEqual([...headings]);
    for (const section of text.split(/^## .+$/gmu)) expect(section.trim().length).toBeGreaterThan(8);
  });

  test("gives an example whose numbers come out", () => {
    const examples = [...text.matchAll(/^```ts example\n([\s\S]*?)^```$/gmu)].map(([, code]) => code ?? "");
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) checkExample(example);
  });
});

/** One call, then comment lines `// path = value`; the path starts in the outcome's result. */
function checkExample(example: string): void {
  const lines = example.split("\n");
  const claims = lines.filter((line) => line.startsWith("// "));
  const code = lines.filter((line) => !line.startsWith("//")).join("\n");
  const outcome = runInNewContext(code, { ...stats }) as
    stats.Outcome<stats.ResultBase> | Readonly<Record<string, unknown>>;
  const result = "ok" in outcome && outcome.ok === true ? outcome["result"] : outcome;
  expect(claims.length).toBeGreaterThan(0);
  for (const claim of claims) {
    const [, path = "", printed = ""] = /^\/\/ (\S+) = (.+)$/u.exec(claim) ?? [];
    expectPrinted(at(result, path), printed, claim);
  }
}

function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce((inner: unknown, name) => (inner as Readonly<Record<string, unknown>> | null)?.[name], value);
}

/** Numbers agree to 1e-6, so that a page shows seven digits; anything else is JSON and equal. */
function expectPrinted(actual: unknown, printed: string, claim: string): void {
  const expected: unknown = JSON.parse(printed);
  if (typeof expected !== "number" || typeof actual !== "number") {
    expect(actual, claim).toEqual(expected);
    return;
  }
  expect(Math.abs(actual - expected), `${claim}: got ${actual}`).toBeLessThanOrEqual(1e-6 * Math.abs(expected) + 1e-12);
}
