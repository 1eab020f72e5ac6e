import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deriveDataset, packageDataset, type StudyData } from "@kendali/datasets";
import { inventedOneGroupStudy, inventedTrialStudy, reconstructedStudy } from "@kendali/fixtures";
import { afterEach, describe, expect, it } from "vitest";
import { numbersCsv, resultsJson, runPlan, writeRScript } from "./index.ts";

const hasR = spawnSync("Rscript", ["--version"]).status === 0;
const folders: string[] = [];

/** Unpacks a download into a folder of its own and runs its script there, as a statistician would. */
function runInR(data: StudyData, options: { withArm?: boolean; spoil?: (numbers: string) => string } = {}) {
  const model = deriveDataset(data, { withArm: options.withArm ?? true });
  const results = runPlan({ model, protocol: data.protocol });
  const rScript = writeRScript({ results, protocol: data.protocol, model });
  const { files } = packageDataset(model, {
    resultsJson: resultsJson(results),
    numbersCsv: (options.spoil ?? ((text) => text))(numbersCsv(results)),
    rScript,
  });
  const folder = mkdtempSync(join(tmpdir(), "kendali-r-"));
  folders.push(folder);
  for (const file of files) writeFileSync(join(folder, file.path), file.bytes);
  const run = spawnSync("Rscript", ["--vanilla", join(folder, "analysis.R")], { encoding: "utf8", cwd: tmpdir() });
  return { results, output: run.stdout, problems: run.stderr, status: run.status };
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe.runIf(hasR)("the R script of a download", () => {
  it.each([
    ["a simulated one-group study", inventedOneGroupStudy(), true],
    ["a simulated trial", inventedTrialStudy(), true],
    ["a large trial, beyond the exact distributions", inventedTrialStudy(5, 240), true],
    ["pooled data of a trial", inventedTrialStudy(), false],
    [
      "the first reconstructed pairing",
      reconstructedStudy([
        [1, 2, 14],
        [1, 1, 2],
        [2, 2, 4],
      ]),
      true,
    ],
  ])("finds every number of %s again", (_, data, withArm) => {
    const run = runInR(data, { withArm });
    const count = run.results.numbers.length;
    expect(run.problems).toBe("");
    expect(run.output.trimEnd().split("\n").at(-1)).toBe(`${count} of ${count} agree`);
    expect(run.status).toBe(0);
  });

  it("fails when one shown number is wrong", () => {
    const run = runInR(inventedOneGroupStudy(), {
      spoil: (text) => text.replace(/^(volume_change\.milk_volume\.t\.statistic,)[^,]+/m, "$19.99"),
    });
    expect(run.problems).toContain("differs: volume_change.milk_volume.t.statistic");
    expect(run.status).toBe(1);
  });
});
