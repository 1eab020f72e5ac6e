import type { Role } from "@kendali/domain";
import { and, arrayOverlaps, asc, desc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { notice, noticeAcknowledgement } from "../schema/masking.ts";
import { account } from "../schema/platform.ts";

export type NoticeRow = typeof notice.$inferSelect;

export async function insertNotice(executor: Executor, row: typeof notice.$inferInsert): Promise<void> {
  await executor.insert(notice).values(row);
}

type NoticeQuery = {
  readonly studyId: string;
  readonly sites: readonly string[] | null;
  readonly roles: readonly Role[];
  readonly account: string;
  readonly id?: string;
  readonly limit: number;
};

/** Notices for these roles, the newest first, with when this account acknowledged each. */
export async function listNotices(
  executor: Executor,
  query: NoticeQuery,
): Promise<(NoticeRow & { readonly createdByName: string; readonly acknowledgedAt: string | null })[]> {
  const rows = await executor
    .select({ row: notice, createdByName: account.displayName, acknowledgedAt: noticeAcknowledgement.acknowledgedAt })
    .from(notice)
    .innerJoin(account, eq(account.id, notice.createdBy))
    .leftJoin(
      noticeAcknowledgement,
      and(
        eq(noticeAcknowledgement.studyId, notice.studyId),
        eq(noticeAcknowledgement.noticeId, notice.id),
        eq(noticeAcknowledgement.accountId, query.account),
      ),
    )
    .where(
      and(
        eq(notice.studyId, query.studyId),
        arrayOverlaps(notice.roles, [...query.roles]),
        ...(query.id === undefined ? [] : [eq(notice.id, query.id)]),
        ...(query.sites === null ? [] : [or(isNull(notice.siteId), inArray(notice.siteId, [...query.sites]))]),
      ),
    )
    .orderBy(desc(notice.createdAt), asc(notice.id))
    .limit(query.limit);
  return rows.map(({ row, ...rest }) => ({ ...row, ...rest }));
}

/** Records that an account has read a notice; the first time counts. */
export async function insertAcknowledgement(
  executor: Executor,
  row: typeof noticeAcknowledgement.$inferInsert,
): Promise<void> {
  await executor.insert(noticeAcknowledgement).values(row).onConflictDoNothing();
}
