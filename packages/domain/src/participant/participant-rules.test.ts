import { describe, expect, it } from "vitest";
import { canAllocate, type AllocateRequest } from "./can-allocate.ts";
import { canLockVisit } from "./can-lock-visit.ts";
import { canRecordEnd } from "./can-record-end.ts";
import { canRecordMissed } from "./can-record-missed.ts";
import { done, facts, missed, oneGroup, pretestDone, trial } from "./participant.fixture.ts";
import type { Result } from "../result.ts";

const code = (result: Result<unknown>) => (result.ok ? "ok" : result.refusal.code);
const locked = { ...pretestDone, locked: true };

describe("locking a visit", () => {
  it("needs every required form", () => {
    expect(
      code(canLockVisit(oneGroup, facts({ recorded: [done("pretest", "2026-03-02", ["profile"])] }), "pretest")),
    ).toBe("visit_incomplete");
    expect(code(canLockVisit(oneGroup, facts({ recorded: [pretestDone] }), "pretest"))).toBe("ok");
  });
  it("names the forms and answers that are still open", () => {
    const lacking = canLockVisit(
      oneGroup,
      facts({ recorded: [done("pretest", "2026-03-02", ["profile"])] }),
      "pretest",
    );
    expect(lacking.ok ? null : lacking.refusal.params["open:en"]).toBe(
      oneGroup.forms.find(
        ({ key }) => key === oneGroup.visits.find(({ key: visit }) => visit === "pretest")?.forms[1]?.form,
      )?.title.en,
    );
    const open = [{ label: { id: "Kadar hemoglobin", en: "Haemoglobin" } }, { label: { id: "Berat", en: "Weight" } }];
    const answers = canLockVisit(oneGroup, facts({ recorded: [pretestDone] }), "pretest", open);
    expect(answers).toEqual({
      ok: false,
      refusal: {
        code: "visit_incomplete",
        params: { visit: "pretest", "open:id": "Kadar hemoglobin; Berat", "open:en": "Haemoglobin; Weight" },
      },
    });
  });
  it("happens once", () =>
    expect(code(canLockVisit(oneGroup, facts({ recorded: [locked] }), "pretest"))).toBe("entry_locked"));
  it("is not for a missed visit", () =>
    expect(code(canLockVisit(oneGroup, facts({ recorded: [missed("pretest", "2026-03-03")] }), "pretest"))).toBe(
      "visit_missed",
    ));
});

describe("allocating", () => {
  const ready: AllocateRequest = {
    protocol: trial,
    participant: facts({ recorded: [locked] }),
    eligible: true,
    consent: { decision: "given", version: "2", signedOn: "2026-03-02" },
    baselineValues: { profile_value: 2 },
  };
  it("gives the strata in the plan's order", () => {
    expect(canAllocate(ready)).toEqual({
      ok: true,
      value: [
        { factor: "site", level: "melati" },
        { factor: "profile_value", level: "2" },
      ],
    });
  });
  it("waits for a complete and locked baseline", () => {
    expect(code(canAllocate({ ...ready, participant: facts() }))).toBe("baseline_incomplete");
    expect(code(canAllocate({ ...ready, participant: facts({ recorded: [pretestDone] }) }))).toBe(
      "baseline_not_locked",
    );
  });
  it("needs eligibility and consent", () => {
    expect(code(canAllocate({ ...ready, eligible: false }))).toBe("not_eligible");
    expect(code(canAllocate({ ...ready, consent: null }))).toBe("consent_missing");
    expect(
      code(canAllocate({ ...ready, consent: { decision: "declined", version: "2", signedOn: "2026-03-02" } })),
    ).toBe("consent_missing");
    expect(code(canAllocate({ ...ready, consent: { decision: "given", version: "1", signedOn: "2026-03-02" } }))).toBe(
      "consent_not_current",
    );
  });
  it("happens once", () => {
    expect(code(canAllocate({ ...ready, participant: facts({ recorded: [locked], allocatedOn: "2026-03-03" }) }))).toBe(
      "already_allocated",
    );
  });
  it("is not for who has stopped", () => {
    const participant = facts({ recorded: [locked], ends: [{ kind: "withdrawal", on: "2026-03-02" }] });
    expect(code(canAllocate({ ...ready, participant }))).toBe("participant_ended");
  });
  it("needs every stratification factor", () => {
    expect(code(canAllocate({ ...ready, baselineValues: {} }))).toBe("strata_missing");
    expect(code(canAllocate({ ...ready, baselineValues: { profile_value: { m: "unknown" } } }))).toBe("strata_missing");
  });
  it("does not exist in a one-group study", () => {
    expect(code(canAllocate({ ...ready, protocol: oneGroup }))).toBe("allocation_not_in_design");
  });
});

