import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appendAudit, auditText, type AuditRecord } from "./audit.ts";
import { connectionOptions } from "./embedded/connection-options.ts";
import { verifyAudit } from "./repositories/audit-events.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

let database: TestDatabase;
let studyId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  studyId = randomUUID();
});

const record = (chain: string, data: AuditRecord["data"] = {}): AuditRecord => ({
  studyId,
  chain,
  site: "melati",
  action: "entry.save",
  account: null,
  at: "2026-03-02T03:00:00.000Z",
  clock: "system",
  data,
});

test("the text of an event is canonical: the order of keys does not matter", () => {
  expect(auditText(record("a", { b: 1, a: { d: 1, c: null } }))).toBe(
    auditText(record("a", { a: { c: null, d: 1 }, b: 1 })),
  );
});

test("two hundred events of one chain, from many connections, have one order without a gap", async () => {
  await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      appendAudit(database.drizzle, record(index % 2 === 0 ? "A" : "B", { index })),
    ),
  );
  expect(await verifyAudit(database, studyId)).toEqual({ events: 200, chains: 2, breaks: [] });
});

describe("what somebody with the owner's rights does to the trail shows up", () => {
  const tampering: Record<string, string> = {
    "a changed text": `UPDATE audit_event SET event = replace(event, '"index":3', '"index":4') WHERE sequence = 3 AND study_id = $1`,
    "a changed action": `UPDATE audit_event SET action = 'visit.lock' WHERE sequence = 3 AND study_id = $1`,
    "a changed time": `UPDATE audit_event SET recorded_at = recorded_at + interval '1 hour' WHERE sequence = 3 AND study_id = $1`,
    "a changed account": `UPDATE audit_event SET account_id = gen_random_uuid() WHERE sequence = 3 AND study_id = $1`,
    "a changed hash": `UPDATE audit_event SET hash = repeat('a', 64) WHERE sequence = 3 AND study_id = $1`,
    "a deleted event": `DELETE FROM audit_event WHERE sequence = 3 AND study_id = $1`,
    "a tail cut off": `DELETE FROM audit_event WHERE sequence >= 4 AND study_id = $1`,
    "a swapped pair": `UPDATE audit_event SET sequence = CASE sequence WHEN 3 THEN 1004 ELSE 1003 END WHERE sequence IN (3, 4) AND study_id = $1`,
    "an event moved to another chain": `UPDATE audit_event SET chain = 'B' WHERE sequence = 5 AND study_id = $1`,
    "every event of a chain deleted": `DELETE FROM audit_event WHERE study_id = $1`,
  };

  test.each(Object.entries(tampering))("%s", async (_name, statement) => {
    for (let index = 1; index <= 5; index += 1) await appendAudit(database.drizzle, record("A", { index }));
    expect((await verifyAudit(database, studyId)).breaks).toEqual([]);
    const owner = postgres({ ...connectionOptions(database.url), max: 1, onnotice: () => undefined });
    try {
      await owner
        .unsafe("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        .catch(() => owner.unsafe("ALTER TABLE audit_event DISABLE TRIGGER USER"));
      await owner.unsafe(statement, [studyId]);
      await owner.unsafe("ALTER TABLE audit_event ENABLE TRIGGER USER");
    } finally {
      await owner.end();
    }
    expect((await verifyAudit(database, studyId)).breaks.length).toBeGreaterThan(0);
  });
});
