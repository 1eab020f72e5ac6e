import { expect, test } from "vitest";
import { recruitmentSeries } from "./recruitment.ts";

const base = { target: 20, counts: "enrolled", today: "2026-03-29" } as const;

test("one point per week, the last one today", () => {
  const { series, total, firstOn } = recruitmentSeries({
    ...base,
    dates: ["2026-03-10", "2026-03-02", "2026-03-02", "2026-03-29"],
  });
  expect({ total, firstOn }).toEqual({ total: 4, firstOn: "2026-03-02" });
  expect(series).toEqual([
    { on: "2026-03-08", total: 2 },
    { on: "2026-03-15", total: 3 },
    { on: "2026-03-22", total: 3 },
    { on: "2026-03-29", total: 4 },
  ]);
});

test("the pace of the last weeks says when the target is reached", () => {
  // 10 in 28 days, 10 missing: 28 days more.
  const dates = Array.from({ length: 10 }, () => "2026-03-02");
  expect(recruitmentSeries({ ...base, dates })).toMatchObject({ pacePerWeek: 2.5, expectedOn: "2026-04-26" });
});

test("without anybody, with nobody lately, or at the target there is no date to expect", () => {
  expect(recruitmentSeries({ ...base, dates: [] })).toMatchObject({ series: [], pacePerWeek: null, expectedOn: null });
  expect(recruitmentSeries({ ...base, dates: ["2025-01-01"] })).toMatchObject({ pacePerWeek: 0, expectedOn: null });
  expect(recruitmentSeries({ ...base, target: 1, dates: ["2026-03-02"] }).expectedOn).toBeNull();
});
