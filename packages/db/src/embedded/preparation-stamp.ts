import postgres from "postgres";
import { connectionOptions } from "./connection-options.ts";

/**
 * Which version of the software last migrated and seeded a database, kept as the database's comment: it travels with the
 * database, needs no table before the first migration, and lets a start skip work that has been done.
 */
export async function readPreparationStamp(url: string): Promise<string | null> {
  return withConnection(url, async (sql) => {
    const [row] = await sql<{ stamp: string | null }[]>`
      select shobj_description(oid, 'pg_database') as stamp from pg_database where datname = current_database()`;
    return row?.stamp ?? null;
  });
}

/** A login that does not own its database may not comment on it; then every start migrates, which changes nothing. */
export async function writePreparationStamp(url: string, stamp: string): Promise<void> {
  await withConnection(url, async (sql) => {
    try {
      const [row] = await sql<{ command: string }[]>`
        select format('comment on database %I is %L', current_database(), ${stamp}::text) as command`;
      if (row !== undefined) await sql.unsafe(row.command);
    } catch (error) {
      if (!(error instanceof postgres.PostgresError && error.code === "42501")) throw error;
    }
  });
}

async function withConnection<T>(url: string, act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    return await act(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
