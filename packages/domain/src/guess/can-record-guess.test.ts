import { describe, expect, test } from "vitest";
import { trial as protocol } from "../participant/participant.fixture.ts";
import type { RecordedVisit } from "../schedule/schedule.ts";
import { canRecordGuess, lastMeasuredVisit, type RecordGuessRequest } from "./can-record-guess.ts";

const last = lastMeasuredVisit(protocol);

function visited(changed: Partial<RecordedVisit> = {}): RecordedVisit {
  return {
    visit: last?.key ?? "",
    completeForms: (last?.forms ?? []).map(({ form }) => form),
    performedOn: "2026-04-20",
    missedOn: null,
    locked: false,
    ...changed,
  };
}

function codeOf(changed: Partial<RecordGuessRequest> = {}): string {
  const answered = canRecordGuess({
    protocol,
    participant: { allocatedOn: "2026-03-04", recorded: [visited()], ends: [] },
    knowsArms: false,
    recorded: false,
    guess: "intervention",
    certainty: "somewhat",
    ...changed,
  });
  return answered.ok ? "accepted" : answered.refusal.code;
}

test("the question follows the last visit of everybody at which an assessor measures", () => {
  expect(last?.key).toBe("day_10");
  expect(last?.arms).toBeUndefined();
});

describe("a guess", () => {
  test("is accepted once the last measurement is complete or missed", () => {
    expect(codeOf()).toBe("accepted");
    const missed = visited({ completeForms: [], performedOn: null, missedOn: "2026-04-20" });
    expect(codeOf({ participant: { allocatedOn: "2026-03-04", recorded: [missed], ends: [] } })).toBe("accepted");
  });

  test("waits for it, unless she left the study; a stopped intervention is no reason", () => {
    const waiting = { allocatedOn: "2026-03-04", recorded: [] };
    const ended = (kind: "withdrawal" | "lost_to_follow_up" | "discontinuation") =>
      codeOf({ participant: { ...waiting, ends: [{ kind, on: "2026-03-20" }] } });
    expect(codeOf({ participant: { ...waiting, ends: [] } })).toBe("guess_not_due");
    expect(ended("withdrawal")).toBe("accepted");
    expect(ended("lost_to_follow_up")).toBe("accepted");
    expect(ended("discontinuation")).toBe("guess_not_due");
  });

  test("is not asked of a second number, of somebody not allocated, nor in a study of one group", () => {
    const participant = { allocatedOn: "2026-03-04", recorded: [visited()], ends: [] };
    const duplicate = { ...participant, ends: [{ kind: "duplicate" as const, on: "2026-03-20" }] };
    expect(codeOf({ participant: duplicate })).toBe("participant_is_duplicate");
    expect(codeOf({ participant: { ...participant, allocatedOn: null } })).toBe("not_allocated");
    expect(codeOf({ protocol: { ...protocol, allocation: null } })).toBe("allocation_not_in_design");
  });

  test("is no guess by who knows arms, and is given once", () => {
    expect(codeOf({ knowsArms: true })).toBe("guess_not_masked");
    expect(codeOf({ recorded: true })).toBe("guess_recorded");
  });

  test("has a certainty exactly when it is one", () => {
    expect(codeOf({ guess: "unknown", certainty: null })).toBe("accepted");
    expect(codeOf({ guess: "unknown", certainty: "certain" })).toBe("invalid_input");
    expect(codeOf({ guess: "control", certainty: null })).toBe("invalid_input");
  });
});
