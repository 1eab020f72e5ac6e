import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionOptions } from "./embedded/connection-options.ts";
import { platformId } from "./audit.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.client`SELECT append_audit(${platformId}, 'platform', NULL, 'test', NULL, now(), '{}')`;
  await database.client`INSERT INTO receipt (study_id, command_id, content_hash, answer, recorded_at) VALUES (${platformId}, gen_random_uuid(), 'x', '{}', now())`;
});
afterAll(() => database.drop());

const refused = async (statement: string, why: RegExp): Promise<void> => {
  await expect(database.client.unsafe(statement), statement).rejects.toThrow(why);
};

describe("the application's role", () => {
  test("is the one every connection has, and no superuser", async () => {
    const [row] =
      await database.client`SELECT current_user::text AS name, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user`;
    expect(row).toMatchObject({ name: "kendali_app", rolsuper: false, rolcreaterole: false, rolcreatedb: false });
  });

  test("changes no shape", async () => {
    await refused("CREATE TABLE mine (id int)", /permission denied for schema public/);
    await refused("CREATE TABLE identity.mine (id int)", /permission denied for schema identity/);
    await refused("ALTER TABLE account ADD COLUMN x int", /must be owner/);
    await refused("DROP TABLE account", /must be owner/);
    await refused("ALTER TABLE audit_event DISABLE TRIGGER ALL", /must be owner/);
    await refused("CREATE SCHEMA mine", /permission denied for database/);
  });

  test.each(["audit_event", "audit_head"])("neither writes nor changes %s but through append_audit", async (table) => {
    await refused(`INSERT INTO ${table} SELECT * FROM ${table}`, /permission denied/);
    await refused(`UPDATE ${table} SET hash = 'x'`, /permission denied/);
    await refused(`DELETE FROM ${table}`, /permission denied/);
    await refused(`TRUNCATE ${table}`, /permission denied/);
  });

  test("changes no receipt", async () => {
    await refused("UPDATE receipt SET answer = '{}'", /permission denied/);
    await refused("DELETE FROM receipt", /permission denied/);
    await refused("TRUNCATE receipt", /permission denied/);
  });

  test("deletes nothing that was collected", async () => {
    const tables = [
      "study",
      "protocol_version",
      "screening",
      "consent",
      "participant",
      "participant_event",
      "form_entry",
      "visit_event",
      "snapshot",
      "study_approval",
      "protocol_draft",
      "protocol_draft_member",
      "protocol_draft_step",
      "protocol_draft_study",
      "protocol_exception",
      "imported_version",
      "account",
    ];
    for (const table of tables) await refused(`DELETE FROM ${table}`, /permission denied/);
    for (const table of [
      "protocol_version",
      "consent",
      "participant_event",
      "visit_event",
      "snapshot",
      "study_approval",
      "protocol_draft_study",
      "protocol_exception",
      "imported_version",
    ])
      await refused(`UPDATE ${table} SET study_id = study_id`, /permission denied/);
    await refused("UPDATE protocol_draft_step SET draft_id = draft_id", /permission denied/);
  });

  test("does not enter the schema of arms, nor the tables of identities", async () => {
    for (const table of ["sealed_list", "stratum", "allocation", "card", "card_printing"])
      await refused(`SELECT * FROM allocation.${table}`, /permission denied for schema allocation/);
    for (const table of ["person", "consent_witness"]) {
      await refused(`SELECT * FROM identity.${table}`, /permission denied for table/);
      await refused(`INSERT INTO identity.${table} DEFAULT VALUES`, /permission denied for table/);
    }
  });
});

describe("the allocator's role", () => {
  const asAllocator = (statement: string) =>
    database.client.begin(async (tx) => {
      await tx`SET LOCAL ROLE kendali_allocator`;
      return tx.unsafe(statement);
    });

  test("reads arms, and nothing else", async () => {
    expect(await asAllocator("SELECT * FROM allocation.allocation")).toHaveLength(0);
    for (const table of ["public.account", "public.form_entry", "public.session", "identity.person"])
      await expect(asAllocator(`SELECT * FROM ${table}`), table).rejects.toThrow(/permission denied/);
  });

  test("takes nothing back", async () => {
    for (const table of ["allocation", "sealed_list", "card", "card_printing"]) {
      await expect(asAllocator(`UPDATE allocation.${table} SET study_id = study_id`)).rejects.toThrow(
        /permission denied/,
      );
      await expect(asAllocator(`DELETE FROM allocation.${table}`)).rejects.toThrow(/permission denied/);
    }
    await expect(asAllocator("DELETE FROM allocation.stratum")).rejects.toThrow(/permission denied/);
  });
});

test("even the owner is refused a change of events, receipts and allocations", async () => {
  const owner = postgres({ ...connectionOptions(database.url), max: 1, onnotice: () => undefined });
  try {
    for (const table of ["audit_event", "receipt"]) {
      await expect(owner.unsafe(`DELETE FROM ${table}`), table).rejects.toThrow(/rows are never changed/);
      await expect(owner.unsafe(`TRUNCATE ${table}`), table).rejects.toThrow(/rows are never changed/);
    }
    await expect(owner.unsafe("UPDATE audit_event SET event = 'x'")).rejects.toThrow(/rows are never changed/);
    await expect(owner.unsafe("TRUNCATE allocation.allocation")).rejects.toThrow(/rows are never changed/);
    await expect(
      owner.unsafe(
        "TRUNCATE allocation.sealed_list, allocation.stratum, allocation.allocation, allocation.card, allocation.card_printing",
      ),
    ).rejects.toThrow(/rows are never changed/);
  } finally {
    await owner.end();
  }
});
