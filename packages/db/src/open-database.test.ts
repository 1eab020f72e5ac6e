import { mkdtempSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isUnavailable } from "./database-errors.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded/index.ts";
import { migrate } from "./migrate.ts";
import { openDatabase, type Database } from "./open-database.ts";
import { onServer } from "./testing/test-database.ts";

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
    // Every connection of the pool is open and knows both statements, so that questions are sent behind one another.
    await Promise.all(lanes.map(() => sleep(0)));
    await Promise.all(lanes.map(() => ask()));
    // Only the end of the server ends these; the questions behind them have been sent and wait on the same connections.
    const first = [...lanes.map(() => sleep(600)), ...lanes.map(() => ask())];
    await untilSleeping(lanes.length);
    process.kill(server.pid(), "SIGKILL");

    // Whoever was told asks again at once, when that connection has failed and has not yet ended.
    const told = await Promise.all(first.map(askOnUntilRefused));
    expect(told.map(([onDyingConnection]) => wasRefused(onDyingConnection))).toEqual(told.map(() => false));
    expect(told.flat().filter((error) => error !== null && !isUnavailable(error))).toEqual([]);

    server = await startEmbeddedPostgres({ dataDir, durable: false });
    while ((await Promise.all(lanes.map(() => ask()))).some((answer) => answer !== null)) await delay(50);
  });

  test("lets nothing of a transaction run once its connection is lost, also when the pool has a new one by then", async () => {
    const one = openDatabase(server.url, { connections: 1 });
    const uncaught: unknown[] = [];
    const listen = (error: unknown): void => void uncaught.push(error);
    process.on("uncaughtException", listen);
    const late: Promise<Answer>[] = [];
    const lost = await answerOf(
      one.drizzle.transaction(async (tx) => {
        const [row] = await tx.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
        await onServer(server.url, (owner) => owner`SELECT pg_terminate_backend(${row?.pid ?? 0})`);
        // A slow thought between two statements: meanwhile the pool finds that the connection is gone, and makes another.
        while ((await answerOf(one.client`SELECT 1`)) !== null) await delay(50);
        late.push(answerOf(tx.execute(sql`INSERT INTO receipt VALUES (${nobody}, ${nobody}, NULL, 'x', 'x', now())`)));
        await late[0];
      }),
    );
    while (late.length === 0) await delay(20);
    expect([isUnavailable(lost), isUnavailable(await late[0])]).toEqual([true, true]);
    expect(await one.client`SELECT FROM receipt WHERE study_id = ${nobody}`).toHaveLength(0);
    await one.close();
    process.off("uncaughtException", listen);
    expect(uncaught).toEqual([]);
  });
});

const nobody = "00000000-0000-4000-8000-000000000000";

/** One for each connection of the pool. */
const lanes = Array.from({ length: 10 }, (_, lane) => lane);

/** Null when the question was answered, else why not. */
type Answer = unknown;

const ask = (): Promise<Answer> => answerOf(db.client`SELECT 1`);
const sleep = (seconds: number): Promise<Answer> => answerOf(db.client`SELECT pg_sleep(${seconds})`);

function answerOf(question: PromiseLike<unknown>): Promise<Answer> {
  return Promise.resolve(
    question.then(
      () => null,
      (error: unknown) => error,
    ),
  );
}

/** Asks until nobody is there to connect to any more; everything that was said until then. */
async function askOnUntilRefused(first: Promise<Answer>): Promise<readonly Answer[]> {
  const told = [await first];
  while (!wasRefused(told.at(-1))) told.push(await ask());
  return told;
}

function wasRefused(answer: Answer): boolean {
  return answer instanceof Error && "code" in answer && ["ECONNREFUSED", "ENOENT"].includes(String(answer.code));
}

/** Asked as the owner, who may see what the application's connections wait for. */
async function untilSleeping(count: number): Promise<void> {
  await onServer(server.url, async (owner) => {
    const sleeping = () =>
      owner`SELECT count(*)::int AS connections FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
    while ((await sleeping())[0]?.["connections"] !== count) await delay(10);
  });
}
