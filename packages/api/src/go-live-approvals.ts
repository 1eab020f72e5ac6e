import { addApproval, listApprovals, type ApprovalRow, type Executor } from "@kendali/db";
import {
  actingAssignments,
  countingApprovals,
  invariant,
  localDateIn,
  policies,
  type Approval,
  type LocalDate,
  type Role,
} from "@kendali/domain";
import type { ServerContext, StudyContext, StudyScope } from "./context.ts";

/** One approval as people read it. Instants are ISO 8601 UTC. */
export type ApprovalView = {
  readonly name: string;
  readonly role: Role;
  readonly at: string;
};

export type StoredApproval = ApprovalRow & Approval;

/** The approvals of a study that were given and not taken back, the oldest first. */
export async function readApprovals(executor: Executor, studyId: string): Promise<readonly StoredApproval[]> {
  const rows = await listApprovals(executor, studyId, policies["study.goLive"].roles);
  return rows.map((row) => ({ ...row, account: row.accountId }));
}

export function approvalView({ accountName, role, recordedAt }: ApprovalRow): ApprovalView {
  return { name: accountName, role, at: recordedAt };
}

/** Writes down that the acting account approves the study's document as it stands. */
export async function recordApproval(
  context: StudyContext,
  executor: Executor,
  publishedSeed: string | null,
): Promise<void> {
  const { study, account } = context;
  await addApproval(executor, {
    studyId: study.id,
    kind: "approved",
    protocolHash: study.protocolHash,
    accountId: account.id,
    role: approvingRole(context),
    publishedSeed,
    recordedAt: context.now(),
  });
}

/** Ends, by rows of their own, the approvals that did not count when the study opened: what is left is who opened it. */
export async function endLapsed(
  context: StudyContext,
  executor: Executor,
  approvals: readonly StoredApproval[],
): Promise<void> {
  const { study } = context;
  const counting = countingApprovals(approvals, study.protocolHash);
  for (const lapsed of approvals.filter((approval) => !counting.includes(approval)))
    await addApproval(executor, {
      studyId: study.id,
      kind: "lapsed",
      protocolHash: lapsed.protocolHash,
      accountId: lapsed.accountId,
      role: lapsed.role,
      publishedSeed: lapsed.publishedSeed,
      recordedAt: context.now(),
    });
}

/** The date by which ethics approval is read: today at the study's first site. */
export function goLiveDate(server: Pick<ServerContext, "now">, study: Pick<StudyScope, "protocol">): LocalDate {
  return localDateIn(server.now(), study.protocol.sites[0]?.timeZone ?? "UTC");
}

function approvingRole({ study }: StudyContext): Role {
  const acting = actingAssignments(policies["study.goLive"], study.viewer.assignments);
  const held = acting.ok ? acting.value.map(({ role }) => role) : [];
  const role = policies["study.goLive"].roles.find((candidate) => held.includes(candidate));
  invariant(role !== undefined, "the policy lets only roles that approve come here");
  return role;
}
