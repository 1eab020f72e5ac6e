import { invariant } from "@kendali/domain";
import { eq, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { allocation, sealedList, stratum } from "../schema/allocation.ts";
import { toIsoInstant } from "../schema/columns.ts";
import { asAllocator, asAllocatorAround } from "./as-allocator.ts";

/**
 * The only module that reads arms. Each function needs a transaction, works in it as `kendali_allocator` inside a transaction and hands the role of
 * the application back before it returns; no other code can see the schema.
 */
export type AllocationRow = typeof allocation.$inferSelect;
export type SealedListRow = typeof sealedList.$inferSelect;

/** The list of a scheme that looks back, which counts the whole study. No stratum has this key: theirs are JSON. */
export const studyList = "study";

export async function insertSealedList(tx: Executor, row: typeof sealedList.$inferInsert): Promise<void> {
  await asAllocator(tx, async () => {
    await tx.insert(sealedList).values(row);
  });
}

/** What a slot's arm is derived from. `log` is what a scheme that looks back asks for: empty under one with lists. */
export type SlotAtHand = {
  readonly list: SealedListRow;
  readonly slot: number;
  readonly log: readonly { readonly stratumKey: string; readonly armKey: string; readonly count: number }[];
};

/**
 * Takes the next slot of a list for a participant. The list's head moves on first, and its row stays locked until the
 * transaction ends, so that no other taking sees this one half done; a rollback moves the head back. `decide` derives the
 * arm meanwhile. The unique keys refuse a second taking even if a lock were missed.
 */
export async function takeSlot(
  tx: Executor,
  key: { readonly studyId: string; readonly list: string; readonly participant: string },
  decide: (hand: SlotAtHand) => Omit<typeof allocation.$inferInsert, "studyId" | "list" | "participant" | "slot">,
): Promise<void> {
  await asAllocatorAround(
    tx,
    () => tx.execute(moveHead(key)),
    async ([head]) => {
      invariant(head !== undefined, "a live trial has its sealed list");
      invariant(head["is_allocated"] === false, "a participant without a date of allocation has no slot");
      const slot = Number(head["slot"]);
      const log = key.list === studyList ? await countStudyLog(tx, key.studyId) : [];
      const row = { ...key, slot, ...decide({ list: sealedListIn(key.studyId, head), slot, log }) };
      const counted = key.list === studyList ? [tx.execute(countInStratum(key.studyId, row.stratum))] : [];
      return { decided: null, statements: [tx.insert(allocation).values(row), ...counted] };
    },
  );
}

/** One statement: the list's head, made on first use, moves on by one; the slot it stood at, and the sealed list. */
function moveHead({ studyId, list, participant }: { studyId: string; list: string; participant: string }): SQL {
  return sql`WITH moved AS (
    INSERT INTO allocation.stratum AS head (study_id, stratum, head) VALUES (${studyId}::uuid, ${list}, 1)
    ON CONFLICT (study_id, stratum) DO UPDATE SET head = head.head + 1 RETURNING head.head - 1 AS slot)
  SELECT moved.slot, l.scheme, l.sealed, l.nonce, l.commitment, l.published_seed, l.created_at::text,
    EXISTS (SELECT FROM allocation.allocation a WHERE a.study_id = ${studyId}::uuid AND a.participant = ${participant}) AS is_allocated
  FROM moved JOIN allocation.sealed_list l ON l.study_id = ${studyId}::uuid`;
}

function sealedListIn(studyId: string, row: Record<string, unknown>): SealedListRow {
  const { scheme, sealed, nonce, commitment, published_seed: publishedSeed, created_at: createdAt } = row;
  const list = { scheme, sealed, nonce, commitment, publishedSeed } as Omit<SealedListRow, "studyId" | "createdAt">;
  return { ...list, studyId, createdAt: toIsoInstant(String(createdAt)) };
}

/** Where the list is the study's each stratum is counted too, so that a row whose stratum was changed afterwards is missed where it was. */
function countInStratum(studyId: string, key: string): SQL {
  return sql`INSERT INTO allocation.stratum AS counted (study_id, stratum, head) VALUES (${studyId}::uuid, ${key}, 1)
    ON CONFLICT (study_id, stratum) DO UPDATE SET head = counted.head + 1`;
}

/**
 * What was taken from the study's list so far, counted by stratum and arm: complete while the head of that list is locked.
 * The database counts, because a scheme that looks back asks no more and every allocation reads it.
 */
async function countStudyLog(tx: Executor, studyId: string): Promise<SlotAtHand["log"]> {
  return tx
    .select({ stratumKey: allocation.stratum, armKey: allocation.arm, count: sql<number>`count(*)::int` })
    .from(allocation)
    .where(sql`${allocation.studyId} = ${studyId} AND ${allocation.list} = ${studyList}`)
    .groupBy(allocation.stratum, allocation.arm);
}

/** Every allocation of a study by participant. Who may be told is decided by the caller, by the viewer's blinding. */
export async function readAllocations(tx: Executor, studyId: string): Promise<Map<string, AllocationRow>> {
  return asAllocator(tx, async () => {
    const rows = await tx.select().from(allocation).where(eq(allocation.studyId, studyId));
    return new Map(rows.map((row) => [row.participant, row]));
  });
}

export async function readAllocation(
  tx: Executor,
  studyId: string,
  participant: string,
): Promise<AllocationRow | null> {
  return asAllocator(tx, async () => {
    const [row] = await tx
      .select()
      .from(allocation)
      .where(sql`${allocation.studyId} = ${studyId} AND ${allocation.participant} = ${participant}`);
    return row ?? null;
  });
}

/** The stratum a participant was allocated in, and nothing else of her allocation. */
export async function readStratum(tx: Executor, studyId: string, participant: string): Promise<string | null> {
  return asAllocator(tx, async () => {
    const [row] = await tx
      .select({ stratum: allocation.stratum })
      .from(allocation)
      .where(sql`${allocation.studyId} = ${studyId} AND ${allocation.participant} = ${participant}`);
    return row?.stratum ?? null;
  });
}

export async function readSealedList(tx: Executor, studyId: string): Promise<SealedListRow | null> {
  return asAllocator(tx, async () => {
    const [row] = await tx.select().from(sealedList).where(eq(sealedList.studyId, studyId));
    return row ?? null;
  });
}

/** What is public of a sealed list: what it was promised to follow from, and the promise. Instants are ISO 8601 UTC. */
type PublishedCommitment = {
  readonly commitment: string;
  readonly algorithmVersion: string;
  readonly protocolHash: string;
  readonly publishedSeed: boolean;
  readonly createdAt: string;
};

/** The public part of a study's sealed list; nothing of the scheme, its parameters or what is sealed leaves the database. */
export async function readCommitment(tx: Executor, studyId: string): Promise<PublishedCommitment | null> {
  return asAllocator(tx, async () => {
    const [row] = await tx
      .select({
        commitment: sealedList.commitment,
        algorithmVersion: sql<string>`${sealedList.scheme} ->> 'algorithmVersion'`,
        protocolHash: sql<string>`${sealedList.scheme} ->> 'protocolHash'`,
        publishedSeed: sealedList.publishedSeed,
        createdAt: sealedList.createdAt,
      })
      .from(sealedList)
      .where(eq(sealedList.studyId, studyId));
    return row ?? null;
  });
}

/** How many participants of each stratum took a slot, as its head says. */
export async function readStratumHeads(
  tx: Executor,
  studyId: string,
): Promise<readonly { readonly stratum: string; readonly head: number }[]> {
  return asAllocator(tx, () =>
    tx
      .select({ stratum: stratum.stratum, head: stratum.head })
      .from(stratum)
      .where(sql`${stratum.studyId} = ${studyId} AND ${stratum.stratum} <> ${studyList}`),
  );
}
