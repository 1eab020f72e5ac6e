import type { BlindingLevel, Role } from "@kendali/domain";
import { and, asc, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../open-database.ts";
import { maskingDecision, maskingRequest, unmasking } from "../schema/masking.ts";
import { account } from "../schema/platform.ts";
import { roleAssignment } from "../schema/study-data.ts";
import { leastLevelSql } from "./viewers.ts";

export type UnmaskingRow = typeof unmasking.$inferSelect;

/** Every assignment that stands in a study, with its person, for whoever may see these sites. */
export async function listAssignments(executor: Executor, studyId: string, sites: readonly string[] | null) {
  return executor
    .select({
      grant: roleAssignment.id,
      account: roleAssignment.accountId,
      displayName: account.displayName,
      role: roleAssignment.role,
      site: roleAssignment.siteId,
      level: roleAssignment.blinding,
      accountLevel: sql<BlindingLevel>`${sql.raw(leastLevelSql('"role_assignment"."study_id"', '"role_assignment"."account_id"'))}`,
    })
    .from(roleAssignment)
    .innerJoin(account, eq(account.id, roleAssignment.accountId))
    .where(
      and(
        eq(roleAssignment.studyId, studyId),
        isNull(roleAssignment.revokedAt),
        isNull(account.disabledAt),
        ...(sites === null ? [] : [or(isNull(roleAssignment.siteId), inArray(roleAssignment.siteId, [...sites]))]),
      ),
    )
    .orderBy(asc(account.displayName), asc(roleAssignment.role), asc(roleAssignment.id));
}

/** The levels that an account holds or ever held in a study. */
export async function listHeldLevels(executor: Executor, studyId: string, accountId: string): Promise<BlindingLevel[]> {
  const rows = await executor
    .select({ level: roleAssignment.blinding })
    .from(roleAssignment)
    .where(and(eq(roleAssignment.studyId, studyId), eq(roleAssignment.accountId, accountId)));
  return rows.map((row) => row.level);
}

/** One assignment, held until the transaction ends, so that two changes of it come one after the other. */
export async function lockGrant(executor: Executor, studyId: string, id: string) {
  const [row] = await executor
    .select()
    .from(roleAssignment)
    .where(and(eq(roleAssignment.studyId, studyId), eq(roleAssignment.id, id)))
    .for("update");
  return row ?? null;
}

export async function updateGrantLevel(
  executor: Executor,
  studyId: string,
  id: string,
  level: BlindingLevel,
): Promise<void> {
  await executor
    .update(roleAssignment)
    .set({ blinding: level })
    .where(and(eq(roleAssignment.studyId, studyId), eq(roleAssignment.id, id)));
}

export type MaskingRequestRow = {
  readonly id: string;
  readonly grant: string;
  readonly account: string;
  readonly displayName: string;
  readonly role: Role;
  readonly site: string | null;
  readonly from: BlindingLevel;
  readonly to: BlindingLevel;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedByName: string;
  readonly requestedAt: string;
  /** The level that the assignment has now; null when it has ended. */
  readonly current: BlindingLevel | null;
  readonly decision: {
    readonly decision: "approve" | "decline";
    readonly reason: string | null;
    readonly by: string;
    readonly byName: string;
    readonly at: string;
  } | null;
};

/** Requests with their decisions, the newest first. */
export async function listMaskingRequests(
  executor: Executor,
  query: {
    readonly studyId: string;
    readonly sites: readonly string[] | null;
    readonly id?: string;
    readonly grant?: string;
  },
): Promise<MaskingRequestRow[]> {
  const rows = await executor
    .select({
      request: maskingRequest,
      account: roleAssignment.accountId,
      displayName: account.displayName,
      role: roleAssignment.role,
      level: roleAssignment.blinding,
      revokedAt: roleAssignment.revokedAt,
      requestedByName: nameOf(maskingRequest.requestedBy),
      decision: maskingDecision,
      decidedByName: nameOf(maskingDecision.decidedBy),
    })
    .from(maskingRequest)
    .innerJoin(
      roleAssignment,
      and(eq(roleAssignment.studyId, maskingRequest.studyId), eq(roleAssignment.id, maskingRequest.grantId)),
    )
    .innerJoin(account, eq(account.id, roleAssignment.accountId))
    .leftJoin(
      maskingDecision,
      and(eq(maskingDecision.studyId, maskingRequest.studyId), eq(maskingDecision.requestId, maskingRequest.id)),
    )
    .where(
      and(
        eq(maskingRequest.studyId, query.studyId),
        ...(query.id === undefined ? [] : [eq(maskingRequest.id, query.id)]),
        ...(query.grant === undefined ? [] : [eq(maskingRequest.grantId, query.grant)]),
        ...(query.sites === null
          ? []
          : [or(isNull(maskingRequest.siteId), inArray(maskingRequest.siteId, [...query.sites]))]),
      ),
    )
    .orderBy(desc(maskingRequest.requestedAt), asc(maskingRequest.id));
  return rows.map(({ request, decision, ...row }) => ({
    id: request.id,
    grant: request.grantId,
    account: row.account,
    displayName: row.displayName,
    role: row.role,
    site: request.siteId,
    from: request.fromLevel,
    to: request.toLevel,
    reason: request.reason,
    requestedBy: request.requestedBy,
    requestedByName: row.requestedByName,
    requestedAt: request.requestedAt,
    current: row.revokedAt === null ? row.level : null,
    decision:
      decision === null
        ? null
        : {
            decision: decision.decision,
            reason: decision.reason,
            by: decision.decidedBy,
            byName: row.decidedByName,
            at: decision.decidedAt,
          },
  }));
}

function nameOf(id: PgColumn) {
  return sql<string>`(SELECT x.display_name FROM account x WHERE x.id = ${id})`;
}

export async function insertMaskingRequest(executor: Executor, row: typeof maskingRequest.$inferInsert): Promise<void> {
  await executor.insert(maskingRequest).values(row);
}

export async function insertMaskingDecision(
  executor: Executor,
  row: typeof maskingDecision.$inferInsert,
): Promise<void> {
  await executor.insert(maskingDecision).values(row);
}

export async function insertUnmasking(executor: Executor, row: typeof unmasking.$inferInsert): Promise<void> {
  await executor.insert(unmasking).values(row);
}

/** Acts of unmasking in the order in which they happened. No row knows an arm. */
export async function listUnmaskings(
  executor: Executor,
  studyId: string,
  sites: readonly string[] | null = null,
): Promise<(UnmaskingRow & { readonly unmaskedByName: string })[]> {
  const rows = await executor
    .select({ row: unmasking, unmaskedByName: account.displayName })
    .from(unmasking)
    .innerJoin(account, eq(account.id, unmasking.unmaskedBy))
    .where(and(eq(unmasking.studyId, studyId), ...(sites === null ? [] : [inArray(unmasking.siteId, [...sites])])))
    .orderBy(asc(unmasking.unmaskedAt), asc(unmasking.participant), asc(unmasking.id));
  return rows.map(({ row, unmaskedByName }) => ({ ...row, unmaskedByName }));
}

/** Whether an account has unmasked any participant of a study. */
export async function hasUnmasked(executor: Executor, studyId: string, accountId: string): Promise<boolean> {
  const [row] = await executor
    .select({ found: sql<number>`1` })
    .from(unmasking)
    .where(and(eq(unmasking.studyId, studyId), eq(unmasking.unmaskedBy, accountId)))
    .limit(1);
  return row !== undefined;
}
