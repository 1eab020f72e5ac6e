import { openDatabase } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { perform } from "./perform.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "./testing/study-world.ts";
import { saveEntry } from "./use-cases/entry/save-entry.ts";
import { systemStatus } from "./use-cases/system/system-status.ts";

let database: TestDatabase;
let study: StudyWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  const world = await World.open(database);
  study = await world.study({ key: "outage", protocol: referenceProtocol("oxytocin-pretest-posttest") });
});
afterAll(() => database.drop());

test("a database that is not there is an answer to try again, not a failure", async () => {
  const nowhere = openDatabase("postgres://nobody@127.0.0.1:1/none");
  const refusal = refusalOf(await perform({ ...study.world.server, db: nowhere }, null, systemStatus, undefined));
  expect(refusal.code).toBe("database_unavailable");
  await nowhere.close();
});

test("connections cut in the middle of saves: each is saved once or asked to try again, and trying again completes it", async () => {
  const participants = [];
  for (let index = 0; index < 24; index += 1) participants.push(await study.enrol());
  const inputs = participants.map((participant) => study.saveInput(participant, "pretest", "characteristics"));
  const save = (input: (typeof inputs)[number]) => study.world.run(study.people.coordinator, saveEntry, input);
  const cut = async (): Promise<void> => {
    const other = openDatabase(database.url, { connections: 1 });
    await other.client`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`.catch(
      () => undefined,
    );
    await other.close();
  };
  const [results] = await Promise.all([Promise.all(inputs.map(save)), cut()]);
  const refused = results.flatMap((result) => (result.ok ? [] : [result.refusal.code]));
  expect(new Set(refused).size).toBeLessThanOrEqual(1);
  for (const code of refused) expect(code).toBe("database_unavailable");
  const again = await Promise.all(inputs.map(save));
  expect(again.filter((result) => !result.ok)).toEqual([]);
  expect(Number((await database.client`SELECT sum(revision) AS n FROM form_entry`)[0]?.n)).toBe(24);
  expect(Number((await database.client`SELECT count(*) AS n FROM audit_event WHERE action = 'entry.save'`)[0]?.n)).toBe(
    24,
  );
});
