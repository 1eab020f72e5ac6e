import { runPlan } from "@kendali/analysis";
import { deriveDataset, type GuessData } from "@kendali/datasets";
import { inventedTrialStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { buildReport } from "./build-report.ts";
import { plainText } from "./rich-text.ts";

const trial = inventedTrialStudy();
const guesses = trial.participants
  .filter(({ arm }) => arm !== null)
  .slice(1)
  .map(({ number, arm }, index): GuessData => ({
    participant: number,
    guess: index % 5 === 0 ? "unknown" : arm === "usual" && index % 2 === 0 ? "control" : "intervention",
    certainty: index % 5 === 0 ? null : "certain",
    reason: null,
    on: "2026-11-20",
  }));

function report(locale: "id" | "en", data = { ...trial, guesses }, withArm = true) {
  const { protocol } = data;
  const results = runPlan({ model: deriveDataset(data, { withArm }), protocol });
  return buildReport({ results, protocol, locale });
}

describe("the masking of the assessors in a report", () => {
  it("shows guesses by arm with both indices, in both languages", () => {
    const section = report("en").masking;
    const [table] = section?.parts ?? [];
    if (section === null || table?.type !== "table") throw new Error("there is no table of guesses");
    const rows = table.rows.map(({ cells }) => cells.map(({ content }) => plainText(content)));
    expect(rows.map(([head]) => head)).toEqual([
      "intervention",
      "control",
      "do not know",
      "Bang's index (CI)",
      "James's index, all (CI)",
    ]);
    expect(rows[3]?.[1]).toMatch(/^0\.\d\d \[.*\]$/u);
    const counted = rows.slice(0, 3).flatMap(([, ...cells]) => cells.map(Number));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(guesses.length);
    expect(section.margin.flatMap(({ lines }) => lines.map(plainText)).join(" ")).toContain("guess: no value (1)");
    expect(report("id").masking?.title).toBe("Penyamaran penilai");
    expect(JSON.stringify(report("id").masking)).toContain("tidak tahu");
  });

  it("is not there while arms are masked or nobody was asked", () => {
    expect(report("en", { ...trial, guesses }, false).masking).toBeNull();
    expect(report("en", { ...trial, guesses: [] }).masking).toBeNull();
  });
});
