import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { setCellArms } from "@kendali/builder";
import { applyJsonChanges, type Json, type Protocol } from "@kendali/domain";
import { buildProtocolDocument } from "../src/protocol-document/build-protocol-document.ts";
import { figureGrid } from "../src/spirit-figure/figure-grid.ts";
import { svgOf, type Shape } from "../src/spirit-figure/drawing.ts";
import { spiritFigure } from "../src/spirit-figure/spirit-figure.ts";

const read = (study: string): Protocol =>
  JSON.parse(readFileSync(new URL(`../../../studies/${study}/protocol.json`, import.meta.url), "utf8")) as Protocol;
const trial = read("oxytocin-rct");
const texts = (shapes: readonly Shape[]): string[] =>
  shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : []));

/** Letters are taken as half their size wide. */
function boundsOf(shape: Shape) {
  switch (shape.kind) {
    case "line":
      return {
        left: Math.min(shape.x1, shape.x2),
        right: Math.max(shape.x1, shape.x2),
        top: Math.min(shape.y1, shape.y2),
        bottom: Math.max(shape.y1, shape.y2),
      };
    case "rect":
      return { left: shape.x, right: shape.x + shape.width, top: shape.y, bottom: shape.y + shape.height };
    case "circle": {
      const { x, y, radius } = shape;
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    }
    case "text": {
      const wide = shape.text.length * shape.size * 0.5;
      const left = shape.x - { start: 0, middle: wide / 2, end: wide }[shape.anchor];
      return { left, right: left + wide, top: shape.y - shape.size, bottom: shape.y };
    }
  }
}

