import { describe, expect, it } from "vitest";
import type { Codelist, Item, ItemTypeKey } from "../protocol/types.ts";
import { itemTypes } from "./index.ts";
import type { Field } from "./item-type.ts";

const adequacy: Codelist = {
  key: "adequacy",
  label: { id: "Kecukupan", en: "Adequacy" },
  codes: [
    { code: 0, label: { id: "rendah", en: "low" } },
    { code: 1, label: { id: "sedang", en: "moderate" } },
    { code: 2, label: { id: "cukup", en: "adequate" } },
  ],
};

function field(type: ItemTypeKey, more: Partial<Item> = {}): Field {
  const item: Item = { key: "x", type, label: { id: "x", en: "x" }, required: true, ...more };
  return { item, codelist: item.codelist === undefined ? null : adequacy };
}

function codeOf(type: ItemTypeKey, text: string, more: Partial<Item> = {}): string | undefined {
  const outcome = itemTypes[type].parse(text, field(type, more), "id");
  return outcome.ok ? undefined : outcome.problem.code;
}

describe("numbers", () => {
  const volume: Partial<Item> = {
    unit: "ml",
    decimals: 1,
    hardRange: { min: 0, max: 500 },
    softRange: { min: 0, max: 200 },
  };

  it("refuses what is outside the hard range and names value, limits and unit", () => {
    expect(itemTypes.decimal.parse("650", field("decimal", volume), "id")).toEqual({
      ok: false,
      problem: { code: "above_maximum", params: { value: 650, min: 0, max: 500, unit: "ml" } },
    });
    expect(codeOf("decimal", "-1", volume)).toBe("below_minimum");
  });

  it("accepts the limits themselves", () => {
    expect(codeOf("decimal", "0", volume)).toBeUndefined();
    expect(codeOf("decimal", "500", volume)).toBeUndefined();
  });

  it("refuses more decimals than the instrument gives, but not trailing zeros", () => {
    expect(codeOf("decimal", "12,55", volume)).toBe("too_many_decimals");
    expect(codeOf("decimal", "12,50", volume)).toBeUndefined();
  });

  it("refuses a fraction where a whole number is asked", () => {
    expect(codeOf("integer", "2,5")).toBe("not_whole");
    expect(codeOf("integer", "2,0")).toBeUndefined();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53 + 2, "12", null, undefined, {}, [1], true])(
    "refuses %s as a stored number",
    (value) => {
      for (const type of ["integer", "decimal", "duration", "calculated"] as const) {
        if (type === "calculated" && value === 2 ** 53 + 2) continue;
        expect(itemTypes[type].check(value, field(type))).toHaveLength(1);
      }
    },
  );

  it("shows grouping and unit to the reader and neither in the input", () => {
    expect(itemTypes.decimal.format(1234.5, field("decimal", volume), "id")).toBe("1.234,5\u00a0ml");
    expect(itemTypes.decimal.format(-1234.5, field("decimal", volume), "en")).toBe("\u22121,234.5\u00a0ml");
    expect(itemTypes.decimal.toText(1234.5, field("decimal", volume), "id")).toBe("1234,5");
    expect(itemTypes.decimal.toText(1.234, field("decimal"), "id")).toBe("1,2340");
  });

  it("reads a stopwatch as minutes and seconds", () => {
    expect(itemTypes.duration.parse("15:30", field("duration"), "id")).toEqual({ ok: true, value: 15.5 });
    expect(itemTypes.duration.parse("15", field("duration"), "id")).toEqual({ ok: true, value: 15 });
    expect(codeOf("duration", "15:75")).toBe("time_invalid");
    expect(codeOf("duration", "-1")).toBe("below_minimum");
  });
});

describe("dates and times", () => {
  const dates: readonly (readonly [string, string])[] = [
    ["31/02/2026", "date_impossible"],
    ["29/02/2023", "date_impossible"],
    ["00/01/2026", "date_impossible"],
    ["01/00/2026", "date_impossible"],
    ["2026-13-01", "date_impossible"],
    ["22/11/26", "date_two_digit_year"],
    ["22/11/0202", "date_year_unlikely"],
    ["22/11/9999", "date_year_unlikely"],
    ["22/11/20261", "date_invalid"],
    ["22-11/2026", "date_invalid"],
    ["kemarin", "date_invalid"],
    ["20261122", "date_invalid"],
  ];
  it.each(dates)("refuses %s with %s", (text, code) => expect(codeOf("date", text)).toBe(code));

  it.each([
    "2026-11-22",
    "22/11/2026",
    "22-11-2026",
    "22.11.2026",
    "22 11 2026",
    "\u0662\u0662/\u0661\u0661/\u0662\u0660\u0662\u0666",
  ])("reads %s as 22 November 2026", (text) =>
    expect(itemTypes.date.parse(text, field("date"), "id")).toEqual({ ok: true, value: "2026-11-22" }),
  );

  it("accepts 29 February of a leap year", () => {
    expect(itemTypes.date.parse("29/02/2028", field("date"), "id")).toEqual({ ok: true, value: "2028-02-29" });
  });

  it("takes day before month in Bahasa Indonesia and asks in English where they could be swapped", () => {
    expect(itemTypes.date.parse("03/04/2026", field("date"), "id")).toEqual({ ok: true, value: "2026-04-03" });
    expect(itemTypes.date.parse("03/04/2026", field("date"), "en")).toEqual({
      ok: false,
      problem: {
        code: "date_ambiguous",
        params: { found: "03/04/2026", dayFirst: "2026-04-03", monthFirst: "2026-03-04" },
      },
    });
    expect(itemTypes.date.parse("22/11/2026", field("date"), "en")).toEqual({ ok: true, value: "2026-11-22" });
  });

  it.each([
    ["14:30", "14:30"],
    ["14.30", "14:30"],
    ["1430", "14:30"],
    ["9:05", "09:05"],
    ["00:00", "00:00"],
  ])("reads %s as %s", (text, value) => {
    expect(itemTypes.time.parse(text, field("time"), "id")).toEqual({ ok: true, value });
  });

  it.each(["24:00", "12:60", "9.5", "2:30 PM", "-1:00", "noon"])("refuses %s as a time", (text) => {
    expect(codeOf("time", text)).toBe("time_invalid");
  });

  it("reads day and time together", () => {
    expect(itemTypes.date_time.parse("22/11/2026 14.30", field("date_time"), "id")).toEqual({
      ok: true,
      value: "2026-11-22T14:30",
    });
    expect(codeOf("date_time", "2026-11-22T24:00")).toBe("time_invalid");
    expect(codeOf("date_time", "2026-02-30T10:00")).toBe("date_impossible");
    expect(codeOf("date_time", "2026-11-22")).toBe("date_time_invalid");
  });

  it.each(["2026-02-30", "22/11/2026", "2026-11-22T00:00", "", 20261122, null])(
    "never stores %s as a date",
    (value) => {
      expect(itemTypes.date.check(value, field("date"))).toHaveLength(1);
    },
  );
});

