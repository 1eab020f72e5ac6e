import { mkdtempSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isUnavailable } from "./database-errors.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded/index.ts";
import { migrate } from "./migrate.ts";
import { openDatabase, type Database } from "./open-database.ts";

let dataDir = "";
let server: EmbeddedPostgres;
let db: Database;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "kendali-pool-"));
  await chmod(dataDir, 0o711);
  server = await startEmbeddedPostgres({ dataDir, durable: false });
  await migrate(server.url);
  db = openDatabase(server.url);
});

afterAll(async () => {
  await db.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("the pool", () => {
  test("answers every question while the database is away, also those asked on dying connections, and finds it again", async () => {
    await askManyTimes();
    process.kill(server.pid(), "SIGKILL");
    // Asked again at once, so that some meet a connection between its failure and its end.
    const answers = [];
    for (let round = 0; round < 4; round += 1) answers.push(...(await askManyTimes()));
    const failures = answers.filter((answer) => answer !== null);
    expect(failures.length).toBeGreaterThan(20);
    expect(failures.filter((error) => !isUnavailable(error))).toEqual([]);

    server = await startEmbeddedPostgres({ dataDir, durable: false });
    while ((await askManyTimes()).some((answer) => answer !== null)) await delay(50);
  });
});

/** One question on every connection; null for each that was answered, else why not. */
async function askManyTimes(): Promise<readonly unknown[]> {
  return Promise.all(
    Array.from({ length: 10 }, () =>
      db.client`SELECT 1`.then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
}
