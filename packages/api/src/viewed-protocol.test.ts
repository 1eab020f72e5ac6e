import { applyShared, setCellArms } from "@kendali/builder";
import type { Item, Json, Protocol } from "@kendali/domain";
import { expect, test } from "vitest";
import type { StudyScope } from "./context.ts";
import { referenceProtocol } from "./testing/study-world.ts";
import { viewedProtocol } from "./viewed-protocol.ts";

const both = (text: string) => ({ id: text, en: text });
const asked = (key: string, more: Partial<Item> = {}): Item => ({
  key,
  type: "integer",
  label: both(key),
  required: false,
  ...more,
});
const scale = (key: string, items: string[]) => ({
  key,
  name: both(key),
  items,
  reversed: [],
  score: "sum" as const,
  missing: { rule: "none" as const },
  cutoffs: [],
  source: "",
  licence: "",
});

test("a masked viewer is told no scale whose items tell the arm", () => {
  const trial = referenceProtocol("oxytocin-rct");
  const telling = trial.forms.find((form) => form.revealsArm)?.key;
  const open = trial.forms.find((form) => !form.revealsArm)?.key;
  const protocol: Protocol = {
    ...trial,
    scales: [scale("calm", ["calm_1"]), scale("strokes", ["stroke_1"]), scale("unused", ["stroke_1"])],
    forms: trial.forms.map((form) => {
      const own =
        form.key === telling
          ? [asked("stroke_1"), asked("stroke_sum", { type: "calculated", scale: "strokes" })]
          : form.key === open
            ? [asked("calm_1"), asked("calm_sum", { type: "calculated", scale: "calm" })]
            : [];
      return own.length === 0
        ? form
        : { ...form, sections: [...form.sections, { key: "own", title: both("own"), items: own }] };
    }),
  };
  const viewer = (sight: StudyScope["viewer"]["sight"]) => ({ protocol, viewer: { sight } as StudyScope["viewer"] });
  expect(viewedProtocol(viewer("all")).scales?.map(({ key }) => key)).toEqual(["calm", "strokes", "unused"]);
  expect(viewedProtocol(viewer("none")).scales?.map(({ key }) => key)).toEqual(["calm"]);
  expect(JSON.stringify(viewedProtocol(viewer("none")))).not.toContain("stroke_1");
});

test("nobody is told a note about the allocation, which may name the block sizes", () => {
  const protocol = referenceProtocol("oxytocin-rct");
  expect(JSON.stringify(protocol.assumptions)).toContain("Block sizes 4 and 6");
  for (const sight of ["all", "none"] as const) {
    const { assumptions } = viewedProtocol({ protocol, viewer: { sight } as StudyScope["viewer"] });
    expect(JSON.stringify(assumptions)).not.toMatch(/block size|ukuran blok/iu);
    expect(assumptions.length).toBeGreaterThan(5);
  }
});

test("a form that the schedule gives to one arm on a day is on no masked viewer's day, and its others stay", () => {
  const trial = referenceProtocol("oxytocin-rct");
  const act = setCellArms(trial, { visit: "day_14", form: "feeding", arms: ["usual_care"] }, null);
  const applied = applyShared(trial as unknown as Json, act.ok ? act.edits : []);
  const protocol = (applied.ok ? applied.value : null) as unknown as Protocol;
  const formsOn = (sight: StudyScope["viewer"]["sight"], day: number) =>
    viewedProtocol({ protocol, viewer: { sight } as StudyScope["viewer"] })
      .visits.filter((visit) => visit.day === day)
      .map(({ forms }) => forms.map(({ form }) => form));
  expect(formsOn("all", 14)).toEqual([["milk_volume", "lactation"], ["feeding"]]);
  expect(formsOn("none", 14)).toEqual([["milk_volume", "lactation"]]);
  // Elsewhere everybody has it, so that it goes on telling nothing.
  expect(formsOn("none", 28)).toEqual([["milk_volume", "lactation", "feeding"]]);
});
