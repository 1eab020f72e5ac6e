import type { Item, Protocol } from "@kendali/domain";
import { inventedTrialStudy } from "@kendali/fixtures";
import { expect, it } from "vitest";
import { deriveDataset } from "./derive-dataset.ts";
import type { StudyData } from "./study-data.ts";
import { readColumns } from "./table.ts";

const both = (text: string) => ({ id: `${text} (id)`, en: text });
const hash = "0123456789abcdef".repeat(4);

/** The invented trial with a form of the rarer kinds of items at its first visit. */
function studyWithKinds(): StudyData {
  const study = inventedTrialStudy();
  const item = (key: string, type: Item["type"], more: Partial<Item> = {}): Item => ({
    key,
    type,
    label: both(key),
    required: false,
    ...more,
  });
  const items = [
    item("married_on", "partial_date"),
    item("tube", "barcode"),
    item("picture", "photo"),
    item("calm", "integer", { hardRange: { min: 0, max: 3 } }),
    item("alone", "yes_no"),
    item("mood", "calculated", { scale: "mood" }),
  ];
  const baseline = study.protocol.visits.find(({ kind }) => kind === "baseline")?.key ?? "";
  const protocol: Protocol = {
    ...study.protocol,
    scales: [
      {
        key: "mood",
        name: both("Mood"),
        items: ["calm", "alone"],
        reversed: ["calm"],
        score: "sum",
        missing: { rule: "prorate", least: 1 },
        cutoffs: [{ from: 3, label: both("likely") }],
        source: "Invented, 2026",
        licence: "",
      },
    ],
    forms: [
      ...study.protocol.forms,
      {
        key: "kinds",
        title: both("kinds"),
        performedBy: ["assessor"],
        purpose: "outcome",
        revealsArm: false,
        sections: [{ key: "main", title: both("main"), items }],
      },
    ],
    visits: study.protocol.visits.map((visit) =>
      visit.key === baseline ? { ...visit, forms: [...visit.forms, { form: "kinds", required: true }] } : visit,
    ),
  };
  const values = { married_on: "2019-03", tube: "=A1", picture: `${hash}.jpg`, calm: 1, alone: true, mood: 3 };
  const participants = study.participants.map((participant) => ({
    ...participant,
    entries: participant.entries.flatMap((entry, index) =>
      index === 0 ? [entry, { ...entry, visit: baseline, form: "kinds", values }] : [entry],
    ),
  }));
  return { ...study, protocol, participants };
}

it("keeps a date as far as it is known, a file by its name, and says how each column came about", () => {
  const model = deriveDataset(studyWithKinds(), { withArm: true });
  const { participants } = model.tables;
  const cells = readColumns(participants);
  expect(cells.get("married_on")?.[0]).toBe("2019-03");
  expect(cells.get("picture")?.[0]).toBe(`${hash}.jpg`);
  const column = (name: string) => participants.columns.find((candidate) => candidate.name === name);
  expect(column("married_on")?.kind).toBe("text");
  expect(column("married_on")?.derivation?.en).toContain("never filled in");
  expect(column("picture")?.derivation?.id).toContain("SHA-256");
  expect(column("mood")?.derivation).toEqual({
    id: "Mood (id): jumlah((3 - calm), alone). Bila sedikitnya 1 dari 2 butir terjawab, rata-rata butir yang terjawab menggantikan yang kosong. Mulai dari: 3 = likely (id). Sumber: Invented, 2026",
    en: "Mood: sum((3 - calm), alone). When at least 1 of 2 items are answered, the mean of those answered stands for the empty ones. From: 3 = likely. Source: Invented, 2026",
  });
});

it("leaves pictures and codes that people typed out of pooled data, where they could tell the arm", () => {
  const pooled = deriveDataset(studyWithKinds(), { withArm: false });
  const names = pooled.tables.participants.columns.map(({ name }) => name);
  expect(names).toContain("mood");
  expect(names).toContain("married_on");
  expect(names).not.toContain("picture");
  expect(names).not.toContain("tube");
});
