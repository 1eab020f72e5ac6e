import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPlan, type AnalysisResults } from "@kendali/analysis";
import { deriveDataset, type StudyData } from "@kendali/datasets";
import type { Protocol } from "@kendali/domain";
import { fillStudy, inventedOneGroupStudy, inventedTrialStudy, reconstructedStudy } from "@kendali/fixtures";
import { buildReport, plainText, type ReportCell, type ReportModel } from "@kendali/reports";
import { describe, expect, it } from "vitest";
import { renderText } from "./render-text.ts";

const studies = join(dirname(fileURLToPath(import.meta.url)), "../../../studies");
const readProtocol = (study: string): Protocol =>
  JSON.parse(readFileSync(join(studies, study, "protocol.json"), "utf8"));

const analyse = (data: StudyData, withArm = true): AnalysisResults =>
  runPlan({ model: deriveDataset(data, { withArm }), protocol: data.protocol });
const report = (data: StudyData, locale: "id" | "en", withArm = true): ReportModel =>
  buildReport({ results: analyse(data, withArm), protocol: data.protocol, locale });

const everything: readonly [string, StudyData, boolean][] = [
  ["one group", inventedOneGroupStudy(), true],
  ["trial", inventedTrialStudy(), true],
  ["pooled trial", inventedTrialStudy(), false],
  [
    "reconstruction",
    reconstructedStudy([
      [1, 2, 15],
      [1, 1, 1],
      [2, 1, 1],
      [2, 2, 3],
    ]),
    true,
  ],
  ["reference one group", fillStudy(readProtocol("oxytocin-pretest-posttest"), { size: 20, seed: 4 }), true],
  ["reference trial", fillStudy(readProtocol("oxytocin-rct"), { size: 120, seed: 5 }), true],
];

/** Every table cell anywhere in a report. */
function cellsOf(value: unknown): readonly ReportCell[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "content" in value && "numbers" in value ? [value as ReportCell] : [];
  return [...own, ...Object.values(value).flatMap(cellsOf)];
}

describe("the sentence a report opens with", () => {
  it("names the change and what a single group cannot tell, without a causal verb", () => {
    const lead = plainText(report(inventedOneGroupStudy(), "en").lead.sentence).replaceAll("\u00a0", " ");
    expect(lead).toBe(
      "Milk volume was on average 16.8 ml higher at Post-test than at Pretest (95 % CI 12.5 to 21.1; 17 participants). Without a control group this study cannot say how much of that change is due to the intervention.",
    );
    expect(lead).not.toMatch(/caus|effect|improv|increas|because/i);
  });

  it("compares the arms of a trial, in Bahasa Indonesia with decimal commas", () => {
    const lead = plainText(report(inventedTrialStudy(), "id").lead.sentence).replaceAll("\u00a0", " ");
    expect(lead).toBe(
      "Volume ASI pada Hari 8 rata-rata 6,4 ml lebih tinggi pada Pijat daripada pada Perawatan biasa (IK 95% 3,6 sampai 9,2; 46 dari 55 responden), disesuaikan dengan nilai awal, lokasi penelitian, paritas, usia.",
    );
  });

  it("compares nothing while arms are masked, and names no arm anywhere", () => {
    const pooled = report(inventedTrialStudy(), "en", false);
    expect(plainText(pooled.lead.sentence)).toBe(
      "Arms are still merged; they can be compared once the study is unblinded.",
    );
    expect(JSON.stringify(pooled)).not.toMatch(/massage|usual/i);
  });

  it("falls back to the categories where no volume was published", () => {
    const lead = plainText(
      report(
        reconstructedStudy([
          [1, 2, 14],
          [1, 1, 2],
          [2, 2, 4],
        ]),
        "en",
      ).lead.sentence,
    );
    expect(lead).toContain("Lactation category: of 20 participants, 14 rose, 6 stayed and 0 fell.");
  });
});

describe.each(everything)("a report (%s)", (_, data, withArm) => {
  const results = analyse(data, withArm);
  const both = (["id", "en"] as const).map((locale) => buildReport({ results, protocol: data.protocol, locale }));

  it("prints only numbers that the results hold", () => {
    const known = new Set(results.numbers.map((number) => number.id));
    for (const model of both) {
      const ids = cellsOf(model.blocks).flatMap((cell) => cell.numbers);
      if (withArm) expect(ids.length).toBeGreaterThan(10);
      expect(ids.filter((id) => !known.has(id))).toEqual([]);
    }
  });

  it("prints no p-value of zero, no NaN, and no place of a message unfilled", () => {
    for (const model of both) {
      const text = renderText(model);
      expect(text).not.toMatch(/NaN|undefined|Infinity|\{\w+\}|= 0?[.,]000\b/);
    }
  });

  it("writes decimals with a comma in Bahasa Indonesia and never with a point", () => {
    const cells = cellsOf(both[0]?.blocks)
      .filter((cell) => cell.numbers.length > 0)
      .map((cell) => plainText(cell.content));
    // A point between digits may only group thousands.
    for (const cell of cells) expect(cell).not.toMatch(/\d\.\d{1,2}\b(?!\d)/);
  });

  it("numbers its tables and figures without a gap", () => {
    for (const model of both) {
      const numbers = model.blocks.flatMap((block) =>
        block.parts.flatMap((part) => (part.type === "refusal" ? [] : [`${part.type} ${part.number}`])),
      );
      const tables = numbers.filter((name) => name.startsWith("table")).map((name) => Number(name.slice(6)));
      expect(tables).toEqual(tables.map((_each, index) => index + 1));
    }
  });

  it("has rows as wide as their head", () => {
    for (const part of both.flatMap((model) => model.blocks.flatMap((block) => block.parts))) {
      if (part.type !== "table") continue;
      const widths = [...part.head, ...part.rows.map((row) => row.cells)].map((cells) =>
        cells.reduce((sum, cell) => sum + cell.span, 0),
      );
      expect(new Set(widths).size, `${part.caption}: ${widths.join(" ")}`).toBe(1);
    }
  });

  it("draws a flow whose boxes sum", () => {
    for (const model of both) {
      const count = (id: string) => Number(model.flow.boxes.find((box) => box.id === id)?.count ?? "0");
      for (const [from] of model.flow.edges) {
        const next = model.flow.edges.filter(([source]) => source === from).map(([, to]) => count(to));
        expect(
          next.reduce((sum, value) => sum + value, 0),
          from,
        ).toBe(count(from));
      }
    }
  });
});

it("reads as a person would read it", () => {
  const oneGroup = report(inventedOneGroupStudy(), "en");
  const blocks = oneGroup.blocks.filter((block) =>
    ["volume_change", "category_change", "normality"].includes(block.key),
  );
  expect(renderText({ ...oneGroup, blocks })).toMatchSnapshot();
});
