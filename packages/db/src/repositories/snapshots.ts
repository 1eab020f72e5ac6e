import { and, desc, eq } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { account } from "../schema/platform.ts";
import { snapshot } from "../schema/study-data.ts";

export type SnapshotRow = typeof snapshot.$inferSelect;
export type SnapshotSummary = Omit<SnapshotRow, "content"> & { readonly createdByName: string };

const summaryColumns = {
  studyId: snapshot.studyId,
  id: snapshot.id,
  name: snapshot.name,
  reason: snapshot.reason,
  withArm: snapshot.withArm,
  protocolHash: snapshot.protocolHash,
  hash: snapshot.hash,
  participants: snapshot.participants,
  entries: snapshot.entries,
  createdAt: snapshot.createdAt,
  createdBy: snapshot.createdBy,
  createdByName: account.displayName,
};

export async function listSnapshots(executor: Executor, studyId: string): Promise<SnapshotSummary[]> {
  return executor
    .select(summaryColumns)
    .from(snapshot)
    .innerJoin(account, eq(account.id, snapshot.createdBy))
    .where(eq(snapshot.studyId, studyId))
    .orderBy(desc(snapshot.createdAt), desc(snapshot.name));
}

export async function findSnapshot(executor: Executor, studyId: string, id: string): Promise<SnapshotRow | null> {
  const [row] = await executor
    .select()
    .from(snapshot)
    .where(and(eq(snapshot.studyId, studyId), eq(snapshot.id, id)));
  return row ?? null;
}

export async function findSnapshotByName(
  executor: Executor,
  studyId: string,
  name: string,
): Promise<SnapshotRow | null> {
  const [row] = await executor
    .select()
    .from(snapshot)
    .where(and(eq(snapshot.studyId, studyId), eq(snapshot.name, name)));
  return row ?? null;
}

export async function insertSnapshot(executor: Executor, row: typeof snapshot.$inferInsert): Promise<void> {
  await executor.insert(snapshot).values(row);
}
