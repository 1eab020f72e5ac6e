import { runPlan } from "@kendali/analysis";
import { controlledDefaults, makeControlled, withOtherArm } from "@kendali/builder";
import { deriveDataset } from "@kendali/datasets";
import type { Protocol } from "@kendali/domain";
import { fillStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { referenceStudies } from "../../reference-studies.generated.ts";

/** Rows of the codebook that are about an item, without the position of its column. */
function itemRows(protocol: Protocol): ReadonlyMap<string, readonly unknown[]> {
  const { codebook } = deriveDataset(fillStudy(protocol, { size: 4, seed: 1 }), { withArm: true }).tables;
  const columns = codebook.columns.map(({ name }) => name);
  const rows = [...codebook.rows()].filter((row) => row[columns.indexOf("item")] !== null);
  return new Map(
    rows.map((row) => [
      `${String(row[columns.indexOf("table")])} ${String(row[columns.indexOf("column")])}`,
      row.filter((_, index) => columns[index] !== "position"),
    ]),
  );
}

function pilotAndTrial(arms: 2 | 3 = 2): { readonly pilot: Protocol; readonly trial: Protocol } {
  const found = referenceStudies.find(({ key }) => key === "oxytocin-pretest-posttest");
  const pilot = JSON.parse(found?.document ?? "{}") as Protocol;
  const numbers = { n: 20, standardDeviation: 12, correlation: 0.5, change: 12 };
  const answers = controlledDefaults(pilot, { date: "2026-11-22", numbers });
  const made = makeControlled(pilot, arms === 2 ? answers : withOtherArm(pilot, answers));
  if (!made.ok) throw new Error("no trial");
  return { pilot, trial: made.value };
}

describe("a trial made from the pilot", () => {
  const { pilot, trial } = pilotAndTrial();

  it("describes every column of the pilot as the pilot does", () => {
    const [before, after] = [itemRows(pilot), itemRows(trial)];
    expect(before.size).toBeGreaterThan(80);
    for (const [column, row] of before) expect(after.get(column), column).toEqual(row);
  });

  it.each([2, 3] as const)("has an analysis plan that can be run whole, of %i arms", (arms) => {
    const { trial: own } = pilotAndTrial(arms);
    const model = deriveDataset(fillStudy(own, { size: 90, seed: 3 }), { withArm: true });
    const { blocks } = runPlan({ model, protocol: own });
    expect(blocks.map(({ key }) => key)).toEqual(own.analysisPlan.analyses.map(({ key }) => key));
    for (const block of blocks) expect(block.ok ? null : block.refusal, block.key).toBeNull();
  });
});
