import { describe, expect, it } from "vitest";
import {
  addDays,
  addMinutes,
  daysBetween,
  hoursBetween,
  instantOf,
  isLocalDate,
  isLocalDateTime,
  isLocalTime,
  isTimeZone,
  localDateIn,
  localDateTimeIn,
  localTimeIn,
  minutesBetween,
  weekdayOf,
} from "./local-date.ts";

describe("dates that exist", () => {
  it.each(["2026-11-22", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])("accepts %s", (date) => {
    expect(isLocalDate(date)).toBe(true);
  });
  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "22-11-2026",
    "2026-11-22 ",
    "0000-01-01",
    "",
  ])("refuses %j", (date) => {
    expect(isLocalDate(date)).toBe(false);
  });
  it("accepts a date-time only with an existing date and a 24-hour time", () => {
    expect(isLocalDateTime("2026-11-22T14:30")).toBe(true);
    for (const text of [
      "2026-02-30T14:30",
      "2026-11-22T24:00",
      "2026-11-22 14:30",
      "2026-11-22T14:30:00",
      "2026-11-22",
    ])
      expect(isLocalDateTime(text), text).toBe(false);
  });
  it("knows times of day", () => {
    expect(["00:00", "23:59"].every(isLocalTime)).toBe(true);
    expect(["24:00", "7:05", "12:60", ""].some(isLocalTime)).toBe(false);
  });
});

describe("instants at a site", () => {
  it("puts half past midnight in Malang on the next day, while it is still yesterday in UTC", () => {
    expect(localDateIn("2026-11-21T17:30:00Z", "Asia/Jakarta")).toBe("2026-11-22");
  });
  it("gives the three Indonesian zones their own date", () => {
    const instant = "2026-11-21T15:30:00Z";
    expect(localDateTimeIn(instant, "Asia/Jakarta")).toBe("2026-11-21T22:30");
    expect(localDateTimeIn(instant, "Asia/Makassar")).toBe("2026-11-21T23:30");
    expect(localDateTimeIn(instant, "Asia/Jayapura")).toBe("2026-11-22T00:30");
  });
  it("writes midnight as 00:00", () => {
    expect(localTimeIn("2026-11-21T17:00:00Z", "Asia/Jakarta")).toBe("00:00");
  });
  it("goes back from the site's clock to the instant", () => {
    expect(instantOf("2026-11-22T14:30", "Asia/Jakarta")).toBe("2026-11-22T07:30:00.000Z");
  });
  it("takes the earlier of two instants when a clock was set back", () => {
    expect(instantOf("2026-10-25T02:30", "Europe/Amsterdam")).toBe("2026-10-25T00:30:00.000Z");
  });
  it("moves a skipped time forward by the gap", () => {
    expect(instantOf("2026-03-29T02:30", "Europe/Amsterdam")).toBe("2026-03-29T01:30:00.000Z");
  });
  it("stops at something that is not an instant", () => {
    expect(() => localDateIn("yesterday", "Asia/Jakarta")).toThrow(/not an instant/);
  });
  it("tells a zone from a word", () => {
    expect(isTimeZone("Asia/Jayapura")).toBe(true);
    expect(isTimeZone("Malang")).toBe(false);
  });
});

describe("counting", () => {
  it("crosses months and leap days", () => {
    expect(addDays("2026-02-27", 2)).toBe("2026-03-01");
    expect(addDays("2024-02-27", 2)).toBe("2024-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-02-27", "2026-03-01")).toBe(2);
  });
  it("counts postpartum hours with their fraction", () => {
    expect(hoursBetween("2026-11-20T09:30", "2026-11-21T14:00")).toBe(28.5);
  });
  it("adds minutes over midnight", () => {
    expect(addMinutes("2026-11-22T23:50", 15)).toBe("2026-11-23T00:05");
    expect(minutesBetween("2026-11-22T23:50", "2026-11-23T00:05")).toBe(15);
  });
  it("names weekdays as ISO 8601 does", () => {
    expect(weekdayOf("2026-11-22")).toBe(7);
    expect(weekdayOf("1970-01-01")).toBe(4);
    expect(weekdayOf("1969-12-29")).toBe(1);
  });
  it("stops at an impossible date instead of moving it", () => {
    expect(() => addDays("2026-02-30", 1)).toThrow(/not a date/);
  });
});
