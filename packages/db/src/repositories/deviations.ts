import { and, asc, count, eq, inArray, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../open-database.ts";
import { deviation, deviationReview } from "../schema/deviation.ts";
import { account } from "../schema/platform.ts";

export type DeviationRow = typeof deviation.$inferSelect;
export type DeviationReviewRecord = {
  readonly closes: boolean;
  readonly note: string;
  readonly by: string;
  readonly at: string;
};
/** A deviation with the names of who reported and reviewed it. */
export type DeviationRecord = DeviationRow & {
  readonly reportedByName: string;
  readonly reviews: readonly DeviationReviewRecord[];
};

export type DeviationQuery = {
  readonly studyId: string;
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  readonly id?: string;
  /** Deviations of this number, also those of which it is the second. */
  readonly participant?: string;
  readonly onlyOpen?: boolean;
  readonly before?: { readonly at: string; readonly id: string };
  readonly limit?: number;
};

export async function insertDeviation(executor: Executor, row: typeof deviation.$inferInsert): Promise<void> {
  await executor.insert(deviation).values(row);
}

/** Deviations, the newest first. */
export async function listDeviations(executor: Executor, query: DeviationQuery): Promise<DeviationRecord[]> {
  const rows = await executor
    .select({ row: deviation, reportedByName: account.displayName })
    .from(deviation)
    .innerJoin(account, eq(account.id, deviation.reportedBy))
    .where(and(...conditionsOf(query)))
    .orderBy(sql`${deviation.reportedAt} DESC, ${deviation.id} DESC`)
    .limit(query.limit ?? 100_000);
  const reviews = await reviewsOf(
    executor,
    query.studyId,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, reportedByName }) => ({ ...row, reportedByName, reviews: reviews.get(row.id) ?? [] }));
}

/** How many deviations of these sites nobody has closed. */
export async function countOpenDeviations(
  executor: Executor,
  query: Pick<DeviationQuery, "studyId" | "sites">,
): Promise<number> {
  const [row] = await executor
    .select({ count: count() })
    .from(deviation)
    .where(and(...conditionsOf({ ...query, onlyOpen: true })));
  return row?.count ?? 0;
}

export async function insertDeviationReview(
  executor: Executor,
  row: typeof deviationReview.$inferInsert,
): Promise<void> {
  await executor.insert(deviationReview).values(row);
}

function conditionsOf(query: DeviationQuery): SQL[] {
  const conditions: SQL[] = [eq(deviation.studyId, query.studyId)];
  if (query.sites !== null) conditions.push(inArray(deviation.siteId, [...query.sites]));
  if (query.id !== undefined) conditions.push(eq(deviation.id, query.id));
  if (query.participant !== undefined)
    conditions.push(sql`${query.participant} IN (${deviation.participant}, ${deviation.related})`);
  if (query.onlyOpen === true)
    conditions.push(
      sql`NOT EXISTS (SELECT FROM ${deviationReview} r WHERE r.study_id = ${deviation.studyId} AND r.deviation = ${deviation.id} AND r.closes)`,
    );
  if (query.before !== undefined)
    conditions.push(
      sql`(${deviation.reportedAt}, ${deviation.id}) < (${query.before.at}::timestamptz, ${query.before.id}::uuid)`,
    );
  return conditions;
}

async function reviewsOf(
  executor: Executor,
  studyId: string,
  ids: readonly string[],
): Promise<Map<string, DeviationReviewRecord[]>> {
  const byDeviation = new Map<string, DeviationReviewRecord[]>();
  if (ids.length === 0) return byDeviation;
  const reviewer = alias(account, "reviewer");
  const rows = await executor
    .select({ review: deviationReview, by: reviewer.displayName })
    .from(deviationReview)
    .innerJoin(reviewer, eq(reviewer.id, deviationReview.reviewedBy))
    .where(and(eq(deviationReview.studyId, studyId), inArray(deviationReview.deviation, [...ids])))
    .orderBy(asc(deviationReview.deviation), asc(deviationReview.sequence));
  for (const { review, by } of rows) {
    const known = byDeviation.get(review.deviation) ?? [];
    known.push({ closes: review.closes, note: review.note, by, at: review.reviewedAt });
    byDeviation.set(review.deviation, known);
  }
  return byDeviation;
}
