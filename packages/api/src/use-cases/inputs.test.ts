import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { count, localDate, ordinal, text, words } from "./inputs.ts";

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

describe("texts and days of inputs", () => {
  test("a text that nobody sees is none, and signs that turn its order are not kept", () => {
    const unseen = ["", "  ", "\u200b", "\u202e", "\u00a0\u2060", "\ufeff", "\u3164", "\u00ad", "\u2800"];
    for (const one of unseen) expect(words(10).safeParse(one).success).toBe(false);
    expect(words(40).parse(" \u202eSiti\u2066 \u200eAminah ")).toBe("Siti Aminah");
    for (const one of ["ꦗꦮ", "ᬅᬓ", "é", "👩\u200d🍼", "–"]) expect(words(10).parse(one)).toBe(one);
    expect(text(10).parse("\u202e")).toBe("");
    expect(words(3).safeParse("abcd").success).toBe(false);
  });

  test("a day is one that somebody may mean", () => {
    const days = ["1900-01-01", "2026-11-23", "0202-01-01", "0001-01-01", "9999-12-31", "2026-02-30"];
    expect(days.filter((day) => localDate.safeParse(day).success)).toEqual(["1900-01-01", "2026-11-23"]);
  });
});
