import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { findStudiesDirectory } from "../studies/find-studies.ts";
import { call, dataDirectory, type Called } from "../testing/call.ts";

const path = join(findStudiesDirectory(), "oxytocin-pretest-posttest", "protocol.json");
const few = ["--participants", "20", "--simulations", "500"];

function dryRun(...more: readonly string[]): Promise<Called> {
  return call(["study", "dry-run", path, ...few, ...more]);
}

/** The pilot with a limit that no answer can keep. */
function impossible(): string {
  const protocol = JSON.parse(readFileSync(path, "utf8")) as Protocol;
  const items = protocol.forms.flatMap(({ sections }) => sections.flatMap((section) => section.items));
  const age = items.find(({ key }) => key === "age_years");
  if (age === undefined) throw new Error("no age");
  const message = { id: "mustahil", en: "impossible" };
  Object.assign(age, {
    missingReasons: [],
    constraints: [{ expression: "age_years > 1000", message, severity: "hard" }],
  });
  const file = join(dataDirectory, "impossible.json");
  writeFileSync(file, JSON.stringify(protocol));
  return file;
}

describe("kendali study dry-run", () => {
  it("says power with its error, how the study went and what it shows of the design, in both languages", async () => {
    const { status, out } = await dryRun();
    expect(status).toBe(0);
    expect(out).toMatch(/^Simulated data, not real persons\. Nothing was stored\.$/mu);
    expect(out).toMatch(
      /^With 20 participants the primary analysis finds the difference you suppose in [\d.]+\s%\sof/mu,
    );
    expect(out).toMatch(/^Simulation error: .* from 500 studies, \d+ participants analysed on average\.$/mu);
    expect(out).toMatch(/^ {2}Enrolled: 20 persons$/mu);
    const said = await dryRun("--language", "id");
    expect(said.out).toMatch(/^Data simulasi, bukan orang sungguhan\. Tidak ada yang disimpan\.$/mu);
  });

  it("gives the same for the same seed, and writes a dataset whose every table says that it is simulated", async () => {
    const file = join(dataDirectory, "dry.zip");
    const [first, again, other] = [
      await dryRun("--json", "--seed", "3", "--output", file),
      await dryRun("--json", "--seed", "3", "--output", file),
      await dryRun("--json", "--seed", "4"),
    ];
    expect(again.out).toBe(first.out);
    const answer = JSON.parse(first.out) as { snapshot: string; kind: string };
    expect(answer.kind).toBe("simulated");
    expect((JSON.parse(other.out) as { snapshot: string }).snapshot).not.toBe(answer.snapshot);
    const names = [...readFileSync(file, "latin1").matchAll(/[\w-]+\.csv/gu)].map(([name]) => name);
    const tables = names.filter((name) => name !== "numbers.csv");
    expect(tables.length).toBeGreaterThan(6);
    expect(tables.filter((name) => !name.startsWith("simulated_"))).toEqual([]);
  });

  it("ends with status 1 and the place, where a form refuses every answer", async () => {
    const { status, out } = await call(["study", "dry-run", impossible(), ...few]);
    expect(status).toBe(1);
    expect(out).toMatch(/refuses every honest answer/u);
    expect(out).toContain("forms/characteristics/mother/age_years");
  });

  it("refuses numbers that are none, and a file that is no protocol", async () => {
    expect((await dryRun("--participants", "many")).status).toBe(2);
    for (const [option, value, limits] of [
      ["--participants", "3000", "1 to 2000"],
      ["--participants", "0", "1 to 2000"],
      ["--simulations", "200000", "0 to 100000"],
    ] as const)
      expect(await dryRun(option, value)).toMatchObject({
        status: 2,
        error: expect.stringMatching(new RegExp(`${option} is a whole number, ${limits}`, "u")) as string,
      });
    expect((await dryRun("--drop-out", "2")).status).toBe(2);
    const file = join(dataDirectory, "none.json");
    writeFileSync(file, "{}");
    expect((await call(["study", "dry-run", file])).status).toBe(1);
  });
});

describe("kendali study document", () => {
  it.each(["docx", "pdf"])("writes a %s and says what is missing", async (format) => {
    const file = join(dataDirectory, `protocol.${format}`);
    const { status, out } = await call([
      "study",
      "document",
      path,
      "--format",
      format,
      "--output",
      file,
      "--language",
      "id",
    ]);
    expect(status).toBe(0);
    expect(out).toMatch(/butir belum dijawab/u);
    const begin = readFileSync(file).subarray(0, 4).toString("latin1");
    expect(begin).toBe(format === "pdf" ? "%PDF" : "PK\u0003\u0004");
  });

  it("asks for a format that it knows", async () => {
    expect((await call(["study", "document", path, "--format", "odt"])).status).toBe(2);
  });
});
