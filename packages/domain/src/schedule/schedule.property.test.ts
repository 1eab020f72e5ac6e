import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../local-date.ts";
import { done, facts, missed, trial } from "../participant/participant.fixture.ts";
import { deriveSchedule, type RecordedVisit } from "./schedule.ts";

const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays("2026-03-02", days));
const recordOf = (key: string, forms: string[]) =>
  fc.oneof(
    fc.constant<RecordedVisit[]>([]),
    day.map((on) => [done(key, on, forms)]),
    day.map((on) => [missed(key, on)]),
  );
const sharedRecords = fc
  .tuple(recordOf("pretest", ["profile", "volume"]), recordOf("posttest", ["volume"]), recordOf("day_10", ["volume"]))
  .map((parts) => parts.flat());
const sessionRecords = fc
  .tuple(recordOf("session_1", ["session"]), recordOf("session_2", ["session"]), recordOf("session_3", ["session"]))
  .map((parts) => parts.flat());
const ends = fc.array(
  fc.record({ kind: fc.constantFrom("discontinuation" as const, "withdrawal" as const), on: day }),
  { maxLength: 2 },
);

describe("what a blinded viewer sees", () => {
  it("is the same whether or not sessions were recorded", () => {
    fc.assert(
      fc.property(sharedRecords, sessionRecords, ends, day, (shared, sessions, ended, today) => {
        const base = facts({ allocatedOn: "2026-03-03", arm: null, ends: ended });
        const treated = deriveSchedule({ protocol: trial, ...base, recorded: [...shared, ...sessions], today });
        const control = deriveSchedule({ protocol: trial, ...base, recorded: shared, today });
        expect(treated).toEqual(control);
      }),
    );
  });
});

describe("time", () => {
  it("never turns a recorded visit back into an open one", () => {
    fc.assert(
      fc.property(sharedRecords, ends, day, fc.integer({ min: 0, max: 60 }), (recorded, ended, today, later) => {
        const base = { protocol: trial, ...facts({ allocatedOn: "2026-03-03", recorded, ends: ended }) };
        const before = deriveSchedule({ ...base, today });
        const after = deriveSchedule({ ...base, today: addDays(today, later) });
        for (const [index, visit] of before.entries())
          if (visit.state === "done" || visit.state === "missed") expect(after[index]?.state).toBe(visit.state);
      }),
    );
  });
  it("moves an open visit only from later over due to overdue", () => {
    const rank = { later: 0, due: 1, overdue: 2 } as Record<string, number>;
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (today, later) => {
        const base = { protocol: trial, ...facts({ allocatedOn: "2026-03-03" }) };
        const before = deriveSchedule({ ...base, today });
        const after = deriveSchedule({ ...base, today: addDays(today, later) });
        for (const [index, visit] of before.entries())
          expect(rank[after[index]?.state ?? ""]).toBeGreaterThanOrEqual(rank[visit.state] ?? 3);
      }),
    );
  });
});
