import { describe, expect, it } from "vitest";
import type { Codelist, Item, ItemTypeKey } from "../protocol/types.ts";
import { fileValue, readFileValue } from "./file-reference.ts";
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

  it("proposes the one reading of 1.234 that the item can hold, and asks where it can hold both", () => {
    const told = (type: ItemTypeKey, text: string, more: Partial<Item>) => {
      const outcome = itemTypes[type].parse(text, field(type, more), "id");
      if (outcome.ok) throw new Error("not asked");
      const { only } = outcome.problem.params;
      if (only !== undefined)
        expect(itemTypes[type].parse(String(only), field(type, more), "id")).toMatchObject({ ok: true });
      return [outcome.problem.code, only];
    };
    const oneDecimal = { unit: "ml", decimals: 1 };
    expect(told("decimal", "1.234", oneDecimal)).toEqual(["number_one_reading", "1234"]);
    expect(told("integer", "-1,234 ml", { unit: "ml" })).toEqual(["number_one_reading", "-1234"]);
    const threeDecimals = { unit: "ml", decimals: 3 };
    expect(told("decimal", "1.234", threeDecimals)).toEqual(["number_ambiguous", undefined]);
    expect(told("decimal", "1.234", { ...threeDecimals, hardRange: { min: 0, max: 5 } })).toEqual([
      "number_one_reading",
      "1,2340",
    ]);
    // 1.200 can be written with one decimal; both are possible.
    expect(told("decimal", "1.200", oneDecimal)).toEqual(["number_ambiguous", undefined]);
    expect(told("decimal", "1.234", volume)).toEqual(["above_maximum", undefined]);
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
    expect(itemTypes.duration.format(14.5, field("duration"), "id")).toBe("14,5\u00a0menit");
    expect(itemTypes.duration.format(14.5, field("duration"), "en")).toBe("14.5\u00a0min");
    expect(itemTypes.duration.format(2, field("duration", { unit: "jam" }), "en")).toBe("2\u00a0jam");
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

describe("dates of which a part is not known", () => {
  const parse = (text: string, locale: "id" | "en" = "id") =>
    itemTypes.partial_date.parse(text, field("partial_date"), locale);

  it.each([
    ["2026", "2026"],
    ["2026-11", "2026-11"],
    ["2026-3", "2026-03"],
    ["11/2026", "2026-11"],
    ["3.2026", "2026-03"],
    ["22/11/2026", "2026-11-22"],
    ["2026-11-22", "2026-11-22"],
    ["\u0662\u0660\u0662\u0666", "2026"],
  ])("reads %s as %s", (text, value) => expect(parse(text)).toEqual({ ok: true, value }));

  it.each([
    ["2026-13", "date_impossible"],
    ["13/2026", "date_impossible"],
    ["0/2026", "date_impossible"],
    ["30/02/2026", "date_impossible"],
    ["1026", "date_year_unlikely"],
    ["26", "date_invalid"],
    ["11/26", "date_invalid"],
    ["2026-11-", "partial_date_open"],
    ["2026--", "partial_date_open"],
    ["-11", "partial_date_open"],
    ["?", "partial_date_open"],
    ["dulu", "date_invalid"],
  ])("refuses %s with %s", (text, code) => {
    const outcome = parse(text);
    expect(outcome.ok ? null : outcome.problem.code).toBe(code);
  });

  it("never puts a day in the place of an unknown one", () => {
    expect(itemTypes.partial_date.format("2026", field("partial_date"), "id")).toBe("2026");
    expect(itemTypes.partial_date.format("2026-11", field("partial_date"), "en")).toBe("11/2026");
    expect(itemTypes.partial_date.format("2026-11-22", field("partial_date"), "id")).toBe("22/11/2026");
    expect(itemTypes.partial_date.columnKind(field("partial_date").item)).toBe("partial_date");
    expect(itemTypes.partial_date.expressionType).toBeNull();
  });

  it.each(["2026-1", "2026-11-", "26", "2026-11-31", "2026-00", 2026, null, "20261122"])("never stores %s", (value) => {
    expect(itemTypes.partial_date.check(value, field("partial_date"))).toHaveLength(1);
  });
});

describe("bar codes", () => {
  const code = (text: string, more: Partial<Item> = {}) => codeOf("barcode", text, more);

  it.each(["4006381333931", "036000291452", "96385074", "00012345600012"])("%s has its GS1 check digit", (text) => {
    expect(code(text, { checkDigit: "gs1" })).toBeUndefined();
    const wrong = `${text.slice(0, -1)}${(Number(text.at(-1)) + 1) % 10}`;
    expect(code(wrong, { checkDigit: "gs1" })).toBe("barcode_check_digit");
  });

  it("79927398713 has its Luhn digit, and two digits swapped are found", () => {
    expect(code("79927398713", { checkDigit: "luhn" })).toBeUndefined();
    expect(code("79927389713", { checkDigit: "luhn" })).toBe("barcode_check_digit");
    expect(code("7992-739", { checkDigit: "luhn" })).toBe("barcode_check_digit");
  });

  it("fits the form that is asked", () => {
    expect(code("MLT-0042", { mask: "@@@-####" })).toBeUndefined();
    expect(code("MLT-004", { mask: "@@@-####" })).toBe("barcode_mask_mismatch");
    expect(code("M1T-0042", { mask: "@@@-####" })).toBe("barcode_mask_mismatch");
    expect(code("M1T-0042", { mask: "***-####" })).toBeUndefined();
    expect(code("(a+)+$", { mask: "(a+)+$" })).toBeUndefined();
  });

  it("drops the spaces around it and reads digits of other scripts", () => {
    expect(itemTypes.barcode.parse(" \u0664\u0660 1 ", field("barcode"), "id")).toEqual({ ok: true, value: "40 1" });
    expect(code("a\u0007b")).toBe("text_not_storable");
    expect(code("x".repeat(101))).toBe("text_too_long");
  });
});

describe("files", () => {
  const hash = "0123456789abcdef".repeat(4);

  it("are referred to by the hash of their bytes and their kind", () => {
    expect(fileValue(hash, "image/jpeg")).toBe(`${hash}.jpg`);
    expect(readFileValue(`${hash}.pdf`)).toEqual({ hash, mediaType: "application/pdf" });
    expect(fileValue(hash, "text/html")).toBeNull();
    expect(fileValue("../../etc/passwd", "image/png")).toBeNull();
  });

  it.each(["photo.jpg", `${hash}.exe`, `${hash.toUpperCase()}.jpg`, `${hash}.jpg/../x`, `${hash}`, 1, null, {}])(
    "%s is no reference",
    (value) => {
      expect(itemTypes.attachment.check(value, field("attachment"))).toHaveLength(1);
      expect(readFileValue(value)).toBeNull();
    },
  );

  it("are of the kinds that the item takes", () => {
    expect(itemTypes.photo.check(`${hash}.webp`, field("photo"))).toEqual([]);
    expect(itemTypes.photo.check(`${hash}.pdf`, field("photo"))[0]?.code).toBe("file_type_not_taken");
    expect(itemTypes.signature.check(`${hash}.jpg`, field("signature"))[0]?.code).toBe("file_type_not_taken");
  });
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
