import { inventedTrialStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import {
  deriveDataset,
  packageDataset,
  poolStudyData,
  readColumns,
  type DeviationData,
  type GuessData,
  type StudyData,
} from "../index.ts";

const plain: StudyData = inventedTrialStudy();
const allocated = plain.participants.filter((each) => each.allocatedOn !== null);
const [wrong = "", first = "", second = "", away = ""] = allocated.map((each) => each.number);
const levelOf = (number: string): string =>
  String(plain.participants.find((each) => each.number === number)?.strata?.["parity_group"]);
const otherLevel = (number: string): string => (levelOf(number) === "1" ? "2" : "1");

const deviation = (changed: Partial<DeviationData>): DeviationData => ({
  participant: wrong,
  kind: "other",
  related: null,
  retired: null,
  criteria: [],
  strata: null,
  foundOn: "2026-10-20",
  reportedOn: "2026-10-21",
  ...changed,
});
const strata = { recorded: { parity_group: levelOf(wrong) }, corrected: { parity_group: otherLevel(wrong) } };
const deviations = [
  deviation({ kind: "wrong_stratum", strata }),
  deviation({ participant: second, kind: "duplicate", related: first, retired: second }),
  deviation({
    participant: away,
    kind: "ineligible",
    criteria: plain.protocol.eligibility.criteria.slice(0, 1).map(({ key }) => key),
  }),
];
const guesses: GuessData[] = [
  { participant: wrong, guess: "intervention", certainty: "certain", reason: "She said so.", on: "2026-11-20" },
  { participant: away, guess: "unknown", certainty: null, reason: null, on: "2026-11-21" },
];
const told: StudyData = {
  ...plain,
  deviations,
  participants: plain.participants.map((each) =>
    each.number === second
      ? { ...each, ends: [...each.ends, { kind: "duplicate", on: "2026-10-20", reason: first }] }
      : each,
  ),
};
const model = deriveDataset(told, { withArm: true });

function rowsOf(data: StudyData, name: "participants" | "deviations" | "guesses", withArm = true) {
  const table = deriveDataset(data, { withArm }).tables[name];
  if (table === undefined) throw new Error(`no table ${name}`);
  const names = table.columns.map((column) => column.name);
  return [...table.rows()].map((row) => Object.fromEntries(names.map((key, index) => [key, row[index]])));
}
const participant = (data: StudyData, number: string) =>
  rowsOf(data, "participants").find((row) => row["usubjid"] === number);

describe("errors of allocation", () => {
  it("are one row each with the population that follows, the stratum of the sequence and the true one", () => {
    const rows = rowsOf(told, "deviations");
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row["deviation"] === "wrong_stratum")).toMatchObject({
      usubjid: wrong,
      population: "stays_in_group",
      recorded__parity_group: Number(levelOf(wrong)),
      corrected__parity_group: Number(otherLevel(wrong)),
      found_on: "2026-10-20",
    });
    expect(rows.find((row) => row["deviation"] === "duplicate")).toMatchObject({
      related: first,
      counts_under: first,
      population: "first_number_counts",
    });
  });

  it("change the stratum that analyses adjust for, and nothing else of the participant", () => {
    const { stratum__parity_group: now, ...rest } = participant(told, wrong) ?? {};
    const { stratum__parity_group: before, ...unchanged } = participant(plain, wrong) ?? {};
    expect([before, now]).toEqual([Number(levelOf(wrong)), Number(otherLevel(wrong))]);
    expect(rest).toEqual(unchanged);
  });

  it("are described in the codebook, in both languages", () => {
    const codebook = readColumns(model.tables.codebook);
    expect(codebook.get("table")).toContain("deviations");
    const labels = [...(codebook.get("label_id") ?? []), ...(codebook.get("label_en") ?? [])];
    expect(labels).not.toContain("");
    expect(readColumns(model.tables.codes).get("table")).toContain("deviations");
  });
});

describe("a second number of one woman", () => {
  it("belongs to no population, and she is counted once by the flow, which still sums", () => {
    const flags = Object.entries(participant(told, second) ?? {}).filter(([name]) => name.endsWith("fl"));
    expect(flags.length).toBeGreaterThan(1);
    for (const [name, flag] of flags) expect(flag, name).toBe("N");
    expect(participant(told, second)).toMatchObject({ status: "duplicate", ittfl__reason: "duplicate" });
    expect(participant(told, first)).toMatchObject({ ittfl: "Y" });
    const entered = (of: typeof model) => of.flow.groups.reduce((sum, group) => sum + group.entered, 0);
    expect(entered(model)).toBe(entered(deriveDataset(plain, { withArm: true })) - 1);
    expect(entered(model) + (model.flow.notAllocated?.total ?? 0)).toBe(model.flow.enrolled);
    expect(model.flow.notAllocated?.parts).toContainEqual({ reason: "duplicate", count: 1 });
  });
});

describe("guesses of the arm", () => {
  const guessed: StudyData = { ...told, guesses };

  it("stand beside the arm", () => {
    const rows = rowsOf(guessed, "guesses");
    expect(rows.map((row) => row["usubjid"])).toEqual([wrong, away].toSorted());
    const arm = plain.participants.find((each) => each.number === wrong)?.arm;
    expect(rows.find((row) => row["usubjid"] === wrong)).toMatchObject({
      arm,
      guess: "intervention",
      certainty: "certain",
    });
  });

  it("go into no pooled data, not even into their hash", () => {
    const pooled = deriveDataset(guessed, { withArm: false });
    expect(pooled.tables.guesses).toBeUndefined();
    expect(pooled.snapshot.hash).toBe(deriveDataset(told, { withArm: false }).snapshot.hash);
    expect(JSON.stringify(poolStudyData(guessed))).not.toContain("She said so.");
    expect(pooled.tables.deviations).toBeDefined();
  });
});

it("a snapshot from before has the same files as before", () => {
  const { files } = packageDataset(deriveDataset(plain, { withArm: true }));
  expect(files.map(({ path }) => path).filter((path) => /deviations|guesses/.test(path))).toEqual([]);
  const codebook = readColumns(deriveDataset(plain, { withArm: true }).tables.codebook);
  expect(codebook.get("table")).not.toContain("deviations");
  const now = packageDataset(deriveDataset({ ...told, guesses }, { withArm: true })).files.map(({ path }) => path);
  expect(now.filter((path) => /deviations|guesses/.test(path))).toHaveLength(2);
});
