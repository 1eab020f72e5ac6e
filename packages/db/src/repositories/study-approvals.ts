import type { Role } from "@kendali/domain";
import { and, asc, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../open-database.ts";
import { account } from "../schema/platform.ts";
import { studyApproval } from "../schema/study-approval.ts";
import { roleAssignment } from "../schema/study-data.ts";

export type ApprovalRow = Omit<typeof studyApproval.$inferSelect, "kind" | "studyId"> & {
  readonly accountName: string;
  /** Whether the account is enabled and still holds, at every site of this study, a role of those that may approve. */
  readonly mayStill: boolean;
};

/** The approvals that were given and neither withdrawn nor lapsed, the oldest first. */
export async function listApprovals(
  executor: Executor,
  studyId: string,
  approverRoles: readonly Role[],
): Promise<readonly ApprovalRow[]> {
  const ended = alias(roleAssignment, "ended");
  const holdsRole = sql<boolean>`EXISTS (SELECT FROM ${roleAssignment} WHERE ${and(
    eq(roleAssignment.studyId, studyId),
    eq(roleAssignment.accountId, studyApproval.accountId),
    inArray(roleAssignment.role, [...approverRoles]),
    isNull(roleAssignment.siteId),
    isNull(roleAssignment.revokedAt),
    // A role given anew does not bring back what was approved in one that ended: that is approved again.
    sql`NOT EXISTS (SELECT FROM ${roleAssignment} AS "ended" WHERE ${and(
      eq(ended.studyId, studyId),
      eq(ended.accountId, studyApproval.accountId),
      inArray(ended.role, [...approverRoles]),
      gt(ended.revokedAt, studyApproval.recordedAt),
      lte(ended.revokedAt, roleAssignment.grantedAt),
    )})`,
  )})`;
  const rows = await executor
    .select({
      approval: studyApproval,
      accountName: account.displayName,
      mayStill: sql<boolean>`${account.disabledAt} IS NULL AND ${holdsRole}`,
    })
    .from(studyApproval)
    .innerJoin(account, eq(account.id, studyApproval.accountId))
    .where(eq(studyApproval.studyId, studyId))
    .orderBy(asc(studyApproval.sequence));
  const newest = new Map(rows.map((row) => [row.approval.accountId, row]));
  return [...newest.values()]
    .filter((row) => row.approval.kind === "approved")
    .toSorted((a, b) => a.approval.sequence - b.approval.sequence)
    .map(({ approval, accountName, mayStill }) => {
      const { kind: _kind, studyId: _studyId, ...given } = approval;
      return { ...given, accountName, mayStill };
    });
}

/** Adds a row at the end; the caller holds the study's row, so that two never take one place. */
export async function addApproval(
  executor: Executor,
  row: Omit<typeof studyApproval.$inferInsert, "sequence">,
): Promise<void> {
  const [last] = await executor
    .select({ sequence: sql<number>`coalesce(max(${studyApproval.sequence}), 0)::int` })
    .from(studyApproval)
    .where(eq(studyApproval.studyId, row.studyId));
  await executor.insert(studyApproval).values({ ...row, sequence: (last?.sequence ?? 0) + 1 });
}
