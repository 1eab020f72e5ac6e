import { expect, test } from "vitest";
import { addDays, civilFromDays, daysFromCivil, readCivilDate, readInstant, weekdayOf } from "./civil-date.ts";
import * as dates from "./format-date.ts";
import * as numbers from "./format-number.ts";

const nb = "\u00a0";

test("numbers follow the language", () => {
  expect(numbers.formatNumber("id", 1234.5)).toBe("1.234,5");
  expect(numbers.formatNumber("en", 1234.5)).toBe("1,234.5");
  expect(numbers.formatNumber("id", -0.399, 2)).toBe("−0,40");
  expect(numbers.formatNumber("en", -0.001, 2)).toBe("0.00");
  expect(numbers.formatSigned("id", 16.7, 1)).toBe("+16,7");
  expect(numbers.formatQuantity("id", 42.5, "ml")).toBe(`42,5${nb}ml`);
  expect(numbers.formatRange("id", 0, 200, "ml")).toBe(`0\u2060–\u2060200${nb}ml`);
  expect(numbers.formatPercent("en", 0.61)).toBe(`61${nb}%`);
  expect(numbers.formatInterval("id", 13.1, 20.3, 1)).toBe("[13,1; 20,3]");
  expect(numbers.formatInterval("en", 13.1, 20.3, 1)).toBe("[13.1, 20.3]");
});

test("p-values never read .000 and keep their sign with them", () => {
  expect(numbers.formatPValue("en", 1e-8)).toBe(`<${nb}.001`);
  expect(numbers.formatPValue("id", 1e-8)).toBe(`<${nb}0,001`);
  expect(numbers.formatPValue("en", 0.343)).toBe(".343");
  expect(numbers.formatPValue("id", 0.0013, { equation: true })).toBe(`=${nb}0,001`);
  expect(numbers.formatPValue("en", 0.99999)).toBe(`>${nb}.999`);
  expect(numbers.formatPValue("en", 1)).toBe("1.000");
  expect(numbers.formatBounded("en", -0.25, 2)).toBe("−.25");
  expect(numbers.scientificParts("id", 1.85e-8)).toEqual({ mantissa: "1,85", exponent: "−8" });
});

test("dates follow the language", () => {
  expect(dates.formatDate("id", "2026-11-23", "weekday")).toBe("Senin, 23 Nov 2026");
  expect(dates.formatDate("en", "2026-11-23", "weekday")).toBe("Monday, 23 Nov 2026");
  expect(dates.formatDate("id", "2026-12-02", "day")).toBe("Rab 2 Des");
  expect(dates.formatDate("id", "2026-02-30")).toBe("2026-02-30");
  expect(dates.formatDateRange("id", "2026-11-17", "2026-11-21")).toBe("17–21 Nov");
  expect(dates.formatDateRange("en", "2026-11-28", "2026-12-02")).toBe("28 Nov–2 Dec");
});

test("clocks show 14.32 in Indonesian and 14:32 in English, in the zone of the site", () => {
  expect(dates.formatTime("id", "14:32")).toBe("14.32");
  expect(dates.formatInstantTime("id", "2026-11-23T07:32:00Z", "Asia/Jakarta")).toBe("14.32");
  expect(dates.formatInstant("id", "2026-11-23T03:42:07.120Z", "Asia/Jakarta", { seconds: true })).toBe(
    "23 Nov 2026 pukul 10.42.07 WIB",
  );
  expect(dates.formatInstant("en", "2026-11-23T18:30:00Z", "Asia/Jayapura")).toBe("24 Nov 2026, 03:30 WIT");
  expect(dates.formatTimer("id", 581)).toBe("09.41");
  expect(dates.formatTimer("en", 3725)).toBe("1:02:05");
});

test("the calendar is exact over four centuries", () => {
  for (let days = -100_000; days <= 100_000; days += 37) {
    const date = civilFromDays(days);
    expect(daysFromCivil(date)).toBe(days);
  }
  expect(civilFromDays(0)).toEqual({ year: 1970, month: 1, day: 1 });
  expect(weekdayOf({ year: 2000, month: 2, day: 29 })).toBe(2);
  expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
  expect(readCivilDate("2025-02-29")).toBeNull();
});

test("an instant is read with its offset, and text that is none is refused", () => {
  expect(readInstant("2026-12-31T17:00:00Z", "Asia/Makassar")).toEqual({
    year: 2027,
    month: 1,
    day: 1,
    hour: 1,
    minute: 0,
    second: 0,
  });
  expect(readInstant("2026-11-23T14:30", "Asia/Jakarta")).toMatchObject({ hour: 14, minute: 30 });
  expect(readInstant("2026-11-23T25:30", "Asia/Jakarta")).toBeNull();
  expect(readInstant("kemarin", "Asia/Jakarta")).toBeNull();
});
