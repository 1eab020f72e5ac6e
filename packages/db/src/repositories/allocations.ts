import { eq, sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { allocation, sealedList, stratum } from "../schema/allocation.ts";
import { asAllocator } from "./as-allocator.ts";

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

/** The sealed list, the participant's allocation if there is one, and the head of the list, locked until the transaction ends. */
export async function lockHead(
  tx: Executor,
  key: { readonly studyId: string; readonly list: string; readonly participant: string },
): Promise<{
  readonly list: SealedListRow | null;
  readonly existing: AllocationRow | null;
  readonly nextSlot: number;
}> {
  return asAllocator(tx, async () => {
    const [list] = await tx.select().from(sealedList).where(eq(sealedList.studyId, key.studyId));
    await tx.insert(stratum).values({ studyId: key.studyId, stratum: key.list, head: 0 }).onConflictDoNothing();
    const [head] = await tx
      .select({ head: stratum.head })
      .from(stratum)
      .where(sql`${stratum.studyId} = ${key.studyId} AND ${stratum.stratum} = ${key.list}`)
      .for("update");
    const [existing] = await tx
      .select()
      .from(allocation)
      .where(sql`${allocation.studyId} = ${key.studyId} AND ${allocation.participant} = ${key.participant}`);
    return { list: list ?? null, existing: existing ?? null, nextSlot: head?.head ?? 0 };
  });
}

/** Takes the slot that `lockHead` showed. The unique keys refuse a second taking even if a lock were missed. */
export async function takeSlot(tx: Executor, row: typeof allocation.$inferInsert): Promise<void> {
  await asAllocator(tx, async () => {
    await tx.insert(allocation).values(row);
    await tx
      .update(stratum)
      .set({ head: row.slot + 1 })
      .where(sql`${stratum.studyId} = ${row.studyId} AND ${stratum.stratum} = ${row.list}`);
    // Each stratum is counted too, so that a row whose stratum was changed afterwards is missed where it was.
    if (row.list === studyList)
      await tx
        .insert(stratum)
        .values({ studyId: row.studyId, stratum: row.stratum, head: 1 })
        .onConflictDoUpdate({ target: [stratum.studyId, stratum.stratum], set: { head: sql`${stratum.head} + 1` } });
  });
}

/**
 * What was taken from the study's list so far, counted by stratum and arm: complete while `lockHead` holds that list. The
 * database counts, because a scheme that looks back asks no more and every allocation reads it.
 */
export async function countStudyLog(
  tx: Executor,
  studyId: string,
): Promise<readonly { readonly stratumKey: string; readonly armKey: string; readonly count: number }[]> {
  return asAllocator(tx, () =>
    tx
      .select({ stratumKey: allocation.stratum, armKey: allocation.arm, count: sql<number>`count(*)::int` })
      .from(allocation)
      .where(sql`${allocation.studyId} = ${studyId} AND ${allocation.list} = ${studyList}`)
      .groupBy(allocation.stratum, allocation.arm),
  );
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
