import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { consent, participant, screening } from "../schema/study-data.ts";

export type ScreeningRow = typeof screening.$inferSelect;
export type ConsentRow = typeof consent.$inferSelect;

/** A screening with the consent decision that stands and the participant it led to. */
export type ScreeningRecord = {
  readonly screening: ScreeningRow;
  readonly consent: ConsentRow | null;
  readonly participant: string | null;
};

export async function insertScreening(executor: Executor, row: typeof screening.$inferInsert): Promise<void> {
  await executor.insert(screening).values(row);
}

/** The screening, locked until the transaction ends, so that two devices cannot both consent or enrol it. */
export async function lockScreening(executor: Executor, studyId: string, number: number): Promise<boolean> {
  // FOR UPDATE needs the UPDATE right on a column; the application may update the decline's reason.
  const rows = await executor
    .select({ number: screening.number })
    .from(screening)
    .where(and(eq(screening.studyId, studyId), eq(screening.number, number)))
    .for("update");
  return rows.length > 0;
}

export async function findScreening(
  executor: Executor,
  studyId: string,
  number: number,
): Promise<ScreeningRecord | null> {
  const [row] = await readScreenings(executor)
    .where(and(eq(screening.studyId, studyId), eq(screening.number, number)))
    .limit(1);
  return row ?? null;
}

/** In order of their number, from `after` on. `sites` null means every site. */
export async function listScreenings(
  executor: Executor,
  studyId: string,
  page: { readonly sites: readonly string[] | null; readonly after: number; readonly limit: number },
): Promise<ScreeningRecord[]> {
  return readScreenings(executor)
    .where(
      and(
        eq(screening.studyId, studyId),
        gt(screening.number, page.after),
        ...(page.sites === null ? [] : [inArray(screening.siteId, [...page.sites])]),
      ),
    )
    .orderBy(asc(screening.number))
    .limit(page.limit);
}

export async function insertConsent(
  executor: Executor,
  row: typeof consent.$inferInsert,
  witness: string | null,
): Promise<void> {
  await executor.insert(consent).values(row);
  if (witness !== null)
    await executor.execute(
      sql`SELECT identity.record_witness(${row.studyId}::uuid, ${row.screening}::int, ${row.sequence}::int, ${row.siteId}, ${witness})`,
    );
}

function readScreenings(executor: Executor) {
  const latest = sql`(SELECT max(c.sequence) FROM consent c WHERE c.study_id = ${screening.studyId} AND c.screening = ${screening.number})`;
  return executor
    .select({ screening, consent, participant: participant.number })
    .from(screening)
    .leftJoin(
      consent,
      and(
        eq(consent.studyId, screening.studyId),
        eq(consent.screening, screening.number),
        eq(consent.sequence, latest),
      ),
    )
    .leftJoin(participant, and(eq(participant.studyId, screening.studyId), eq(participant.screening, screening.number)))
    .$dynamic();
}
