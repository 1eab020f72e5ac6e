import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import postgres from "postgres";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionOptions } from "./embedded/connection-options.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations.generated.ts";
import * as amendmentTables from "./schema/amendment.ts";
import * as allocationTables from "./schema/allocation.ts";
import * as cardTables from "./schema/sealed-cards.ts";
import * as platformTables from "./schema/platform.ts";
import * as draftTables from "./schema/protocol-draft.ts";
import * as approvalTables from "./schema/study-approval.ts";
import * as studyTables from "./schema/study-data.ts";
import { createTestDatabase, onServer, serverVariable, urlOf, type TestDatabase } from "./testing/test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** An empty database beside the migrated ones. */
async function withEmptyDatabase(name: string, act: (url: string) => Promise<void>): Promise<void> {
  const server = process.env[serverVariable] ?? "";
  await onServer(server, (admin) => admin.unsafe(`CREATE DATABASE ${name}`));
  try {
    await act(urlOf(server, name));
  } finally {
    await onServer(server, (admin) => admin.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}

async function asOwner<T>(url: string, act: (owner: postgres.Sql) => Promise<T>): Promise<T> {
  const owner = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    return await act(owner);
  } finally {
    await owner.end();
  }
}

test("the module that is shipped holds the SQL files, all of them and in order", () => {
  const folder = new URL("../migrations/", import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  expect(migrations).toEqual(files.map((name) => ({ name, sql: readFileSync(new URL(name, folder), "utf8") })));
});

test("migrating again changes nothing, and four at once do it once", async () => {
  await withEmptyDatabase("kendali_migrate_twice", async (url) => {
    const reports = await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
    expect(reports.filter((report) => report.applied.length > 0)).toHaveLength(1);
    expect(await migrate(url)).toEqual({ applied: [], alreadyThere: migrations.map((migration) => migration.name) });
  });
});

test("a migration that was changed after it was applied stops the start", async () => {
  await withEmptyDatabase("kendali_migrate_changed", async (url) => {
    await migrate(url);
    await asOwner(url, (owner) => owner`UPDATE schema_migration SET sha256 = 'other' WHERE name LIKE '0002%'`);
    await expect(migrate(url)).rejects.toThrow("changed after it was applied");
  });
});

test("a database from a newer version is not touched", async () => {
  await withEmptyDatabase("kendali_migrate_newer", async (url) => {
    await migrate(url);
    await asOwner(url, (owner) => owner`INSERT INTO schema_migration (name, sha256) VALUES ('9999_later.sql', 'x')`);
    await expect(migrate(url)).rejects.toThrow("newer than this version");
  });
});

test("a migration that fails half way leaves nothing of itself", async () => {
  await withEmptyDatabase("kendali_migrate_half", async (url) => {
    await asOwner(url, (owner) => owner`CREATE TABLE study (id int)`);
    await expect(migrate(url)).rejects.toThrow("already exists");
    const tables = await asOwner(
      url,
      (owner) => owner`SELECT table_name FROM information_schema.tables WHERE table_name = 'form_entry'`,
    );
    expect(tables).toHaveLength(0);
    await asOwner(url, (owner) => owner`DROP TABLE study`);
    expect((await migrate(url)).alreadyThere).toEqual([migrations[0]?.name]);
  });
});

test("a study that went live before two accounts were asked for keeps the one approval that its trail has", async () => {
  await withEmptyDatabase("kendali_migrate_approvals", async (url) => {
    const study = "00000000-0000-4000-8000-000000000001";
    await asOwner(url, async (owner) => {
      await owner`CREATE TABLE schema_migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;
      for (const { name, sql } of migrations.filter((migration) => migration.name < "0007")) {
        await owner.unsafe(sql);
        const sha256 = createHash("sha256").update(sql).digest("hex");
        await owner`INSERT INTO schema_migration (name, sha256) VALUES (${name}, ${sha256})`;
      }
      await owner`INSERT INTO account (id, username, display_name, created_at) VALUES (${study}, 'a', 'A', now())`;
      await owner`INSERT INTO study (id, key, kind, status, protocol_hash, created_at) VALUES (${study}, 'old', 'test', 'live', 'h', now())`;
      const event = JSON.stringify({ data: { protocolHash: "h", publishedSeed: null } });
      await owner`SELECT append_audit(${study}, 'study', NULL, 'study.goLive', ${study}, '2026-03-02T03:00:00Z', ${event})`;
      await owner`SELECT append_audit(${study}, 'study', NULL, 'study.lock', ${study}, now(), '{}')`;
    });
    await migrate(url);
    const approvals = await asOwner(url, (owner) => owner`SELECT * FROM study_approval`);
    expect(approvals).toMatchObject([
      { study_id: study, sequence: 1, kind: "approved", protocol_hash: "h", account_id: study, published_seed: null },
    ]);
  });
});

test("the tables in TypeScript have the columns of the database, no more and no fewer", async () => {
  const tables = [
    platformTables,
    studyTables,
    approvalTables,
    amendmentTables,
    draftTables,
    allocationTables,
    cardTables,
  ].flatMap((module) => Object.values(module).filter((value) => value instanceof PgTable));
  expect(tables.length).toBeGreaterThan(18);
  await asOwner(database.url, async (owner) => {
    for (const table of tables) {
      const { name, schema = "public", columns } = getTableConfig(table);
      const real =
        await owner`SELECT column_name AS name, is_nullable = 'NO' AS required FROM information_schema.columns WHERE table_schema = ${schema} AND table_name = ${name} AND is_generated = 'NEVER'`;
      const stated = columns.map((column) => ({ name: column.name, required: column.notNull }));
      const byName = (a: { name?: unknown }, b: { name?: unknown }) => (String(a.name) < String(b.name) ? -1 : 1);
      expect(stated.toSorted(byName), name).toEqual(
        [...real].map((row) => ({ name: String(row.name), required: row.required === true })).toSorted(byName),
      );
    }
  });
});
