import type { BlindingLevel, Role } from "@kendali/domain";
import { and, asc, eq, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { account } from "../schema/platform.ts";
import { protocolVersion, registerCount, roleAssignment, serial, site, study } from "../schema/study-data.ts";
import { leastLevelSql } from "./viewers.ts";

export type StudyRow = typeof study.$inferSelect;
export type GrantRow = {
  readonly id: string;
  readonly role: Role;
  readonly site: string | null;
  readonly blinding: BlindingLevel;
};

export async function findStudy(executor: Executor, key: string): Promise<StudyRow | null> {
  const [row] = await executor.select().from(study).where(eq(study.key, key));
  return row ?? null;
}

/** The study's row, locked against another change of its status until the transaction ends. */
export async function lockStudyRow(executor: Executor, id: string): Promise<StudyRow | null> {
  const [row] = await executor.select().from(study).where(eq(study.id, id)).for("update");
  return row ?? null;
}

/** What every act in a study rests on: whether it is open, and the newest version of its document. */
export type StudyState = Pick<StudyRow, "status" | "protocolHash">;

/** Waits for every save under way in the study and holds off new ones until the transaction ends. */
export async function holdSaves(executor: Executor, id: string): Promise<StudyState> {
  return stateUnder(executor, id, sql`pg_advisory_xact_lock`);
}

/** The study's state, which stays as it is until the transaction ends: shared with every other capture. */
export async function holdState(executor: Executor, id: string): Promise<StudyState> {
  return stateUnder(executor, id, sql`pg_advisory_xact_lock_shared`);
}

/** Sent in one flight, done one after the other: the state is read once the lock is had. */
async function stateUnder(executor: Executor, id: string, lock: SQL): Promise<StudyState> {
  const [, [row]] = await Promise.all([
    executor.execute(sql`SELECT ${lock}(hashtextextended(${id}, 0))`),
    executor.execute<StudyState>(sql`SELECT status, protocol_hash AS "protocolHash" FROM study WHERE id = ${id}::uuid`),
  ]);
  if (row === undefined) throw new Error("the study of a command does not exist");
  return row;
}

/** Keeps anybody else from making a study until the transaction ends, so that a key is taken once. */
export async function holdStudyKeys(executor: Executor): Promise<void> {
  await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('study keys', 2))`);
}

export async function listStudies(executor: Executor): Promise<StudyRow[]> {
  return executor.select().from(study).orderBy(asc(study.key));
}

export async function insertStudy(executor: Executor, row: typeof study.$inferInsert): Promise<void> {
  await executor.insert(study).values(row);
}

export async function updateStudy(
  executor: Executor,
  id: string,
  change: Partial<
    Pick<
      StudyRow,
      "protocolHash" | "status" | "liveAt" | "lockedAt" | "unblindedAt" | "unblindedBy" | "unblindingReason"
    >
  >,
): Promise<void> {
  await executor.update(study).set(change).where(eq(study.id, id));
}

export async function insertProtocolVersion(
  executor: Executor,
  row: typeof protocolVersion.$inferInsert,
): Promise<void> {
  await executor.insert(protocolVersion).values(row);
}

export async function findProtocolDocument(executor: Executor, studyId: string, hash: string): Promise<string | null> {
  const [row] = await executor
    .select({ document: protocolVersion.document })
    .from(protocolVersion)
    .where(and(eq(protocolVersion.studyId, studyId), eq(protocolVersion.hash, hash)));
  return row?.document ?? null;
}

export async function listProtocolVersions(executor: Executor, studyId: string): Promise<Map<string, string>> {
  const rows = await executor
    .select({ hash: protocolVersion.hash, version: protocolVersion.version })
    .from(protocolVersion)
    .where(eq(protocolVersion.studyId, studyId));
  return new Map(rows.map((row) => [row.hash, row.version]));
}

export async function insertSites(executor: Executor, rows: (typeof site.$inferInsert)[]): Promise<void> {
  await executor.insert(site).values(rows);
}

export async function insertGrant(executor: Executor, row: typeof roleAssignment.$inferInsert): Promise<void> {
  await executor.insert(roleAssignment).values(row);
}

export async function revokeGrant(executor: Executor, studyId: string, id: string, at: string): Promise<void> {
  await executor
    .update(roleAssignment)
    .set({ revokedAt: at })
    .where(and(eq(roleAssignment.studyId, studyId), eq(roleAssignment.id, id), isNull(roleAssignment.revokedAt)));
}

export async function findGrant(executor: Executor, studyId: string, id: string) {
  const [row] = await executor
    .select()
    .from(roleAssignment)
    .where(and(eq(roleAssignment.studyId, studyId), eq(roleAssignment.id, id), isNull(roleAssignment.revokedAt)));
  return row ?? null;
}

export async function listGrantsOf(executor: Executor, studyId: string, accountId: string): Promise<GrantRow[]> {
  return executor
    .select({
      id: roleAssignment.id,
      role: roleAssignment.role,
      site: roleAssignment.siteId,
      blinding: roleAssignment.blinding,
    })
    .from(roleAssignment)
    .where(
      and(
        eq(roleAssignment.studyId, studyId),
        eq(roleAssignment.accountId, accountId),
        isNull(roleAssignment.revokedAt),
      ),
    );
}

/** Every grant that stands, with its study's key, for an administrator's list of accounts. */
export async function listGrants(executor: Executor) {
  return executor
    .select({
      id: roleAssignment.id,
      accountId: roleAssignment.accountId,
      study: study.key,
      role: roleAssignment.role,
      site: roleAssignment.siteId,
      blinding: roleAssignment.blinding,
    })
    .from(roleAssignment)
    .innerJoin(study, eq(study.id, roleAssignment.studyId))
    .where(isNull(roleAssignment.revokedAt))
    .orderBy(asc(study.key), asc(roleAssignment.role));
}

/** The studies an account has a role in. */
export async function listStudiesOf(executor: Executor, accountId: string) {
  return executor
    .select({
      study,
      role: roleAssignment.role,
      site: roleAssignment.siteId,
      leastLevel: sql<BlindingLevel>`${sql.raw(leastLevelSql('"role_assignment"."study_id"', '"role_assignment"."account_id"'))}`,
    })
    .from(roleAssignment)
    .innerJoin(study, eq(study.id, roleAssignment.studyId))
    .where(and(eq(roleAssignment.accountId, accountId), isNull(roleAssignment.revokedAt)))
    .orderBy(asc(study.key), asc(roleAssignment.role));
}

/** The next number of a series at a site; a rolled-back transaction gives it back. */
export async function nextSerial(executor: Executor, studyId: string, siteId: string, name: string): Promise<number> {
  const [row] = await executor
    .insert(serial)
    .values({ studyId, siteId, name, last: 1 })
    .onConflictDoUpdate({
      target: [serial.studyId, serial.siteId, serial.name],
      set: { last: sql`${serial.last} + 1` },
    })
    .returning({ last: serial.last });
  if (row === undefined) throw new Error("an upsert returned no row");
  return row.last;
}

export async function saveRegisterCount(executor: Executor, row: typeof registerCount.$inferInsert): Promise<void> {
  const { studyId: _study, siteId: _site, ...change } = row;
  await executor
    .insert(registerCount)
    .values(row)
    .onConflictDoUpdate({ target: [registerCount.studyId, registerCount.siteId], set: change });
}

export async function listRegisterCounts(executor: Executor, studyId: string) {
  return executor
    .select({ site: registerCount.siteId, count: registerCount.count })
    .from(registerCount)
    .where(eq(registerCount.studyId, studyId))
    .orderBy(asc(registerCount.siteId));
}

/** Enabled accounts that hold one of the roles at a site, by name. */
export async function listPerformers(executor: Executor, studyId: string, siteId: string, roles: readonly Role[]) {
  return executor
    .selectDistinct({ id: account.id, displayName: account.displayName })
    .from(roleAssignment)
    .innerJoin(account, eq(account.id, roleAssignment.accountId))
    .where(
      and(
        eq(roleAssignment.studyId, studyId),
        inArray(roleAssignment.role, [...roles]),
        or(isNull(roleAssignment.siteId), eq(roleAssignment.siteId, siteId)),
        isNull(roleAssignment.revokedAt),
        isNull(account.disabledAt),
      ),
    )
    .orderBy(asc(account.displayName));
}

/** The roles an account has or ever had in a study: what somebody saw does not end with the role. */
export async function listRolesEverHeld(executor: Executor, studyId: string, accountId: string): Promise<Role[]> {
  const rows = await executor
    .selectDistinct({ role: roleAssignment.role })
    .from(roleAssignment)
    .where(and(eq(roleAssignment.studyId, studyId), eq(roleAssignment.accountId, accountId)));
  return rows.map((row) => row.role);
}
