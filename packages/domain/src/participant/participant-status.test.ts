import { describe, expect, it } from "vitest";
import { done, facts, missed, oneGroup, pretestDone, trial } from "./participant.fixture.ts";
import { participantStatus, screeningStatus } from "./participant-status.ts";

const screening = { eligible: true, screenedOn: "2026-03-02", declinedReason: null, consent: null, enrolled: false };
const given = { decision: "given" as const, version: "2", signedOn: "2026-03-02" };
const sessions = [1, 2, 3].map((day) => done(`session_${day}`, `2026-03-0${day + 1}`, ["session"]));
const posttestDone = done("posttest", "2026-03-05", ["volume"]);

describe("where a screening stands", () => {
  it("follows what was recorded", () => {
    expect(screeningStatus({ ...screening, eligible: false })).toBe("screen_failure");
    expect(screeningStatus(screening)).toBe("eligible");
    expect(screeningStatus({ ...screening, declinedReason: "busy" })).toBe("declined");
    expect(screeningStatus({ ...screening, consent: { ...given, decision: "declined" } })).toBe("declined");
    expect(screeningStatus({ ...screening, consent: given })).toBe("consented");
    expect(screeningStatus({ ...screening, consent: given, enrolled: true })).toBe("enrolled");
  });
});

describe("where a participant stands", () => {
  it("is enrolled before and allocated after allocation", () => {
    expect(participantStatus(trial, facts())).toBe("enrolled");
    expect(participantStatus(trial, facts({ allocatedOn: "2026-03-03" }))).toBe("allocated");
  });
  it("is completed when the last visit took place and every earlier one is recorded", () => {
    const recorded = [pretestDone, ...sessions.slice(0, 2), missed("session_3", "2026-03-05"), posttestDone];
    expect(participantStatus(oneGroup, facts({ recorded }))).toBe("completed");
  });
  it("is not completed while a session is unrecorded", () => {
    expect(participantStatus(oneGroup, facts({ recorded: [pretestDone, ...sessions.slice(0, 2), posttestDone] }))).toBe(
      "enrolled",
    );
  });
  it("is not completed when the last visit was missed", () => {
    const recorded = [pretestDone, ...sessions, missed("posttest", "2026-03-08")];
    expect(participantStatus(oneGroup, facts({ recorded }))).toBe("enrolled");
  });
  it("is completed after discontinuation without the sessions that were stopped", () => {
    const ends = [{ kind: "discontinuation" as const, on: "2026-03-03" }];
    expect(participantStatus(oneGroup, facts({ recorded: [pretestDone, ...sessions.slice(0, 1)], ends }))).toBe(
      "discontinued",
    );
    expect(
      participantStatus(oneGroup, facts({ recorded: [pretestDone, ...sessions.slice(0, 1), posttestDone], ends })),
    ).toBe("completed");
  });
  it("is the same in a trial whether sessions were given or not", () => {
    const recorded = [pretestDone, posttestDone, done("day_10", "2026-03-12", ["volume"])];
    const base = { allocatedOn: "2026-03-03" };
    expect(participantStatus(trial, facts({ ...base, recorded }))).toBe("completed");
    expect(participantStatus(trial, facts({ ...base, recorded: [...recorded, ...sessions] }))).toBe("completed");
  });
  it("stays withdrawn or lost whatever was recorded before", () => {
    const recorded = [pretestDone, ...sessions, posttestDone];
    expect(participantStatus(oneGroup, facts({ recorded, ends: [{ kind: "withdrawal", on: "2026-03-05" }] }))).toBe(
      "withdrawn",
    );
    expect(participantStatus(oneGroup, facts({ ends: [{ kind: "lost_to_follow_up", on: "2026-03-05" }] }))).toBe(
      "lost_to_follow_up",
    );
  });
});
