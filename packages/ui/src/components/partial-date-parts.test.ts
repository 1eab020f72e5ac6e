import { describe, expect, test } from "vitest";
import { readPartialDate, writePartialDate } from "./partial-date-parts.ts";

describe("a partial date as typed", () => {
  test.each([
    ["2026", { year: "2026", month: "", day: "", unknown: "month" }],
    ["2026-11", { year: "2026", month: "11", day: "", unknown: "day" }],
    ["2026-11-22", { year: "2026", month: "11", day: "22", unknown: "nothing" }],
    ["2026-11-", { year: "2026", month: "11", day: "", unknown: "nothing" }],
    ["-11", { year: "", month: "11", day: "", unknown: "day" }],
    ["?", { year: "", month: "", day: "", unknown: "month" }],
    ["", { year: "", month: "", day: "", unknown: "nothing" }],
  ] as const)("%s is read and written back", (text, parts) => {
    expect(readPartialDate(text)).toEqual(parts);
    expect(writePartialDate(parts)).toBe(text);
  });

  test("a month of one figure is filled up once the year is whole", () => {
    expect(writePartialDate({ year: "2026", month: "3", day: "", unknown: "day" })).toBe("2026-03");
    expect(writePartialDate({ year: "20", month: "3", day: "", unknown: "day" })).toBe("20-3");
  });
});
