import type { Role } from "@kendali/domain";
import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../open-database.ts";
import { account } from "../schema/platform.ts";
import { roleAssignment } from "../schema/study-data.ts";
import { delegation, delegationEnd, trainingRecord } from "../schema/team.ts";

type Of = { readonly studyId: string; readonly sites: readonly string[] | null };

/** Who holds or held a role in a study, at the viewer's sites or everywhere, by name. */
export async function listTeamRoles(executor: Executor, { studyId, sites }: Of) {
  return executor
    .select({
      account: account.id,
      displayName: account.displayName,
      disabledAt: account.disabledAt,
      role: roleAssignment.role,
      site: roleAssignment.siteId,
      grantedAt: roleAssignment.grantedAt,
      revokedAt: roleAssignment.revokedAt,
    })
    .from(roleAssignment)
    .innerJoin(account, eq(account.id, roleAssignment.accountId))
    .where(and(eq(roleAssignment.studyId, studyId), ...atSites(roleAssignment.siteId, sites)))
    .orderBy(asc(account.displayName), asc(account.id), asc(roleAssignment.grantedAt), asc(roleAssignment.role));
}

export async function listTraining(executor: Executor, studyId: string) {
  const recorder = alias(account, "recorder");
  return executor
    .select({ row: trainingRecord, recordedByName: recorder.displayName })
    .from(trainingRecord)
    .innerJoin(recorder, eq(recorder.id, trainingRecord.recordedBy))
    .where(eq(trainingRecord.studyId, studyId))
    .orderBy(asc(trainingRecord.completedOn), asc(trainingRecord.id));
}

export async function insertTraining(executor: Executor, row: typeof trainingRecord.$inferInsert): Promise<void> {
  await executor.insert(trainingRecord).values(row);
}

/** Delegations with their end, where there is one; `account` for those to one person, `id` for one. */
export async function listDelegations(
  executor: Executor,
  query: Of & { readonly account?: string; readonly id?: string },
) {
  const giver = alias(account, "giver");
  return executor
    .select({ row: delegation, end: delegationEnd, delegatedByName: giver.displayName })
    .from(delegation)
    .innerJoin(giver, eq(giver.id, delegation.delegatedBy))
    .leftJoin(
      delegationEnd,
      and(eq(delegationEnd.studyId, delegation.studyId), eq(delegationEnd.delegation, delegation.id)),
    )
    .where(
      and(
        eq(delegation.studyId, query.studyId),
        ...(query.account === undefined ? [] : [eq(delegation.accountId, query.account)]),
        ...(query.id === undefined ? [] : [eq(delegation.id, query.id)]),
        ...atSites(delegation.siteId, query.sites),
      ),
    )
    .orderBy(asc(delegation.fromOn), asc(delegation.recordedAt), asc(delegation.id));
}

export async function insertDelegation(executor: Executor, row: typeof delegation.$inferInsert): Promise<void> {
  await executor.insert(delegation).values(row);
}

export async function insertDelegationEnd(executor: Executor, row: typeof delegationEnd.$inferInsert): Promise<void> {
  await executor.insert(delegationEnd).values(row);
}

/** The roles an account holds in a study today. */
export async function listRolesHeld(executor: Executor, studyId: string, accountId: string): Promise<Role[]> {
  const rows = await executor
    .selectDistinct({ role: roleAssignment.role })
    .from(roleAssignment)
    .where(
      and(
        eq(roleAssignment.studyId, studyId),
        eq(roleAssignment.accountId, accountId),
        isNull(roleAssignment.revokedAt),
      ),
    );
  return rows.map(({ role }) => role);
}

function atSites(column: typeof delegation.siteId | typeof roleAssignment.siteId, sites: readonly string[] | null) {
  return sites === null ? [] : [or(isNull(column), inArray(column, [...sites]))];
}
