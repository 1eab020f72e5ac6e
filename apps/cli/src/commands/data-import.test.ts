import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openServer, type Server } from "@kendali/api";
import { findStudy, readStudyRecords } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { addDays, localDateIn } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveThrough } from "../seed/live-through.ts";
import { seedAccounts } from "../seed/seed-accounts.ts";
import { makeStudy, openStudy } from "../seed/seed-study.ts";
import { practiceStudy } from "../seed/simulated-studies.ts";
import { findStudiesDirectory, readReferenceStudy } from "../studies/find-studies.ts";
import { call, dataDirectory } from "../testing/call.ts";

let database: TestDatabase;
let server: Server;
let env: Record<string, string>;
let yesterday: string;
/** A participant whose baseline has its first form only. */
let participant: string;
const study = "oxytocin-latihan";

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
  server = openServer({ databaseUrl: database.url, keysDirectory: `${dataDirectory}/demo/keys`, mode: "demo" });
  const context = server.contextFor({ address: null, requestId: null });
  const today = localDateIn(context.now(), "Asia/Jakarta");
  yesterday = addDays(today, -1);
  const accounts = await seedAccounts(context);
  const practice = practiceStudy(await readReferenceStudy("oxytocin-rct"), today);
  await makeStudy(context, accounts, practice, false);
  await openStudy(context, accounts, practice);
  await liveThrough(context, accounts, practice);
  const { participants, entries } = await records();
  const started = participants.find((one) => entries.filter((entry) => entry.participant === one.number).length === 1);
  participant = started?.number ?? "";
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const records = async () => {
  const row = await findStudy(database.drizzle, study);
  return readStudyRecords(database.drizzle, row?.id ?? "");
};
const importText = async (text: string | Uint8Array, ...options: string[]) => {
  const path = join(dataDirectory, "rows.csv");
  writeFileSync(path, text);
  return call(["data", "import", study, path, ...options], env);
};
const problemsOf = (error: string) =>
  (JSON.parse(error) as { refusal: { code: string; problems: { path: string; code: string; message: string }[] } })
    .refusal;
const volumeHeading =
  "participant,visit,form,performed_on,performed_by,volume_at,pump_side,last_feed_min,pump_min,milk_volume_ml,milk_volume_ml__reason";
const volumeRow = (
  changes: { number?: string; by?: string; on?: string; volume?: string; visit?: string; reason?: string } = {},
) =>
  `${changes.number ?? participant},${changes.visit ?? "pretest"},milk_volume,${changes.on ?? yesterday},${changes.by ?? "penilai"},${changes.on ?? yesterday}T10:00,1,120,15,${changes.volume ?? "12.5"},${changes.reason ?? ""}`;

describe("data import", () => {
  it("lists every problem of 10,000 bad rows and imports none of them", async () => {
    const before = await records();
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      volumeRow({ number: `MLT-${100 + index}-x`, volume: "a lot" }),
    );
    const { status, out, error } = await importText([volumeHeading, ...rows].join("\n"), "--json");
    expect({ status, out }).toEqual({ status: 1, out: "" });
    const { code, problems } = problemsOf(error);
    expect(code).toBe("import_refused");
    expect(problems).toHaveLength(10_000);
    expect(problems[9_999]).toMatchObject({ path: "row 10001, column milk_volume_ml", code: "number_invalid" });
    expect(await records()).toEqual(before);
  });
  it("imports nothing of a file with one bad row among good ones", async () => {
    const before = await records();
    const { status, error } = await importText(
      [volumeHeading, volumeRow(), volumeRow({ visit: "day_8" })].join("\n"),
      "--json",
    );
    expect(status).toBe(1);
    expect(problemsOf(error).problems).toMatchObject([{ path: "row 3", code: "not_allocated" }]);
    expect(await records()).toEqual(before);
  });
  it.each([
    ["a column that is missing", () => volumeHeading.replace("performed_on,", ""), "column_missing"],
    ["a column that nobody knows", () => `${volumeHeading},cup_size`, "column_unknown"],
    ["a column that is there twice", () => `${volumeHeading},pump_side`, "column_twice"],
  ])("refuses %s", async (_what, heading, code) => {
    const { status, error } = await importText(`${heading()}\n${volumeRow()}`, "--json");
    expect(status).toBe(1);
    expect(problemsOf(error).problems.map((problem) => problem.code)).toContain(code);
  });
  it.each([
    ["a participant who was never enrolled", { number: "MLT-999-9" }, "participant_unknown"],
    ["a measurement by somebody who is no assessor", { by: "pelaksana" }, "performer_not_qualified"],
    ["a measurement by nobody", { by: "nobody" }, "performer_unknown"],
    ["a day before enrolment", { on: "2020-01-01" }, "date_before_enrolment"],
    ["a volume that cannot be", { volume: "5000" }, "above_maximum"],
    ["an unusual volume without its reason", { volume: "240" }, "reason_required"],
  ])("keeps the gate against %s", async (_what, changes, code) => {
    const { status, error } = await importText(`${volumeHeading}\n${volumeRow(changes)}`, "--json");
    expect(status).toBe(1);
    expect(problemsOf(error).problems.map((problem) => problem.code)).toContain(code);
  });
  it("says what is wrong in words of the reader's language", async () => {
    const { error } = await importText(`${volumeHeading}\n${volumeRow({ volume: "5000" })}`, "--lang", "id");
    expect(error).toMatch(/Berkas tidak diimpor/);
    expect(error).toMatch(/row 2, column milk_volume_ml: 5\.000 ml tidak mungkin/);
  });
  it("refuses a file in another encoding", async () => {
    const { status, error } = await importText(
      new Uint8Array([...new TextEncoder().encode(`${volumeHeading}\n`), 0xe9, 0x0a]),
      "--json",
    );
    expect(status).toBe(1);
    expect(problemsOf(error).code).toBe("file_unreadable");
  });
  it("answers not found to a study that does not exist", async () => {
    const path = join(dataDirectory, "other.csv");
    writeFileSync(path, `${volumeHeading}\n${volumeRow()}`);
    const { status, error } = await call(["data", "import", "no-such-study", path, "--json"], env);
    expect(status).toBe(1);
    expect(problemsOf(error).code).toBe("not_found");
  });
  it("imports a good row through the gates, once", async () => {
    const row = `${volumeHeading}\n${volumeRow({ volume: "240", reason: "measured again" })}`;
    const first = await importText(row, "--json");
    expect(first).toMatchObject({ status: 0, error: "" });
    expect(JSON.parse(first.out)).toMatchObject({ ok: true, participants: 1, entries: 1 });
    const { entries } = await records();
    const stored = entries.find((entry) => entry.participant === participant && entry.form === "milk_volume");
    expect(stored).toMatchObject({
      values: { milk_volume_ml: 240 },
      softReasons: { milk_volume_ml: "measured again" },
    });
    const second = await importText(row, "--json");
    expect(problemsOf(second.error).problems.map((problem) => problem.code)).toEqual(["visit_already_recorded"]);
  });
  it("does not let published numbers into a study with participants", async () => {
    const path = join(findStudiesDirectory(), "oxytocin-pretest-posttest", "reconstructions", "means-0-down.csv");
    const { status, error } = await call(["data", "import", study, path, "--json"], env);
    expect(status).toBe(1);
    expect(problemsOf(error).problems.map((problem) => problem.code)).toContain("column_missing");
  });
});
