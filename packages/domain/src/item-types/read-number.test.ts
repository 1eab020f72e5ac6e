import { describe, expect, it } from "vitest";
import { readNumber } from "./read-number.ts";

type Expected = number | "invalid" | "asks" | "unit" | "large" | "precise";
const codes = {
  invalid: "number_invalid",
  asks: "number_ambiguous",
  unit: "unit_unexpected",
  large: "number_too_large",
  precise: "number_too_precise",
} as const;

/** B10: what a person types for an item in ml, and what it is. */
const table: readonly (readonly [string, Expected])[] = [
  ["12,5", 12.5],
  ["12.5", 12.5],
  ["12", 12],
  ["0", 0],
  ["-0", 0],
  ["0,5", 0.5],
  ["0.5", 0.5],
  [",5", 0.5],
  [".5", 0.5],
  ["007", 7],
  ["+5", 5],
  ["-5", -5],
  ["\u22125", -5],
  ["\uff0d5", -5],
  ["-12,5", -12.5],
  [" 12,5 ", 12.5],
  ["\u00a012,5\u00a0", 12.5],
  ["1.234", "asks"],
  ["1,234", "asks"],
  ["12.345", "asks"],
  ["123,456", "asks"],
  ["-1.234", "asks"],
  ["1.234 ml", "asks"],
  ["\u0661,\u0662\u0663\u0664", "asks"],
  ["0.125", 0.125],
  ["0,125", 0.125],
  ["1,2340", 1.234],
  ["1.2345", 1.2345],
  ["1234,567", 1234.567],
  ["1234", 1234],
  ["1.234,5", 1234.5],
  ["1,234.5", 1234.5],
  ["1.234,567", 1234.567],
  ["1.234.567", 1234567],
  ["1,234,567", 1234567],
  ["1.234.567,8", 1234567.8],
  ["1 234", 1234],
  ["1 234,5", 1234.5],
  ["1\u202f234,5", 1234.5],
  ["12,5 ml", 12.5],
  ["12,5ml", 12.5],
  ["12.5 ML", 12.5],
  ["12,5\u00a0ml", 12.5],
  ["0,5 l", "unit"],
  ["5 cc", "unit"],
  ["12 %", "unit"],
  ["\u0661\u0662", 12],
  ["\u06f1\u06f2", 12],
  ["\u0661\u0662\u066b\u0665", 12.5],
  ["\uff11\uff12", 12],
  ["\uff11\uff12\uff0e\uff15", 12.5],
  ["\ua9d1\ua9d2", 12],
  ["\u1b51\u1b52", 12],
  ["1e3", "invalid"],
  ["1E3", "invalid"],
  ["1e+3", "invalid"],
  ["--5", "invalid"],
  ["+-5", "invalid"],
  ["5-", "invalid"],
  ["- 5", "invalid"],
  ["12,", "invalid"],
  ["12.", "invalid"],
  ["1,2,3", "invalid"],
  ["1.23.4", "invalid"],
  ["12.34,5", "invalid"],
  ["1,23.4", "invalid"],
  ["0.123.456", "invalid"],
  ["12 5", "invalid"],
  ["12, 5", "invalid"],
  ["1/2", "invalid"],
  ["\u00bd", "invalid"],
  ["0x1F", "unit"],
  ["NaN", "invalid"],
  ["Infinity", "invalid"],
  ["\u221e", "invalid"],
  ["ml", "invalid"],
  ["dua belas", "invalid"],
  ["=12", "invalid"],
  ["12;5", "invalid"],
  ["12'5", "invalid"],
  ["~12", "invalid"],
  ["<5", "invalid"],
  ["5 - 6", "invalid"],
  [".", "invalid"],
  [",", "invalid"],
  ["-", "invalid"],
  ["1000000000000000", "large"],
  ["1234567890,1234567", "precise"],
  ["9".repeat(41), "invalid"],
];

describe("a number as a person types it", () => {
  for (const locale of ["id", "en"] as const) {
    it.each(table)(`${locale}: %j is %s`, (text, expected) => {
      const reading = readNumber(text, "ml", locale);
      if (typeof expected === "number") expect(reading).toEqual({ ok: true, value: expected });
      else expect(reading).toMatchObject({ ok: false, problem: { code: codes[expected] } });
    });
  }

  it("has at least sixty strings in its table, each once", () => {
    expect(new Set(table.map(([text]) => text)).size).toBe(table.length);
    expect(table.length).toBeGreaterThanOrEqual(60);
  });

  it("never yields minus zero", () => {
    expect(readNumber("-0,0", null, "id")).toEqual({ ok: true, value: 0 });
  });

  it("shows both readings of 1.234 so that each can be typed without doubt", () => {
    const reading = readNumber("1.234", "ml", "id");
    expect(reading).toEqual({
      ok: false,
      problem: { code: "number_ambiguous", params: { found: "1.234", decimal: "1,2340", grouped: "1234" } },
    });
    expect(readNumber("1,2340", "ml", "id")).toEqual({ ok: true, value: 1.234 });
    expect(readNumber("1234", "ml", "id")).toEqual({ ok: true, value: 1234 });
  });

  it("refuses any unit after an item that has none", () => {
    expect(readNumber("12 ml", null, "id")).toMatchObject({ ok: false, problem: { code: "number_invalid" } });
  });
});
