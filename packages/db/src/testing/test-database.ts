import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connectionOptions } from "../embedded/connection-options.ts";
import { openDatabase, type Database } from "../open-database.ts";

/** Where `globalSetup` leaves the server's address and the migrated template for the test processes. */
export const serverVariable = "KENDALI_TEST_SERVER_URL";
export const templateVariable = "KENDALI_TEST_TEMPLATE";

export type TestDatabase = Database & { readonly url: string; readonly drop: () => Promise<void> };

/** A migrated database of its own for one test file, copied from the template; empty, and dropped by `drop`. */
export async function createTestDatabase(options: { readonly connections?: number } = {}): Promise<TestDatabase> {
  const serverUrl = process.env[serverVariable];
  const template = process.env[templateVariable];
  if (serverUrl === undefined || template === undefined)
    throw new Error("no test server: name src/testing/global-setup.ts of @kendali/db as Vitest's globalSetup");
  const name = `kendali_test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, (admin) => admin.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = urlOf(serverUrl, name);
  const database = openDatabase(url, options);
  return {
    ...database,
    url,
    drop: async () => {
      await database.close();
      await onServer(serverUrl, (admin) => admin.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

export async function onServer(serverUrl: string, act: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres({ ...connectionOptions(serverUrl), max: 1, onnotice: () => undefined });
  try {
    await act(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

export function urlOf(serverUrl: string, databaseName: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${databaseName}`;
  return url.href;
}
