import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase, readSealedList, verifyAudit, type Database } from "../../packages/db/src/index.ts";
import { revealList } from "../../packages/api/src/allocation-list.ts";
import type { RevealedBundle } from "../../packages/randomization/src/index.ts";
import type { Installation } from "../../scripts/load/installation.mjs";

export type StoredAllocation = {
  readonly participant: string;
  readonly stratum: string;
  readonly list: string;
  readonly slot: number;
  readonly arm: string;
  readonly allocated_on: string;
  readonly allocated_at: string;
};

/** What an installation holds of a study's allocations, read past the application, with its sealed list opened. */
export type AllocationRecord = {
  readonly allocations: readonly StoredAllocation[];
  readonly heads: ReadonlyMap<string, number>;
  /** By participant: when her own row says that she was allocated; only those that say so. */
  readonly marked: ReadonlyMap<string, string>;
  /** By command: the stored answer. */
  readonly receipts: ReadonlyMap<string, string>;
  /** By participant: how many events say that she took a slot, and how many that she was asked for again. */
  readonly events: ReadonlyMap<string, { readonly taken: number; readonly kept: number }>;
  readonly breaks: readonly string[];
  readonly promise: Omit<RevealedBundle, "allocations">;
};

type Sql = Parameters<Parameters<Database["client"]["begin"]>[1]>[0];

export async function readAllocationRecord(
  { databaseUrl, keysDirectory }: Installation,
  studyKey: string,
): Promise<AllocationRecord> {
  const db = openDatabase(databaseUrl, { connections: 1 });
  try {
    const studyId = await studyIdOf(db, studyKey);
    const allocations = await asAllocator(
      db,
      (sql) =>
        sql<
          StoredAllocation[]
        >`SELECT participant, stratum, list, slot, arm, allocated_on::text, to_json(allocated_at) #>> '{}' AS allocated_at FROM allocation.allocation WHERE study_id = ${studyId} ORDER BY list, slot`,
    );
    const heads = await asAllocator(
      db,
      (sql) =>
        sql<
          { stratum: string; head: number }[]
        >`SELECT stratum, head FROM allocation.stratum WHERE study_id = ${studyId}`,
    );
    const list = await db.drizzle.transaction((tx) => readSealedList(tx, studyId));
    if (list === null) throw new Error(`${studyKey} has no sealed list`);
    const sealKey = Buffer.from(readFileSync(join(keysDirectory, "seal.key"), "utf8").trim(), "hex");
    const { breaks } = await verifyAudit(db, studyId);
    return {
      allocations,
      heads: new Map(heads.map(({ stratum, head }) => [stratum, head])),
      ...(await readPublic(db, studyId)),
      breaks: breaks.map(({ chain, sequence, problem }) => `chain ${chain}, event ${sequence}: ${problem}`),
      promise: revealList(list, new Uint8Array(sealKey)),
    };
  } finally {
    await db.close();
  }
}

export async function studyIdOf(db: Database, studyKey: string): Promise<string> {
  const [study] = await db.client<{ id: string }[]>`SELECT id FROM study WHERE key = ${studyKey}`;
  if (study === undefined) throw new Error(`no study ${studyKey}`);
  return study.id;
}

/** One statement as the role that alone sees arms. */
export async function asAllocator<T extends readonly object[]>(
  db: Database,
  read: (sql: Sql) => PromiseLike<T>,
): Promise<T> {
  const rows = await db.client.begin(async (sql) => {
    await sql`SET LOCAL ROLE kendali_allocator`;
    return { rows: await read(sql) };
  });
  return rows.rows;
}

async function readPublic(
  { client }: Database,
  studyId: string,
): Promise<Pick<AllocationRecord, "marked" | "receipts" | "events">> {
  const marked = await client<
    { number: string; at: string }[]
  >`SELECT number, to_json(allocated_at) #>> '{}' AS at FROM participant WHERE study_id = ${studyId} AND allocated_at IS NOT NULL`;
  const receipts = await client<
    { command: string; answer: string }[]
  >`SELECT command_id::text AS command, answer FROM receipt WHERE study_id = ${studyId}`;
  const events = await client<
    { chain: string; taken: number; kept: number }[]
  >`SELECT chain, count(*) FILTER (WHERE event::jsonb #> '{data,kept}' = 'false')::int AS taken, count(*) FILTER (WHERE event::jsonb #> '{data,kept}' = 'true')::int AS kept FROM audit_event WHERE study_id = ${studyId} AND action = 'allocation.allocate' GROUP BY chain`;
  return {
    marked: new Map(marked.map(({ number, at }) => [number, at])),
    receipts: new Map(receipts.map(({ command, answer }) => [command, answer])),
    events: new Map(events.map(({ chain, taken, kept }) => [chain, { taken, kept }])),
  };
}
