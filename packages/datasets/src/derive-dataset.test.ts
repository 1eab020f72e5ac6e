import { inventedOneGroupStudy, inventedTrialStudy, reconstructedStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { deriveDataset, readColumns, type DatasetModel } from "./index.ts";

function rowOf(model: DatasetModel, usubjid: string): Record<string, unknown> {
  const columns = readColumns(model.tables.participants);
  const index = columns.get("usubjid")?.indexOf(usubjid) ?? -1;
  return Object.fromEntries([...columns].map(([name, cells]) => [name, cells[index]]));
}

describe("the participants table", () => {
  const model = deriveDataset(inventedOneGroupStudy(), { withArm: true });

  it("has one row per participant, in the order of their numbers", () => {
    const ids = readColumns(model.tables.participants).get("usubjid") ?? [];
    expect(ids).toHaveLength(20);
    expect(ids).toEqual(ids.map(String).toSorted());
  });

  it("names an item's column after the item, with the visit where its form is repeated", () => {
    const names = model.tables.participants.columns.map((column) => column.name);
    expect(names).toEqual(
      expect.arrayContaining(["age", "helps_1", "helps_2", "milk_volume_ml__pretest", "milk_volume_ml__posttest"]),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[a-z][a-z0-9_]{0,31}$/.test(name))).toBe(true);
  });

  it("says in the companion column why a cell is empty", () => {
    const companion =
      model.tables.participants.columns.find((column) => column.explains === "milk_volume_ml__posttest")?.name ?? "";
    expect(["MLT-004-3", "MLT-010-9", "MLT-013-2", "MLT-001-0"].map((id) => rowOf(model, id)[companion])).toEqual([
      "visit_missed",
      "not_done",
      "withdrawn",
      null,
    ]);
  });

  it("flags each population with the reason of everybody left out", () => {
    expect(rowOf(model, "MLT-001-0")).toMatchObject({ ittfl: "Y", fasfl: "Y", pprotfl: "Y", pprotfl__reason: null });
    expect(rowOf(model, "MLT-006-5")).toMatchObject({
      pprotfl: "N",
      pprotfl__reason: "sessions_given_2_of_3",
      sessions_given: 2,
    });
    expect(rowOf(model, "MLT-004-3")).toMatchObject({ fasfl: "N", fasfl__reason: "posttest_visit_missed" });
  });

  it("counts the day of enrolment as day 1", () => {
    expect(rowOf(model, "MLT-001-0")).toMatchObject({
      day__pretest: 1,
      day__posttest: 8,
      date__posttest: "2026-10-08",
    });
  });

  it("keeps what a reconstruction lacks as not available", () => {
    const reconstructed = deriveDataset(reconstructedStudy([[1, 2, 3]]), { withArm: true });
    const row = rowOf(reconstructed, "MLT-001-0");
    expect(row).toMatchObject({
      lactation_category__pretest: 1,
      enrolled_on: null,
      consent_status: "not_available",
      age: null,
      age__missing: "not_available",
    });
  });
});

describe("the codebook", () => {
  it("gives labels in both languages, unit, codes and assumptions of every column", () => {
    const model = deriveDataset(inventedOneGroupStudy(), { withArm: true });
    const codebook = readColumns(model.tables.codebook);
    const at = codebook.get("column")?.indexOf("lactation_category__posttest") ?? -1;
    const row = Object.fromEntries([...codebook].map(([name, cells]) => [name, cells[at]]));
    expect(row).toMatchObject({
      table: "participants",
      label_id: "Kategori laktasi (Posttest)",
      label_en: "Lactation category (Post-test)",
      codes_en: "0 = Low; 1 = Moderate; 2 = Adequate",
      assumption_en: "The category's scoring is our assumption.",
    });
  });
});

describe("the participant flow", () => {
  it.each([
    ["a one-group study", inventedOneGroupStudy(), true],
    ["a trial", inventedTrialStudy(), true],
    ["a pooled trial", inventedTrialStudy(), false],
    ["another trial", inventedTrialStudy(3, 97), true],
  ])("sums at every step for %s", (_, data, withArm) => {
    const { flow } = deriveDataset(data, { withArm });
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(flow.screened).toBe(flow.ineligible.total + flow.declined.total + flow.pending + flow.enrolled);
    if (flow.register !== null) expect(flow.register).toBe((flow.notScreened ?? 0) + (flow.screened ?? 0));
    expect(flow.enrolled).toBe(sum(flow.groups.map((group) => group.entered)) + (flow.notAllocated?.total ?? 0));
    for (const breakdown of [
      flow.ineligible,
      flow.declined,
      ...flow.groups.flatMap((group) => [group.visitNotDone, group.notObserved]),
    ]) {
      expect(sum(breakdown.parts.map((part) => part.count))).toBe(breakdown.total);
    }
    for (const group of flow.groups) {
      expect(group.entered).toBe(group.visitDone + group.visitNotDone.total);
      expect(group.visitDone).toBe(group.observed + group.notObserved.total);
      if (group.sessions !== null)
        expect(group.entered).toBe(group.sessions.all + group.sessions.some + group.sessions.none);
    }
  });

  it("says that eligibility is not available where nobody was screened", () => {
    expect(deriveDataset(reconstructedStudy([[1, 2, 3]]), { withArm: true }).flow).toMatchObject({
      eligibility: "not_available",
      screened: null,
      enrolled: 3,
    });
  });
});

it("counts who was unmasked early as dated events, with and without the arm", () => {
  const trial = inventedTrialStudy();
  const [first, ...others] = trial.participants;
  if (first === undefined) throw new Error("a trial without participants");
  const act = { on: "2026-10-05", category: "medical_emergency" };
  const study = { ...trial, participants: [{ ...first, unmaskings: [act, { ...act, on: "2026-10-06" }] }, ...others] };
  for (const withArm of [true, false]) {
    const model = deriveDataset(study, { withArm });
    expect(model.flow.unmasked).toBe(1);
    const rows = [...model.tables.events.rows()].filter((row) => row[1] === "unmasked");
    expect(rows).toEqual([
      [first.number, "unmasked", null, "2026-10-05", "medical_emergency"],
      [first.number, "unmasked", null, "2026-10-06", "medical_emergency"],
    ]);
  }
  expect(deriveDataset(trial, { withArm: true }).flow.unmasked).toBe(0);
  expect(deriveDataset(inventedOneGroupStudy(), { withArm: true }).flow.unmasked).toBeNull();
});
