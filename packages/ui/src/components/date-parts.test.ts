import { itemTypeOf } from "@kendali/domain";
import { expect, test } from "vitest";
import { joinDateTime, readDateParts, splitDateTime, writeDateParts, writeTime } from "./date-parts.ts";

test("three filled boxes are a date, padded", () => {
  expect(writeDateParts({ day: "3", month: "1", year: "2026" })).toBe("2026-01-03");
});

test("a half-written date survives being stored and read again", () => {
  const half = { day: "3", month: "", year: "20" };
  expect(readDateParts(writeDateParts(half))).toEqual(half);
  expect(writeDateParts({ day: "", month: "", year: "" })).toBe("");
  expect(readDateParts("")).toEqual({ day: "", month: "", year: "" });
});

test("a date that does not exist is passed on as typed, for the check to refuse", () => {
  expect(writeDateParts({ day: "31", month: "2", year: "2026" })).toBe("2026-02-31");
  const item = { key: "d", type: "date", label: { id: "d", en: "d" }, required: true } as const;
  const field = { item, codelist: null };
  expect(itemTypeOf(item).parse("2026-02-31", field, "id").ok).toBe(false);
  expect(itemTypeOf(item).parse(writeDateParts({ day: "3", month: "", year: "2026" }), field, "id").ok).toBe(false);
});

test("times are understood as people type them, and anything else is kept", () => {
  expect(["14.30", "14:30", "1430", "9.05", " 7 15 "].map(writeTime)).toEqual([
    "14:30",
    "14:30",
    "14:30",
    "09:05",
    "07:15",
  ]);
  expect(["25.00", "14.75", "14.", "siang"].map(writeTime)).toEqual(["25.00", "14.75", "14.", "siang"]);
});

test("date and time part and join without loss", () => {
  expect(splitDateTime(joinDateTime("2026-11-20", "06:1"))).toEqual(["2026-11-20", "06:1"]);
  expect(splitDateTime("2026-11-20")).toEqual(["2026-11-20", ""]);
  expect(joinDateTime("", "")).toBe("");
});