describe("text", () => {
  it.each([
    "Ibu A\u0301yu",
    "\u202eabc",
    "\ud83d\udc76\ud83c\udffd",
    "\ua9b2\ua9a4",
    "=SUM(A1)",
    "<script>",
    "a\u200bb",
  ])("keeps %j unchanged", (typed) =>
    expect(itemTypes.text.parse(typed, field("text"), "id")).toEqual({ ok: true, value: typed }),
  );

  it("refuses NUL and lone surrogates, which cannot be stored", () => {
    expect(codeOf("text", "a\u0000b")).toBe("text_not_storable");
    expect(codeOf("long_text", "a\ud800b")).toBe("text_not_storable");
  });

  it("counts characters, not code units", () => {
    expect(codeOf("text", "\ud83d\udc76".repeat(5), { maxLength: 5 })).toBeUndefined();
    expect(codeOf("text", "\ud83d\udc76".repeat(6), { maxLength: 5 })).toBe("text_too_long");
  });

  it("takes blank text as nothing", () => {
    expect(itemTypes.text.parse("  \n", field("text"), "id")).toEqual({ ok: true, value: null });
  });
});

describe("codes", () => {
  const coded: Partial<Item> = { codelist: "adequacy" };

  it("knows its codes and names what is offered when it does not", () => {
    expect(itemTypes.choice.parse("2", field("choice", coded), "id")).toEqual({ ok: true, value: 2 });
    expect(itemTypes.choice.parse("7", field("choice", coded), "id")).toEqual({
      ok: false,
      problem: { code: "code_unknown", params: { found: "7", offered: "0, 1, 2" } },
    });
    expect(codeOf("choice", "sedang", coded)).toBe("code_unknown");
  });

  it("keeps several codes once each and in order", () => {
    expect(itemTypes.multiple_choice.parse("2, 0", field("multiple_choice", coded), "id")).toEqual({
      ok: true,
      value: [0, 2],
    });
    expect(codeOf("multiple_choice", "1;1", coded)).toBe("codes_repeated");
    expect(itemTypes.multiple_choice.check([2, 0], field("multiple_choice", coded))).toHaveLength(1);
    expect(itemTypes.multiple_choice.check([], field("multiple_choice", coded))).toHaveLength(1);
    expect(itemTypes.multiple_choice.check([0, "1"], field("multiple_choice", coded))).toHaveLength(1);
  });

  it("shows the label in the reader's language", () => {
    expect(itemTypes.choice.format(1, field("choice", coded), "id")).toBe("sedang");
    expect(itemTypes.multiple_choice.format([0, 2], field("multiple_choice", coded), "en")).toBe("low; adequate");
    expect(itemTypes.calculated.format(2, field("calculated", coded), "en")).toBe("adequate");
  });

  it.each([
    ["ya", true],
    ["Tidak", false],
    ["YES", true],
    ["n", false],
    ["1", true],
    ["0", false],
  ])("reads %s as %s", (text, value) => {
    expect(itemTypes.yes_no.parse(text, field("yes_no"), "id")).toEqual({ ok: true, value });
  });

  it("never guesses an answer", () => expect(codeOf("yes_no", "mungkin")).toBe("answer_not_yes_no"));
});

describe("what nobody enters", () => {
  it("refuses text for a calculation and any value for a note", () => {
    expect(codeOf("calculated", "3")).toBe("not_entered");
    expect(codeOf("note", "x")).toBe("not_entered");
    expect(itemTypes.note.check(1, field("note"))).toHaveLength(1);
    expect(itemTypes.note.columnKind(field("note").item)).toBeNull();
  });

  it("gives a calculation with a code list a column of codes", () => {
    expect(itemTypes.calculated.columnKind(field("calculated").item)).toBe("decimal");
    expect(itemTypes.calculated.columnKind(field("calculated", { codelist: "adequacy" }).item)).toBe("code");
  });
});
