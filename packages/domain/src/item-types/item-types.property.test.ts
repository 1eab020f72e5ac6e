import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../local-date.ts";
import type { Codelist, ItemTypeKey, Locale } from "../protocol/types.ts";
import { itemTypes } from "./index.ts";
import type { Field, PresentValue } from "./item-type.ts";

const codelist: Codelist = {
  key: "list",
  label: { id: "Daftar", en: "List" },
  codes: [-9, 0, 1, 2, 30].map((code) => ({ code, label: { id: `k${code}`, en: `c${code}` } })),
};
const usesCodes = (type: ItemTypeKey): boolean =>
  (itemTypes[type].allowedProperties as readonly string[]).includes("codelist");

function fieldOf(type: ItemTypeKey): Field {
  const item = {
    key: "x",
    type,
    label: { id: "x", en: "x" },
    required: false,
    ...(usesCodes(type) ? { codelist: "list" } : {}),
  };
  return { item, codelist: usesCodes(type) ? codelist : null };
}

const day = fc.integer({ min: -25_000, max: 47_000 }).map((days) => addDays("1970-01-01", days));
const clock = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
const decimals = (digits: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: -max, max }).map((scaled) => Number((scaled / 10 ** digits).toFixed(digits)) || 0);

const fileOf = (...endings: string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.stringMatching(/^[0-9a-f]{64}$/), fc.constantFrom(...endings)).map((parts) => parts.join("."));

const sound: Record<Exclude<ItemTypeKey, "note" | "calculated">, fc.Arbitrary<PresentValue>> = {
  integer: fc.integer().map((n) => n || 0),
  decimal: fc.oneof(decimals(1, 1e6), decimals(3, 1e9), decimals(6, 1e12)),
  duration: decimals(2, 1e5).map(Math.abs),
  text: fc
    .string({ minLength: 1, maxLength: 50, unit: "grapheme" })
    .filter((text) => text.trim() !== "" && !text.includes("\u0000")),
  long_text: fc
    .string({ minLength: 1, maxLength: 50, unit: "grapheme" })
    .filter((text) => text.trim() !== "" && !text.includes("\u0000")),
  choice: fc.constantFrom(...codelist.codes.map(({ code }) => code)),
  multiple_choice: fc
    .subarray(
      codelist.codes.map(({ code }) => code),
      { minLength: 1 },
    )
    .map((codes) => codes.toSorted((a, b) => a - b)),
  yes_no: fc.boolean(),
  date: day,
  time: clock,
  date_time: fc.tuple(day, clock).map(([d, c]) => `${d}T${c}`),
  partial_date: fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([d, length]) => d.slice(0, length)),
  barcode: fc.stringMatching(/^[A-Za-z0-9 ./-]{1,40}$/).filter((text) => text.trim() === text),
  photo: fileOf("jpg", "png", "webp"),
  attachment: fileOf("pdf", "csv", "m4a", "jpg"),
  signature: fileOf("png"),
};

const locale = fc.constantFrom<Locale>("id", "en");

describe("every item type", () => {
  for (const [type, values] of Object.entries(sound) as [
    Exclude<ItemTypeKey, "note" | "calculated">,
    fc.Arbitrary<PresentValue>,
  ][]) {
    it(`${type}: what stands in the input is read back as the same value, and the value is sound`, () => {
      fc.assert(
        fc.property(values, locale, (value, language) => {
          const definition = itemTypes[type];
          expect(definition.check(value, fieldOf(type))).toEqual([]);
          expect(definition.parse(definition.toText(value, fieldOf(type), language), fieldOf(type), language)).toEqual({
            ok: true,
            value,
          });
        }),
        { numRuns: 500 },
      );
    });
  }

  it("answers any text without an exception, and a value it reads passes its own check", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(itemTypes) as ItemTypeKey[])),
        fc.string({ unit: "binary", maxLength: 60 }),
        locale,
        (type, text, language) => {
          const outcome = itemTypes[type].parse(text, fieldOf(type), language);
          if (outcome.ok && outcome.value !== null)
            expect(itemTypes[type].check(outcome.value, fieldOf(type))).toEqual([]);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it("answers a long paste at once, whatever repeats in it", () => {
    for (const part of [" ", "1", "1.", "1,", "1 ", "0 0", "/", "1/", "a", "-", "T", "\u0661", ",;"]) {
      const paste = `x${part.repeat(20_000)}x`;
      for (const type of Object.keys(itemTypes) as ItemTypeKey[]) {
        expect(itemTypes[type].parse(paste, fieldOf(type), "id").ok, `${type}: ${part}`).toBe(false);
        expect(itemTypes[type].parse(paste.slice(1), fieldOf(type), "en").ok, `${type}: ${part}`).toBe(false);
      }
    }
  });

  it("answers any stored value without an exception", () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(itemTypes) as ItemTypeKey[])), fc.anything(), (type, value) => {
        for (const { code } of itemTypes[type].check(value, fieldOf(type))) expect(code).toMatch(/^[a-z_]+$/);
      }),
      { numRuns: 20_000 },
    );
  });
});
