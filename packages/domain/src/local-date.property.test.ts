import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, instantOf, isLocalDate, localDateTimeIn, weekdayOf } from "./local-date.ts";

const someDate = fc.integer({ min: -36_525, max: 36_525 }).map((days) => addDays("2000-01-01", days));
const someDateTime = fc
  .tuple(someDate, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([date, hour, minute]) => `${date}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);

describe("local dates", () => {
  it("agree with the platform's calendar on every date of two centuries", () => {
    fc.assert(
      fc.property(fc.integer({ min: -36_525, max: 36_525 }), (days) => {
        const date = addDays("1970-01-01", days);
        expect(date).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });
  it("stay dates when days are added, and the difference is what was added", () => {
    fc.assert(
      fc.property(someDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(isLocalDate(moved)).toBe(true);
        expect(daysBetween(date, moved)).toBe(days);
      }),
    );
  });
  it("repeat their weekday after seven days", () => {
    fc.assert(fc.property(someDate, (date) => weekdayOf(addDays(date, 7)) === weekdayOf(date)));
  });
  it("come back from the instant they name, in every Indonesian zone", () => {
    fc.assert(
      fc.property(someDateTime, fc.constantFrom("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"), (local, zone) => {
        // Before 1964 Indonesian clocks changed, and a skipped time cannot come back.
        fc.pre(local >= "1964-01-02");
        expect(localDateTimeIn(instantOf(local, zone), zone)).toBe(local);
      }),
    );
  });
});
