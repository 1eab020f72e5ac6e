import { readFileSync } from "node:fs";
import { applyJsonChanges, canonicalJson, type Json, type Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import type { Edit } from "../src/edits/edit-session.ts";
import { assessmentGrid, cellOf } from "../src/schedule/assessment-grid.ts";
import { moveToColumn, planAtColumn } from "../src/schedule/column-edits.ts";
import { addVisitAfter, removeVisits, resizeSessions, shiftVisits } from "../src/schedule/schedule-edits.ts";

const read = (study: string): Protocol =>
  JSON.parse(readFileSync(new URL(`../../../studies/${study}/protocol.json`, import.meta.url), "utf8")) as Protocol;
const trial = read("oxytocin-rct");
const pilot = read("oxytocin-pretest-posttest");

function apply(protocol: Protocol, edits: readonly Edit[]): Protocol {
  const applied = applyJsonChanges(protocol as unknown as Json, edits);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return applied.value as unknown as Protocol;
}

function planned(protocol: Protocol, form: string, visit: string): string {
  const grid = assessmentGrid(protocol);
  const row = grid.groups.flatMap(({ rows }) => rows).find(({ key }) => key === `form:${form}`);
  const column = grid.columns.find(({ key }) => key === visit);
  if (row === undefined || column === undefined) throw new Error("no such cell");
  return cellOf(protocol, row, column).planned;
}

describe("schedule of assessments", () => {
  it("draws seven sessions as one column and allocation after the visit it waits for", () => {
    expect(assessmentGrid(trial).columns.map(({ key }) => key)).toEqual([
      "screening",
      "pretest",
      "allocation",
      "session_1",
      "day_8",
      "day_14",
      "day_28",
      "day_42",
    ]);
    expect(assessmentGrid(pilot).columns.map(({ kind }) => kind)).not.toContain("allocation");
  });

  it("gives an intervention without sessions from allocation to the end, one with sessions their days", () => {
    const rows = assessmentGrid(trial).groups.flatMap(({ rows: some }) => some);
    const columns = assessmentGrid(trial).columns;
    const given = (key: string): string[] => {
      const row = rows.find((one) => one.key === `intervention:${key}`);
      return columns
        .filter((column) => row && cellOf(trial, row, column).planned === "all")
        .map((column) => column.key);
    };
    expect(given("oxytocin_massage")).toEqual(["session_1"]);
    expect(given("usual_care")).toEqual(["session_1", "day_8", "day_14", "day_28", "day_42"]);
  });

  it("plans a form and takes it out again without a trace", () => {
    const with28 = apply(trial, planAtColumn(trial, { visit: "day_28", form: "blood", base: null }, true));
    expect(planned(with28, "blood", "day_28")).toBe("all");
    const back = apply(with28, planAtColumn(with28, { visit: "day_28", form: "blood", base: null }, false));
    expect(canonicalJson(back)).toBe(canonicalJson(trial));
  });

  it("moves a form with whether it is required", () => {
    const moved = apply(trial, moveToColumn(trial, { visit: "day_8", form: "care_received", base: null }, "day_14"));
    expect(planned(moved, "care_received", "day_8")).toBe("none");
    const day14 = moved.visits.find(({ key }) => key === "day_14");
    expect(day14?.forms.find(({ form }) => form === "care_received")?.required).toBe(false);
  });

  it("makes sessions fewer and more, and counts their labels anew", () => {
    const run = pilot.visits.filter(({ kind }) => kind === "intervention_session");
    const five = apply(pilot, resizeSessions(pilot, run, 5));
    expect(five.visits.filter(({ kind }) => kind === "intervention_session").map(({ label }) => label.id)).toEqual(
      [1, 2, 3, 4, 5].map((day) => `Pijat oksitosin, hari ke-${day} dari 5`),
    );
    const runOfFive = five.visits.filter(({ kind }) => kind === "intervention_session");
    const seven = apply(five, resizeSessions(five, runOfFive, 7));
    expect(canonicalJson(seven)).toBe(canonicalJson(pilot));
  });

  it("adds a visit under a free key, shifts it and takes it out", () => {
    const [first] = trial.visits;
    if (first === undefined) throw new Error("no visit");
    const { key: _key, ...like } = first;
    const added = addVisitAfter(trial, "day_42", like, "Day 14");
    expect(added.key).toBe("day_14_2");
    const longer = apply(trial, added.edits);
    expect(longer.visits.at(-1)?.key).toBe("day_14_2");
    const shifted = apply(longer, shiftVisits(longer, ["day_14_2"], ["day_42"], "earlier"));
    expect(shifted.visits.at(-2)?.key).toBe("day_14_2");
    expect(canonicalJson(apply(shifted, removeVisits(shifted, ["day_14_2"])))).toBe(canonicalJson(trial));
  });
});
