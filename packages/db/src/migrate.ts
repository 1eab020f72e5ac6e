import { createHash } from "node:crypto";
import postgres from "postgres";
import { connectionOptions } from "./embedded/connection-options.ts";
import { migrations } from "./migrations.generated.ts";

/** One lock for every migrator of a database: "KENDALI" as a number, so that a second one waits. */
const migrationLock = 5_278_468_837_961;

export type MigrationReport = { readonly applied: readonly string[]; readonly alreadyThere: readonly string[] };

/**
 * Brings a database to this version: each migration in a transaction of its own, under one advisory lock, written in a
 * ledger with its hash. Safe to run again, and from several processes at once. A migration that was changed after it was
 * applied stops the start: the schema would not be what the ledger says.
 */
export async function migrate(url: string): Promise<MigrationReport> {
  const client = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined, connect_timeout: 20 });
  const applied: string[] = [];
  const alreadyThere: string[] = [];
  try {
    const version = await client`SELECT current_setting('server_version_num')::int AS number`;
    if (Number(version[0]?.number) < 150000) throw new Error("Kendali needs PostgreSQL 15 or newer.");
    await client`SELECT pg_advisory_lock(${migrationLock})`;
    await client.unsafe(
      "CREATE TABLE IF NOT EXISTS public.schema_migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
    );
    const ledger = new Map(
      (await client`SELECT name, sha256 FROM public.schema_migration`).map((row) => [
        String(row.name),
        String(row.sha256),
      ]),
    );
    for (const migration of migrations) {
      const sha256 = createHash("sha256").update(migration.sql).digest("hex");
      const known = ledger.get(migration.name);
      if (known !== undefined && known !== sha256)
        throw new Error(`Migration ${migration.name} was changed after it was applied.`);
      if (known !== undefined) alreadyThere.push(migration.name);
      else {
        await client.begin(async (transaction) => {
          await transaction.unsafe(migration.sql).catch(explainMissingRights);
          await transaction`INSERT INTO public.schema_migration (name, sha256) VALUES (${migration.name}, ${sha256})`;
        });
        applied.push(migration.name);
      }
    }
    const unknown = [...ledger.keys()].filter((name) => !migrations.some((migration) => migration.name === name));
    if (unknown.length > 0)
      throw new Error(`The database is newer than this version of Kendali: it knows ${unknown.join(", ")}.`);
    return { applied, alreadyThere };
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Postgres says only "permission denied to create role"; whoever runs a hosted database needs to know what to do about it. */
function explainMissingRights(error: unknown): never {
  if (!(error instanceof postgres.PostgresError) || error.code !== "42501") throw error;
  throw new Error(
    `The database account may not set up Kendali: ${error.message}. It needs to own the database and to have CREATEROLE; ` +
      "or an administrator runs: CREATE ROLE kendali_app NOLOGIN; CREATE ROLE kendali_allocator NOLOGIN; " +
      "GRANT kendali_app, kendali_allocator TO <account>;",
    { cause: error },
  );
}
