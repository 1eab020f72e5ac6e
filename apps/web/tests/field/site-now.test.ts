import { expect, test } from "vitest";

import { siteNow } from "../../features/field/site-now.ts";

const wib = "Asia/Jakarta";
const wit = "Asia/Jayapura";

test.each([
  [wib, "2026-11-22", "2026-11-22T16:40:00Z", "2026-11-22T23:40"],
  [wit, "2026-11-23", "2026-11-22T16:40:00Z", "2026-11-23T01:40"],
  [wib, "2026-11-23", "2026-11-22T17:05:00Z", "2026-11-23T00:05"],
  [wib, "2026-11-22", "2026-11-22T00:10:00Z", "2026-11-22T07:10"],
])("in %s, where the server says that it is %s, %s is %s", (timeZone, today, at, expected) => {
  expect(siteNow({ today, at }, at, timeZone)).toBe(expected);
});

test("a page that stays open past the site's midnight goes on to the new day, and to the days after", () => {
  const read = { today: "2026-11-30", at: "2026-11-30T16:40:00Z" };
  expect(siteNow(read, "2026-11-30T16:59:59Z", wib)).toBe("2026-11-30T23:59");
  expect(siteNow(read, "2026-11-30T17:00:00Z", wib)).toBe("2026-12-01T00:00");
  expect(siteNow(read, "2026-11-30T17:05:00Z", wib)).toBe("2026-12-01T00:05");
  expect(siteNow(read, "2026-12-02T01:00:00Z", wib)).toBe("2026-12-02T08:00");
});

test("midnight in UTC is no new day at the site", () => {
  const read = { today: "2026-11-22", at: "2026-11-21T23:59:00Z" };
  expect(siteNow(read, "2026-11-22T00:01:00Z", wib)).toBe("2026-11-22T07:01");
});

test("the date stays the server's on a device that is set to another day", () => {
  const read = { today: "2026-11-22", at: "2024-01-01T16:59:00Z" };
  expect(siteNow(read, "2024-01-01T17:01:00Z", wib)).toBe("2026-11-22T00:01");
});

test("a clock that is set back does not take the date back", () => {
  const read = { today: "2026-11-22", at: "2026-11-22T03:00:00Z" };
  expect(siteNow(read, "2026-11-20T03:00:00Z", wib)).toBe("2026-11-22T10:00");
});
