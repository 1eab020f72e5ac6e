import { describe, expect, it } from "vitest";
import { done, facts, missed, oneGroup, pretestDone, trial } from "../participant/participant.fixture.ts";
import { deriveSchedule, isArmSpecific, type ScheduledVisit } from "./schedule.ts";

const allocated = (arm: string | null) =>
  facts({ allocatedOn: "2026-03-03", arm, recorded: [{ ...pretestDone, locked: true }] });
const states = (schedule: ScheduledVisit[]) => Object.fromEntries(schedule.map(({ visit, state }) => [visit, state]));

describe("the schedule of a participant", () => {
  it("counts the day of enrolment as day 1", () => {
    const [pretest, first, second] = deriveSchedule({ protocol: oneGroup, ...facts(), today: "2026-03-02" });
    expect([pretest?.targetDate, first?.targetDate, second?.targetDate]).toEqual([
      "2026-03-02",
      "2026-03-02",
      "2026-03-03",
    ]);
  });
  it("counts the day of allocation as day 1 of a trial", () => {
    const day10 = deriveSchedule({ protocol: trial, ...allocated(null), today: "2026-03-03" }).find(
      (visit) => visit.visit === "day_10",
    );
    expect(day10).toMatchObject({
      targetDate: "2026-03-12",
      window: { from: "2026-03-11", to: "2026-03-14" },
      studyDay: 10,
    });
  });
  it("counts the day of delivery as day 0", () => {
    const protocol = {
      ...oneGroup,
      visits: oneGroup.visits.map((visit) => ({ ...visit, anchor: "delivery" as const })),
    };
    expect(deriveSchedule({ protocol, ...facts(), today: "2026-03-02" })[1]).toMatchObject({
      targetDate: "2026-03-02",
      postpartumDay: 1,
    });
  });
  it("knows no date before the anchor is known", () => {
    const posttest = deriveSchedule({ protocol: trial, ...facts(), today: "2026-03-20" }).find(
      (visit) => visit.visit === "posttest",
    );
    expect(posttest).toMatchObject({ targetDate: null, window: null, state: "later", postpartumDay: null });
  });
  it("is due inside the window, overdue after it, later before it", () => {
    const at = (today: string) =>
      deriveSchedule({ protocol: trial, ...allocated(null), today }).find((visit) => visit.visit === "day_10");
    expect(at("2026-03-10")?.state).toBe("later");
    expect(at("2026-03-11")?.state).toBe("due");
    expect(at("2026-03-14")).toMatchObject({ state: "due", daysLate: 0 });
    expect(at("2026-03-16")).toMatchObject({ state: "overdue", daysLate: 2 });
  });
  it("is done only when every required form is complete", () => {
    const partly = facts({ recorded: [done("pretest", "2026-03-02", ["profile"])] });
    expect(deriveSchedule({ protocol: oneGroup, ...partly, today: "2026-03-02" })[0]?.state).toBe("due");
    const whole = facts({ recorded: [pretestDone] });
    expect(deriveSchedule({ protocol: oneGroup, ...whole, today: "2026-03-02" })[0]?.state).toBe("done");
  });
  it("shows a visit recorded as missed", () => {
    const recorded = [pretestDone, missed("session_1", "2026-03-03")];
    expect(states(deriveSchedule({ protocol: oneGroup, ...facts({ recorded }), today: "2026-03-03" })).session_1).toBe(
      "missed",
    );
  });
});

describe("arms in the schedule", () => {
  it("gives a blinded viewer the same schedule whatever the arm is", () => {
    const visits = deriveSchedule({ protocol: trial, ...allocated(null), today: "2026-03-04" }).map(
      (visit) => visit.visit,
    );
    expect(visits).toEqual(["pretest", "posttest", "day_10"]);
  });
  it("gives the sessions to who knows that she is in the massage arm", () => {
    const visits = deriveSchedule({ protocol: trial, ...allocated("massage"), today: "2026-03-04" }).map(
      (visit) => visit.visit,
    );
    expect(visits).toContain("session_1");
  });
  it("gives no sessions to the control arm", () => {
    const visits = deriveSchedule({ protocol: trial, ...allocated("usual"), today: "2026-03-04" }).map(
      (visit) => visit.visit,
    );
    expect(visits).not.toContain("session_1");
  });
  it("treats a visit that names every arm as everybody's", () => {
    expect(isArmSpecific(trial, { arms: ["usual", "massage"] })).toBe(false);
    expect(isArmSpecific(trial, { arms: ["massage"] })).toBe(true);
  });
});

describe("ended participation", () => {
  it("keeps a discontinued mother in follow-up without further sessions", () => {
    const ends = [{ kind: "discontinuation" as const, on: "2026-03-04" }];
    const recorded = [{ ...pretestDone, locked: true }, done("session_1", "2026-03-03", ["session"])];
    const schedule = deriveSchedule({ protocol: trial, ...allocated("massage"), recorded, ends, today: "2026-03-06" });
    expect(states(schedule)).toEqual({
      pretest: "done",
      session_1: "done",
      session_2: "not_applicable",
      session_3: "not_applicable",
      posttest: "due",
      day_10: "later",
    });
  });
  it("asks nothing more of a mother who withdrew", () => {
    const ends = [{ kind: "withdrawal" as const, on: "2026-03-05" }];
    const schedule = deriveSchedule({ protocol: trial, ...allocated("usual"), ends, today: "2026-04-30" });
    expect(states(schedule)).toEqual({ pretest: "done", posttest: "not_applicable", day_10: "not_applicable" });
  });
  it("still owes a visit whose window had closed before she withdrew", () => {
    const ends = [{ kind: "withdrawal" as const, on: "2026-03-10" }];
    const schedule = deriveSchedule({ protocol: trial, ...allocated(null), ends, today: "2026-04-30" });
    expect(states(schedule).posttest).toBe("overdue");
  });
});
