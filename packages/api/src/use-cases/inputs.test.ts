import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { count, ordinal } from "./inputs.ts";

const folder = new URL(".", import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
);

describe("whole numbers of inputs", () => {
  test("are within what a column holds", () => {
    for (const beyond of [2 ** 31, 2 ** 40, 2 ** 53, 0.5, -1, Number.NaN]) {
      expect(ordinal.safeParse(beyond).success).toBe(false);
      expect(count.safeParse(beyond).success).toBe(false);
    }
    expect([ordinal.safeParse(2 ** 31 - 1).success, ordinal.safeParse(0).success]).toEqual([true, false]);
    expect(count.safeParse(0).success).toBe(true);
  });

  test("have a bound wherever an input takes one", () => {
    expect(sources.length).toBeGreaterThan(50);
    const unbound = sources.flatMap((name) =>
      readFileSync(new URL(name, folder), "utf8")
        .split("\n")
        .filter((line) => /\.number\(\)/.test(line) && !/\.max\(/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(unbound).toEqual([]);
  });
});
