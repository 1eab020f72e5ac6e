import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { verifyAudit } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { runAnalysis } from "../analysis/run-analysis.ts";
import { downloadSnapshot } from "../snapshot/download-snapshot.ts";
import { freezeSnapshot } from "../snapshot/freeze-snapshot.ts";
import { lockStudy } from "../study/close-study.ts";
import { importTable } from "./import-table.ts";
import type { Table } from "./table.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "typed", protocol: referenceProtocol("oxytocin-pretest-posttest") });
});
afterAll(() => database.drop());

type Row = Readonly<Record<string, string>>;

/** A table as a file of these rows would hold it: every column that some row has, line 2 the first of them. */
function tableOf(rows: readonly Row[]): Table {
  const columns = [...new Set(rows.flatMap((one) => Object.keys(one)))];
  return {
    columns,
    rows: rows.map((one, index) => ({ line: index + 2, cells: columns.map((column) => one[column] ?? "") })),
  };
}

const request = (key: string, rows: readonly Row[]) => ({
  commandId: randomUUID(),
  study: key,
  language: "en" as const,
  table: tableOf(rows),
});
const importRows = (rows: readonly Row[]) => world.run(study.people.coordinator, importTable, request("typed", rows));
const countEntries = async () =>
  Number(
    (
      await database.client`SELECT count(*) AS n FROM form_entry WHERE study_id = (SELECT id FROM study WHERE key = 'typed')`
    )[0]?.n,
  );

/** One entry as a line of a file: cells as a person types them. */
function row(participant: string, visit: string, form: string, performer: string, changed = {}): Row {
  const { values } = study.saveInput(participant, visit, form, changed);
  const cells = Object.entries(values).map(([item, value]) => [
    item,
    typeof value === "boolean" ? (value ? "yes" : "no") : String(value),
  ]);
  return { participant, visit, form, performed_on: study.today, performed_by: performer, ...Object.fromEntries(cells) };
}

describe("entries of a study with gates", () => {
  test("rows that follow each other are judged in their order, and written with their events", async () => {
    const participant = await study.enrol();
    const rows = [
      row(participant, "pretest", "characteristics", "coordinator.typed"),
      row(participant, "pretest", "milk_volume", "assessor.typed"),
      row(participant, "pretest", "lactation", "assessor.typed"),
      row(participant, "session_1", "massage_session", "provider.typed"),
    ];
    const answer = await importRows(rows);
    expect(answer).toEqual({ ok: true, value: { participants: 1, entries: 4 } });
    const stored =
      await database.client`SELECT "values" FROM form_entry WHERE participant = ${participant} AND form = 'milk_volume'`;
    expect(stored[0]?.values).toMatchObject({ postpartum_h: 0 });
  });

  test("one bad row among good ones: nothing is written, and every problem is named with its row and column", async () => {
    const participant = await study.enrol();
    const before = await countEntries();
    const rows = [
      row(participant, "pretest", "characteristics", "coordinator.typed"),
      row(participant, "pretest", "milk_volume", "assessor.typed", { milk_volume_ml: 5000, last_feed_min: -1 }),
      row("MLT-998-0", "pretest", "lactation", "assessor.typed"),
      row(participant, "pretest", "lactation", "nobody"),
      row(participant, "session_1", "massage_session", "assessor.typed"),
      row(participant, "posttest", "milk_volume", "assessor.typed"),
    ];
    const refusal = refusalOf(await importRows(rows));
    expect(refusal.code).toBe("import_refused");
    const found = refusal.problems?.map((problem) => `${problem.path}: ${problem.code}`);
    expect(found?.toSorted()).toEqual([
      "row 3, column last_feed_min: below_minimum",
      "row 3, column milk_volume_ml: above_maximum",
      "row 4, column participant: participant_unknown",
      "row 5, column performed_by: performer_unknown",
      "row 6: performer_not_qualified",
      "row 7: visit_not_yet_due",
    ]);
    expect(await countEntries()).toBe(before);
  });

  test("ten thousand bad rows: every one named, nothing half-imported", async () => {
    const before = await countEntries();
    const rows = Array.from({ length: 10_000 }, () => row("MLT-998-0", "pretest", "lactation", "assessor.typed"));
    const refusal = refusalOf(await importRows(rows));
    expect(refusal.params.count).toBe(10_000);
    expect(refusal.problems).toHaveLength(10_000);
    expect(await countEntries()).toBe(before);
  });

  test("what is stored already is not overwritten, and a row twice in one file is found", async () => {
    const participant = await study.enrol();
    const once = row(participant, "pretest", "characteristics", "coordinator.typed");
    expect(refusalOf(await importRows([once, once])).problems).toMatchObject([{ path: "row 3", code: "row_twice" }]);
    expect((await importRows([once])).ok).toBe(true);
    expect(refusalOf(await importRows([once])).problems).toMatchObject([
      { path: "row 2", code: "visit_already_recorded" },
    ]);
  });

  test("columns that are missing, unknown or twice are named, whatever the rows hold", async () => {
    const table = {
      columns: ["participant", "visit", "visit", "nonsense"],
      rows: [{ line: 2, cells: ["", "", "", ""] }],
    };
    const refusal = refusalOf(
      await world.run(study.people.coordinator, importTable, { ...request("typed", [{}]), table }),
    );
    const found = refusal.problems?.map((problem) => `${problem.code} ${String(problem.params.column)}`);
    expect(found).toEqual([
      "column_missing form",
      "column_missing performed_on",
      "column_twice visit",
      "column_unknown nonsense",
    ]);
  });
});

