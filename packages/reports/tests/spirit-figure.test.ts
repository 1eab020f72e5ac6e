import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Protocol } from "@kendali/domain";
import { svgOf, type Shape } from "../src/spirit-figure/drawing.ts";
import { spiritFigure } from "../src/spirit-figure/spirit-figure.ts";

const read = (study: string): Protocol =>
  JSON.parse(readFileSync(new URL(`../../../studies/${study}/protocol.json`, import.meta.url), "utf8")) as Protocol;
const trial = read("oxytocin-rct");
const texts = (shapes: readonly Shape[]): string[] =>
  shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : []));

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