describe("SPIRIT figure", () => {
  it("names every visit with its day and window, every form and every arm, in both languages", () => {
    for (const locale of ["id", "en"] as const) {
      const words = texts(spiritFigure(trial, locale).shapes).join(" ");
      for (const visit of trial.visits.filter(({ kind }) => kind !== "intervention_session"))
        for (const word of visit.label[locale].split(" ")) expect(words).toContain(word);
      expect(words).toContain("±3");
      expect(words).toContain("−3 / +5");
      for (const arm of trial.arms) expect(words).toContain(arm.label[locale]);
    }
  });

  it("crosses as many cells as the schedule plans for everybody", () => {
    const planned = trial.visits.filter(({ arms }) => arms === undefined).flatMap(({ forms }) => forms).length;
    const crosses = spiritFigure(trial, "en").shapes.filter(
      (shape) => shape.kind === "line" && shape.width === 1.8 && shape.y1 < shape.y2 && shape.x1 < shape.x2,
    ).length;
    // Eligibility, consent, allocation, and the one in the legend.
    expect(crosses).toBe(planned + 4);
  });

  it("marks the arm that alone has the sessions, and only that", () => {
    const marks = spiritFigure(trial, "en").shapes.filter((shape) => shape.kind === "rect" && shape.ink === "armA");
    expect(marks).toHaveLength(2);
  });

  describe("with a form for one arm on a day of all", () => {
    const act = setCellArms(trial, { visit: "day_14", form: "feeding", arms: ["usual_care"] }, null);
    const applied = applyJsonChanges(trial as unknown as Json, act.ok ? act.edits : []);
    const split = (applied.ok ? applied.value : null) as unknown as Protocol;

    it("draws as many columns as before, and the arm's own mark in its cell", () => {
      const rings = (protocol: Protocol) =>
        spiritFigure(protocol, "en").shapes.filter((shape) => shape.kind === "circle" && shape.ink === "armB");
      expect(rings(trial)).toHaveLength(1);
      expect(rings(split)).toHaveLength(2);
      expect(spiritFigure(split, "id").width).toBe(spiritFigure(trial, "id").width);
    });

    it("says the same as a table, in both languages: one column, one mark of the second arm", () => {
      for (const locale of ["id", "en"] as const) {
        const grid = figureGrid(split, locale);
        expect(grid.columns).toEqual(figureGrid(trial, locale).columns);
        const title = trial.forms.find(({ key }) => key === "feeding")?.title[locale];
        const row = grid.groups.flatMap(({ rows }) => rows).find(({ label }) => label === title);
        expect(row?.cells.filter((cell) => cell.kind === "mark").map(({ arms }) => arms)).toEqual([
          "everybody",
          [1],
          "everybody",
          "everybody",
        ]);
      }
    });

    it("stands in one line of the protocol's table of visits, with whom the form is for", () => {
      for (const [locale, only] of [
        ["id", "hanya Perawatan standar"],
        ["en", "Usual care only"],
      ] as const) {
        const { chapters } = buildProtocolDocument(split, locale);
        const parts = chapters.flatMap(({ sections }) => sections.flatMap((section) => section.parts));
        const visit = split.visits.find(({ key }) => key === "day_14")?.label[locale] ?? "";
        const rows = parts.flatMap((part) => (part.kind === "table" && part.head.length === 5 ? part.rows : []));
        const ofDay = rows.filter(([name]) => name?.startsWith(visit));
        expect(ofDay).toHaveLength(1);
        expect(ofDay[0]?.[0]).toBe(visit);
        expect(ofDay[0]?.[4]).toContain(`(${only})`);
      }
    });
  });

  describe("stays within its paper", () => {
    const [visit] = trial.visits;
    const [arm] = trial.arms;
    if (visit === undefined || arm === undefined) throw new Error("invariant: the trial has visits and arms");
    const long = "Pemeriksaan lanjutan yang namanya ditulis selengkap-lengkapnya supaya tidak ada yang keliru";
    const words = { id: long, en: `Otorhinolaryngologicalfollowupexamination ${long}` };
    const further = { ...arm, key: "further_arm", label: words, interventions: [] };
    const many = Array.from({ length: 20 }, (_, index) => ({
      ...visit,
      key: `visit_${index}`,
      label: words,
      day: 1000 + index,
      window: { before: 120, after: 365 },
      ...(index === 3 ? { arms: [arm.key, further.key] } : {}),
    }));
    it.each<[string, Protocol]>([
      ["with three arms", { ...trial, arms: [...trial.arms, further] }],
      ["with twenty visits of very long names", { ...trial, visits: many, arms: [...trial.arms, further] }],
      ["with one visit", { ...trial, visits: [visit] }],
      ["with very long names of forms", { ...trial, forms: trial.forms.map((form) => ({ ...form, title: words })) }],
    ])("%s", (_name, protocol) => {
      for (const locale of ["id", "en"] as const) {
        const { shapes, width, height } = spiritFigure(protocol, locale);
        for (const shape of shapes)
          for (const { left, right, top, bottom } of [boundsOf(shape)]) {
            expect(left, JSON.stringify(shape)).toBeGreaterThanOrEqual(0);
            expect(right, JSON.stringify(shape)).toBeLessThanOrEqual(width);
            expect(top, JSON.stringify(shape)).toBeGreaterThanOrEqual(0);
            expect(bottom, JSON.stringify(shape)).toBeLessThanOrEqual(height);
          }
      }
    });

    it("numbers three arms in the figure and its legend", () => {
      const drawn = texts(spiritFigure({ ...trial, visits: many, arms: [...trial.arms, further] }, "en").shapes);
      for (const number of ["1", "2", "3"]) expect(drawn).toContain(number);
    });
  });

  it("draws drafts that lack nearly everything", () => {
    const bare: Protocol = { ...trial, visits: [], forms: [], interventions: [], arms: [] };
    expect(texts(spiritFigure(bare, "id").shapes)).toContain("PENDAFTARAN");
  });

  it("writes text that no reader can take for markup", () => {
    const hostile: Protocol = { ...trial, title: { id: "<script>&", en: "<script>&" } };
    const svg = svgOf(spiritFigure(hostile, "en"), "en");
    expect(svg).not.toContain("<script>");
    expect(svg).toContain("&lt;script&gt;&amp;");
  });
});