/** t, d_z and the exact McNemar p that the published margins leave possible, by how many went down. */
const published = [
  { down: 0, t: 6.658, dz: 1.489 },
  { down: 1, t: 5.48, dz: 1.225 },
  { down: 2, t: 4.765, dz: 1.066 },
];

describe.each(["means", "counts"])("the reconstructions of the published %s", (table) => {
  test.each(published)(
    "with $down down: the plan gives t = $t and d_z = $dz, and nothing is invented",
    async ({ down, t, dz }) => {
      const key = `rebuilt-${table}-${down}`;
      const own = world.bySystemClock();
      const rebuilt = await own.study({
        key,
        kind: "reconstructed",
        protocol: referenceProtocol("oxytocin-pretest-posttest"),
      });
      const file = new URL(
        `../../../../../studies/oxytocin-pretest-posttest/reconstructions/${table}-${down}-down.csv`,
        import.meta.url,
      );
      const [heading = [], ...lines] = readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(","));
      const content = { columns: heading, rows: lines.map((cells, index) => ({ line: index + 2, cells })) };
      await own.must(rebuilt.people.data_manager, importTable, {
        commandId: randomUUID(),
        study: key,
        language: "en",
        table: content,
      });
      await own.must(rebuilt.people.data_manager, lockStudy, {
        commandId: randomUUID(),
        study: key,
        reason: "complete",
      });
      const freeze = { commandId: randomUUID(), study: key, name: "published", reason: "check", withArm: true };
      const { id } = await own.must(rebuilt.people.statistician, freezeSnapshot, freeze);
      const { results } = await own.must(rebuilt.people.statistician, runAnalysis, { study: key, snapshot: id });
      const numbers = results.numbers.map((number) => number.value);
      for (const wanted of [t, dz])
        expect(
          numbers.some((value) => Math.abs(value - wanted) < 0.0005),
          String(wanted),
        ).toBe(true);
      const stored =
        await database.client`SELECT "values" FROM form_entry WHERE form = 'milk_volume' AND study_id = (SELECT id FROM study WHERE key = ${key})`;
      expect(stored).toHaveLength(40);
      for (const entry of stored) expect(entry.values.milk_volume_ml).toEqual({ m: "not_available" });
      const download = await own.must(rebuilt.people.statistician, downloadSnapshot, { study: key, snapshot: id });
      expect(download.fileName).toMatch(/^reconstructed_/);
      expect([...download.chunks].reduce((sum, chunk) => sum + chunk.length, 0)).toBeGreaterThan(5000);
    },
  );
});

test("every chain of every study verifies after the imports", async () => {
  for (const { id } of await database.client`SELECT id FROM study`)
    expect((await verifyAudit(database, String(id))).breaks).toEqual([]);
});
