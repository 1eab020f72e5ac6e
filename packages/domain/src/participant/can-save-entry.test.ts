import { describe, expect, it } from "vitest";
import type { Protocol } from "../protocol/types.ts";
import { mayPlayEveryPart } from "../study/plays-every-part.ts";
import { canSaveEntry, type SaveEntryRequest } from "./can-save-entry.ts";
import { done, facts, missed, oneGroup, pretestDone, trial } from "./participant.fixture.ts";

const assessor = { account: "dewi", roles: ["assessor" as const] };
const provider = { account: "rina", roles: ["provider" as const] };
const coordinator = { account: "sari", roles: ["coordinator" as const] };

const pretest: SaveEntryRequest = {
  protocol: oneGroup,
  participant: facts(),
  visit: "pretest",
  form: "volume",
  performedOn: "2026-03-02",
  performer: assessor,
  typist: assessor,
  today: "2026-03-02",
  existing: null,
};
const session: SaveEntryRequest = {
  ...pretest,
  participant: facts({ recorded: [pretestDone] }),
  visit: "session_1",
  form: "session",
  performer: provider,
  typist: provider,
};
const afterSessions = facts({
  recorded: [pretestDone, ...[1, 2, 3].map((day) => done(`session_${day}`, `2026-03-0${day + 1}`, ["session"]))],
});
const posttest: SaveEntryRequest = {
  ...pretest,
  participant: afterSessions,
  visit: "posttest",
  performedOn: "2026-03-05",
  today: "2026-03-05",
};
const code = (request: SaveEntryRequest) => {
  const result = canSaveEntry(request);
  return result.ok ? "ok" : result.refusal.code;
};

describe("one person who plays every part", () => {
  it("treats and measures in a test of one group alone", () => {
    const both = { account: provider.account, roles: [...provider.roles, ...pretest.performer.roles] };
    const performed = {
      ...afterSessions,
      performed: [{ visit: "session_1", form: "session", performedBy: both.account }],
    };
    const measuring = { ...posttest, participant: performed, performer: both, typist: both };
    expect(code(measuring)).toBe("performer_cannot_assess");
    expect(code({ ...measuring, onePlaysAll: true })).toBe("ok");
    const arms = (count: number) => ({ arms: Array.from({ length: count }, () => ({})) }) as unknown as Protocol;
    expect(mayPlayEveryPart({ kind: "test", protocol: arms(1) })).toBe(true);
    expect(mayPlayEveryPart({ kind: "test", protocol: arms(2) })).toBe(false);
    for (const kind of ["live", "practice", "simulated", "reconstructed"] as const)
      expect(mayPlayEveryPart({ kind, protocol: arms(1) })).toBe(false);
  });
});

describe("the place of an entry", () => {
  it("is a form of a visit in her schedule", () => {
    expect(code(pretest)).toBe("ok");
    expect(code({ ...pretest, visit: "day_10" })).toBe("visit_not_in_schedule");
    expect(code({ ...pretest, form: "session" })).toBe("form_not_in_visit");
  });
  it("is closed by a lock", () => {
    expect(code({ ...pretest, existing: { status: "complete", locked: true } })).toBe("entry_locked");
    expect(code({ ...pretest, participant: facts({ recorded: [{ ...pretestDone, locked: true }] }) })).toBe(
      "entry_locked",
    );
  });
  it("is closed when the visit was recorded as missed", () => {
    const participant = facts({ recorded: [pretestDone, missed("session_1", "2026-03-02")] });
    expect(code({ ...session, participant })).toBe("visit_missed");
  });
  it("needs a reason to change what was complete", () => {
    const existing = { status: "complete" as const, locked: false };
    expect(code({ ...pretest, existing })).toBe("change_reason_required");
    expect(code({ ...pretest, existing, changeReason: " " })).toBe("change_reason_required");
    expect(code({ ...pretest, existing, changeReason: "copied wrongly from paper" })).toBe("ok");
  });
});

describe("who may", () => {
  it("perform only forms of the own role", () =>
    expect(code({ ...pretest, performer: provider })).toBe("performer_not_qualified"));
  it("type only forms of the own role", () => expect(code({ ...session, typist: assessor })).toBe("not_allowed"));
  it("type for a colleague as coordinator", () => expect(code({ ...session, typist: coordinator })).toBe("ok"));
  it("not measure a mother whom the same person treated", () => {
    const both = { account: "rina", roles: ["provider" as const, "assessor" as const] };
    const performed = [{ visit: "session_1", form: "session", performedBy: "rina" }];
    expect(code({ ...posttest, participant: { ...afterSessions, performed }, performer: both, typist: both })).toBe(
      "performer_cannot_assess",
    );
  });
  it("not treat a mother whose pretest the same person measured", () => {
    const both = { account: "dewi", roles: ["provider" as const, "assessor" as const] };
    const performed = [{ visit: "pretest", form: "volume", performedBy: "dewi" }];
    expect(
      code({ ...session, participant: facts({ recorded: [pretestDone], performed }), performer: both, typist: both }),
    ).toBe("assessor_cannot_treat");
  });
  it("treat a mother whose characteristics the same person wrote down", () => {
    const performed = [{ visit: "pretest", form: "profile", performedBy: "rina" }];
    expect(code({ ...session, participant: facts({ recorded: [pretestDone], performed }) })).toBe("ok");
  });
});

