import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deriveDataset, packageDataset, type StudyData } from "@kendali/datasets";
import { checkEntry, compileForm, type Item, type Protocol, type ScaleDefinition } from "@kendali/domain";
import {
  fillStudy,
  inventedOneGroupStudy,
  inventedSeveralArmsProtocol,
  inventedSeveralArmsStudy,
  inventedTrialStudy,
  reconstructedStudy,
} from "@kendali/fixtures";
import { numbersCsv, resultsJson, runPlan, writeRScript } from "@kendali/analysis";
import { afterEach, describe, expect, it } from "vitest";

const hasR = spawnSync("Rscript", ["--version"]).status === 0;
const studies = join(dirname(fileURLToPath(import.meta.url)), "../../../studies");
const folders: string[] = [];

function readProtocol(study: string): Protocol {
  const protocol: Protocol = JSON.parse(readFileSync(join(studies, study, "protocol.json"), "utf8"));
  return protocol;
}

/** One of the reconstructions that ship with the pilot: pairs of codes, everything else not available. */
function readReconstruction(name: string): StudyData {
  const lines = readFileSync(join(studies, "oxytocin-pretest-posttest/reconstructions", `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/);
  const pairs = lines.slice(1).map((line): [number, number, number] => {
    const [, before, after] = line.split(",").map(Number);
    return [before ?? 0, after ?? 0, 1];
  });
  return reconstructedStudy(pairs, readProtocol("oxytocin-pretest-posttest"));
}

type RunOptions = {
  readonly env?: NodeJS.ProcessEnv;
  readonly withArm?: boolean;
  readonly spoil?: (numbers: string) => string;
};

/** Unpacks a download into a folder of its own and runs its script from elsewhere, as a statistician would. */
function runInR(data: StudyData, options: RunOptions = {}) {
  const model = deriveDataset(data, { withArm: options.withArm ?? true });
  const results = runPlan({ model, protocol: data.protocol });
  const spoil = options.spoil ?? ((text: string) => text);
  const { files } = packageDataset(model, {
    resultsJson: resultsJson(results),
    numbersCsv: spoil(numbersCsv(results)),
    rScript: writeRScript({ results, protocol: data.protocol, model }),
  });
  const folder = mkdtempSync(join(tmpdir(), "kendali-r-"));
  folders.push(folder);
  for (const file of files) writeFileSync(join(folder, file.path), file.bytes);
  const run = spawnSync("Rscript", ["--vanilla", join(folder, "analysis.R")], {
    encoding: "utf8",
    cwd: tmpdir(),
    env: options.env ?? process.env,
  });
  return { results, output: run.stdout, problems: run.stderr, status: run.status };
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const both = (text: string) => ({ id: text, en: text });

/** The invented one-group study with a scale of five items at its first visit: two turned around, one of yes and no, some left open. */
function studyWithScale(): StudyData {
  const study = inventedOneGroupStudy();
  const often = {
    key: "often",
    label: both("often"),
    codes: [0, 1, 2, 3].map((code) => ({ code, label: both(`c${code}`) })),
  };
  const answers = ["calm", "rested", "tearful", "afraid"];
  const asked = [
    ...answers.map((key): Item => ({ key, type: "choice", label: both(key), required: false, codelist: "often" })),
    { key: "alone", type: "yes_no", label: both("alone"), required: false } satisfies Item,
  ];
  const score = (key: string, scale: string, more: Partial<Item> = {}): Item => ({
    key,
    type: "calculated",
    label: both(key),
    required: false,
    scale,
    ...more,
  });
  const scale: ScaleDefinition = {
    key: "mood",
    name: both("Mood"),
    items: [...answers, "alone"],
    reversed: ["calm", "rested"],
    score: "sum",
    missing: { rule: "prorate", least: 4 },
    cutoffs: [{ from: 7, label: both("likely") }],
    source: "Invented, 2026",
    licence: "",
  };
  const strict: ScaleDefinition = { ...scale, key: "mood_mean", score: "mean", missing: { rule: "none" }, cutoffs: [] };
  const protocol: Protocol = {
    ...study.protocol,
    scales: [scale, strict],
    codelists: [...study.protocol.codelists, often],
    forms: [
      ...study.protocol.forms,
      {
        key: "mood_form",
        title: both("mood"),
        performedBy: ["assessor"],
        purpose: "outcome",
        revealsArm: false,
        sections: [
          {
            key: "main",
            title: both("main"),
            items: [...asked, score("mood_sum", "mood", { decimals: 1 }), score("mood_level", "mood_mean")],
          },
        ],
      },
    ],
    visits: study.protocol.visits.map((visit) =>
      visit.kind === "baseline" ? { ...visit, forms: [...visit.forms, { form: "mood_form", required: true }] } : visit,
    ),
  };
  const compiled = compileForm(protocol, "mood_form", null);
  if (!compiled.ok) throw new Error(compiled.refusal.code);
  const visit = protocol.visits.find(({ kind }) => kind === "baseline")?.key ?? "";
  const participants = study.participants.map((participant, index) => {
    const given = Object.fromEntries(
      asked
        // Every third mother leaves one open, every seventh two.
        .filter((_, place) => !(index % 3 === 1 && place === 2) && !(index % 7 === 3 && place > 2))
        .map(({ key }, place) => [key, key === "alone" ? index % 2 === 0 : (index * 3 + place * place) % 4]),
    );
    const { values } = checkEntry({
      form: compiled.value,
      values: given,
      context: { kind: "simulated", values: {} },
      softReasons: {},
    });
    const first = participant.entries[0];
    if (first === undefined) throw new Error("a participant without an entry");
    return { ...participant, entries: [...participant.entries, { ...first, visit, form: "mood_form", values }] };
  });
  return { ...study, protocol, participants };
}

/** Guesses about two of three participants in an arm, in turn. */
function withGuesses(data: StudyData): StudyData {
  const guesses = data.participants
    .filter(({ arm }, index) => arm !== null && index % 3 !== 2)
    .map(({ number }, index) => ({
      participant: number,
      guess: (["intervention", "control", "unknown", "intervention"] as const)[index % 4] ?? "unknown",
      certainty: null,
      reason: null,
      on: "2026-11-20",
    }));
  return { ...data, guesses };
}

describe.runIf(hasR)("scores of scales", () => {
  const numberOf = (run: ReturnType<typeof runInR>, id: string) =>
    run.results.numbers.find((number) => number.id === `scales.${id}`)?.value;

  it("are found again in R from the answers in the file", () => {
    const run = runInR(studyWithScale());
    expect(run.problems).toBe("");
    expect(run.output.trimEnd().split("\n").at(-1)).toBe(
      `${run.results.numbers.length} of ${run.results.numbers.length} agree`,
    );
    expect(run.status).toBe(0);
    // Of 20 mothers 3 leave two open; 7 leave one open, and one of these is also among the three.
    expect(numberOf(run, "mood_sum.scored")).toBe(17);
    expect(numberOf(run, "mood_sum.same")).toBe(20);
    expect(numberOf(run, "mood_level.scored")).toBe(11);
    expect(numberOf(run, "mood_level.same")).toBe(20);
  });

  it("that were stored otherwise than the answers say are counted, in both alike", () => {
    const study = studyWithScale();
    const participants = study.participants.map((participant, index) => ({
      ...participant,
      entries: participant.entries.map((entry) =>
        index === 0 && "mood_sum" in entry.values ? { ...entry, values: { ...entry.values, mood_sum: 14 } } : entry,
      ),
    }));
    const run = runInR({ ...study, participants });
    expect(run.status).toBe(0);
    expect(numberOf(run, "mood_sum.same")).toBe(19);
  });
});

describe.runIf(hasR)("the R script of a download", () => {
  it.each([
    ["a simulated one-group study", inventedOneGroupStudy(), true],
    ["a simulated trial", inventedTrialStudy(), true],
    ["a trial beyond the exact distributions", inventedTrialStudy(5, 240), true],
    ["pooled data of a trial", inventedTrialStudy(), false],
    ["a trial of three arms, with p adjusted and guesses", withGuesses(inventedSeveralArmsStudy()), true],
    [
      "a trial of four arms, each p as it is",
      inventedSeveralArmsStudy(
        inventedSeveralArmsProtocol(2, { method: "none", reason: both("Each is a question of its own.") }),
        3,
      ),
      true,
    ],
    [
      "the reference one-group study",
      fillStudy(readProtocol("oxytocin-pretest-posttest"), { size: 20, seed: 1 }),
      true,
    ],
    ["the reference trial", fillStudy(readProtocol("oxytocin-rct"), { size: 120, seed: 2 }), true],
    ...[1, 3].map((size): [string, StudyData, boolean] => [
      `a study that has ${size} so far`,
      fillStudy(readProtocol("oxytocin-pretest-posttest"), { size, seed: 4 }),
      true,
    ]),
    ...["means-0-down", "means-1-down", "means-2-down", "counts-0-down", "counts-1-down", "counts-2-down"].map(
      (name): [string, StudyData, boolean] => [`the reconstruction ${name}`, readReconstruction(name), true],
    ),
  ])("finds every number of %s again", (_, data, withArm) => {
    const run = runInR(data, { withArm });
    const count = run.results.numbers.length;
    expect(run.problems).toBe("");
    expect(run.output.trimEnd().split("\n").at(-1)).toBe(`${count} of ${count} agree`);
    expect(run.status).toBe(0);
  });

  it("reads words that people wrote: alike, guarded, quoted and beyond ASCII, in a locale that knows none of them", () => {
    const reasons = [
      "Tidak ada waktu",
      "tidak ada waktu.",
      "-",
      '=1+1 "tidak"',
      "Café “é” 🙂",
      "dua\nbaris",
      "\\miring",
    ];
    const study = inventedOneGroupStudy();
    const declined = reasons.map((declinedReason, index) => ({
      number: `D-${index}`,
      site: "malang",
      eligible: true,
      failed: [],
      declinedReason,
      screenedOn: "2026-10-01",
      participant: null,
    }));
    const data = { ...study, registerCounts: [], screenings: [...study.screenings, ...declined] };
    for (const LC_ALL of ["C", "C.UTF-8"]) {
      const run = runInR(data, { env: { ...process.env, LC_ALL } });
      expect(run.problems).toBe("");
      expect(run.status).toBe(0);
      expect(run.results.flow.declined?.parts).toHaveLength(reasons.length + 1);
    }
  });

  it("fails when one shown number is wrong", () => {
    const run = runInR(inventedOneGroupStudy(), {
      spoil: (text) => text.replace(/^(volume_change\.milk_volume\.t\.statistic,)[^,]+/m, "$19.99"),
    });
    expect(run.problems).toContain("differs: volume_change.milk_volume.t.statistic");
    expect(run.status).toBe(1);
  });
});