describe("recording a missed visit", () => {
  const request = {
    protocol: oneGroup,
    participant: facts({ recorded: [pretestDone] }),
    visit: "session_2",
    on: "2026-03-03",
    reason: "went home",
    today: "2026-03-03",
  };
  it("takes a visit whose window has opened", () => expect(code(canRecordMissed(request))).toBe("ok"));
  it("does not foretell", () => {
    expect(code(canRecordMissed({ ...request, on: "2026-03-02" }))).toBe("visit_not_yet_due");
    expect(code(canRecordMissed({ ...request, on: "2026-03-04" }))).toBe("date_in_future");
  });
  it("keeps what was entered", () => {
    const recorded = [pretestDone, { ...done("session_2", "2026-03-03", []), startedForms: ["session"] }];
    expect(code(canRecordMissed({ ...request, participant: facts({ recorded }) }))).toBe("visit_already_recorded");
  });
  it("happens once", () => {
    const participant = facts({ recorded: [pretestDone, missed("session_2", "2026-03-03")] });
    expect(code(canRecordMissed({ ...request, participant }))).toBe("visit_missed");
  });
  it("needs a reason", () => expect(code(canRecordMissed({ ...request, reason: "  " }))).toBe("invalid_input"));
  it("is not asked after she withdrew", () => {
    const participant = facts({ recorded: [pretestDone], ends: [{ kind: "withdrawal", on: "2026-03-02" }] });
    expect(code(canRecordMissed({ ...request, participant }))).toBe("participant_ended");
  });
  it("finds no session for a blinded person", () => {
    const participant = facts({ recorded: [locked], allocatedOn: "2026-03-03" });
    expect(code(canRecordMissed({ ...request, protocol: trial, participant, visit: "session_1" }))).toBe(
      "visit_not_in_schedule",
    );
  });
});

describe("recording an end", () => {
  const request = {
    participant: facts({ recorded: [pretestDone] }),
    kind: "withdrawal" as const,
    on: "2026-03-03",
    reason: "moved away",
    today: "2026-03-03",
  };
  it("takes a date and a reason", () => {
    expect(code(canRecordEnd(request))).toBe("ok");
    expect(code(canRecordEnd({ ...request, reason: "" }))).toBe("invalid_input");
    expect(code(canRecordEnd({ ...request, on: "2026-03-04" }))).toBe("date_in_future");
    expect(code(canRecordEnd({ ...request, on: "2026-03-01" }))).toBe("date_before_enrolment");
  });
  it("lets a discontinued mother still withdraw", () => {
    const participant = facts({ ends: [{ kind: "discontinuation", on: "2026-03-02" }] });
    expect(code(canRecordEnd({ ...request, participant }))).toBe("ok");
    expect(code(canRecordEnd({ ...request, participant, kind: "discontinuation" }))).toBe("participant_ended");
  });
  it("ends a participation once", () => {
    const participant = facts({ ends: [{ kind: "lost_to_follow_up", on: "2026-03-02" }] });
    for (const kind of ["withdrawal", "discontinuation", "lost_to_follow_up"] as const)
      expect(code(canRecordEnd({ ...request, participant, kind }))).toBe("participant_ended");
  });
  it("cannot lie before a visit that took place", () => {
    const participant = facts({ recorded: [pretestDone, done("session_3", "2026-03-04", ["session"])] });
    expect(code(canRecordEnd({ ...request, participant, today: "2026-03-05" }))).toBe("visit_already_recorded");
  });
});