describe("when", () => {
  it("never in the future", () => expect(code({ ...pretest, performedOn: "2026-03-03" })).toBe("date_in_future"));
  it("never before enrolment", () =>
    expect(code({ ...pretest, performedOn: "2026-03-01" })).toBe("date_before_enrolment"));
  it("not before the window", () => expect(code({ ...posttest, performedOn: "2026-03-04" })).toBe("visit_not_yet_due"));
  it("after the window only with a reason, which is kept as a deviation", () => {
    const late = { ...posttest, performedOn: "2026-03-08", today: "2026-03-08" };
    expect(code(late)).toBe("visit_outside_window");
    expect(canSaveEntry({ ...late, outOfWindowReason: "she was in her village" })).toEqual({
      ok: true,
      value: { outOfWindow: true },
    });
  });
  it("may be typed later than it was performed", () => expect(code({ ...pretest, today: "2026-03-20" })).toBe("ok"));
  it("never moves a session to another day, reason or not", () => {
    const late = { ...session, performedOn: "2026-03-03", today: "2026-03-03", outOfWindowReason: "busy" };
    expect(code(late)).toBe("visit_outside_window");
  });
  it("not after she withdrew, but still for what was done before", () => {
    const participant = { ...afterSessions, ends: [{ kind: "withdrawal" as const, on: "2026-03-05" }] };
    expect(code({ ...posttest, participant, performedOn: "2026-03-06", today: "2026-03-06" })).toBe(
      "participant_ended",
    );
    expect(code({ ...posttest, participant, today: "2026-03-06" })).toBe("ok");
  });
  it("measures a mother who stopped the intervention, and treats her no more", () => {
    const participant = facts({ recorded: [pretestDone], ends: [{ kind: "discontinuation", on: "2026-03-02" }] });
    expect(code({ ...posttest, participant })).toBe("ok");
    expect(code({ ...session, visit: "session_2", participant, performedOn: "2026-03-03", today: "2026-03-03" })).toBe(
      "participant_ended",
    );
  });
});

describe("in which order", () => {
  it("baseline comes first", () => expect(code({ ...session, participant: facts() })).toBe("baseline_incomplete"));
  it("a session waits for the one before", () => {
    const second = { ...session, visit: "session_2", performedOn: "2026-03-03", today: "2026-03-03" };
    expect(code(second)).toBe("visit_out_of_order");
  });
  it("a session may follow one that was recorded as missed", () => {
    const participant = facts({ recorded: [pretestDone, missed("session_1", "2026-03-03")] });
    expect(code({ ...session, participant, visit: "session_2", performedOn: "2026-03-03", today: "2026-03-03" })).toBe(
      "ok",
    );
  });
  it("the post-test waits for every session", () => {
    const participant = {
      ...afterSessions,
      recorded: afterSessions.recorded.filter((recorded) => recorded.visit !== "session_2"),
    };
    expect(code({ ...posttest, participant })).toBe("visit_out_of_order");
  });
});

describe("in a trial", () => {
  const allocated = facts({ allocatedOn: "2026-03-03", recorded: [{ ...pretestDone, locked: true }] });
  const outcome: SaveEntryRequest = {
    ...posttest,
    protocol: trial,
    participant: allocated,
    performedOn: "2026-03-06",
    today: "2026-03-06",
  };
  it("nothing after baseline is entered before allocation", () => {
    expect(code({ ...outcome, participant: facts({ recorded: [pretestDone] }) })).toBe("not_allocated");
  });
  it("a blinded assessor is answered the same whether sessions were given or not", () => {
    const treated = { ...allocated, recorded: [...allocated.recorded, done("session_1", "2026-03-03", ["session"])] };
    expect(code(outcome)).toBe("ok");
    expect(code({ ...outcome, participant: treated })).toBe("ok");
  });
  it("a blinded assessor finds no session in any schedule", () => {
    expect(code({ ...outcome, visit: "session_1", form: "session" })).toBe("visit_not_in_schedule");
  });
  it("a session is given only in the arm that has it", () => {
    const give = (arm: string) =>
      code({
        ...session,
        protocol: trial,
        participant: { ...allocated, arm },
        performedOn: "2026-03-03",
        today: "2026-03-03",
      });
    expect(give("massage")).toBe("ok");
    expect(give("usual")).toBe("visit_not_in_schedule");
  });
});
