import { and, asc, eq, sql } from "drizzle-orm";
import type { EntryValues } from "@kendali/domain";
import type { Executor } from "../open-database.ts";
import { amendment, amendmentDate, entryOpening } from "../schema/amendment.ts";
import { account } from "../schema/platform.ts";
import { formEntry, site } from "../schema/study-data.ts";

export type AmendmentRow = typeof amendment.$inferSelect & { readonly publishedByName: string };
export type AmendmentDateRow = typeof amendmentDate.$inferSelect;

/** SQL for the versions that followed a study's first, in order, each with the newest date of every site; null: none. */
export function laterVersionsSql(study: string): string {
  return `(SELECT jsonb_agg(jsonb_build_object('hash', m.to_hash, 'from', m.from_hash, 'effective',
    (SELECT coalesce(jsonb_agg(jsonb_build_object('site', d.site_id, 'on', d.effective_on)), '[]') FROM
      (SELECT DISTINCT ON (x.site_id) x.site_id, x.effective_on FROM amendment_date x WHERE x.study_id = m.study_id AND x.sequence = m.sequence ORDER BY x.site_id, x.revision DESC) d))
    ORDER BY m.sequence) FROM amendment m WHERE m.study_id = ${study})`;
}

export async function insertAmendment(executor: Executor, row: typeof amendment.$inferInsert): Promise<void> {
  await executor.insert(amendment).values(row);
}

export async function insertAmendmentDates(
  executor: Executor,
  rows: (typeof amendmentDate.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await executor.insert(amendmentDate).values(rows);
}

/** The amendments of a study from the first to the newest, with who published them. */
export async function listAmendments(executor: Executor, studyId: string): Promise<AmendmentRow[]> {
  const rows = await executor
    .select({ amendment, publishedByName: account.displayName })
    .from(amendment)
    .innerJoin(account, eq(account.id, amendment.publishedBy))
    .where(eq(amendment.studyId, studyId))
    .orderBy(asc(amendment.sequence));
  return rows.map((row) => ({ ...row.amendment, publishedByName: row.publishedByName }));
}

/** Every date that was ever set, the oldest of each version and site first. */
export async function listAmendmentDates(executor: Executor, studyId: string): Promise<AmendmentDateRow[]> {
  return executor
    .select()
    .from(amendmentDate)
    .where(eq(amendmentDate.studyId, studyId))
    .orderBy(asc(amendmentDate.sequence), asc(amendmentDate.siteId), asc(amendmentDate.revision));
}

/** Adds the sites of a later version that the study has not yet. */
export async function insertNewSites(executor: Executor, rows: (typeof site.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await executor.insert(site).values(rows).onConflictDoNothing();
}

export type StudyCounts = {
  readonly screenings: number;
  readonly consents: number;
  readonly participantsBySite: Readonly<Record<string, number>>;
  /** Entries, the participants who have one, and those locked, for each visit and form. */
  readonly forms: readonly {
    readonly visit: string;
    readonly form: string;
    readonly entries: number;
    readonly locked: number;
  }[];
  /** Participants with an entry or a record of absence at a visit. */
  readonly visits: Readonly<Record<string, number>>;
  /** Screenings of every site, whatever came of them. */
  readonly screeningsBySite: Readonly<Record<string, number>>;
};

/** What a study holds, counted at one moment: what an amendment's impact is told with, but for answers. */
export async function countStudy(executor: Executor, studyId: string): Promise<StudyCounts> {
  const [row] = await executor.execute<{ counts: StudyCounts }>(sql`
    WITH e AS MATERIALIZED (SELECT participant, visit, form, status FROM form_entry WHERE study_id = ${studyId}::uuid)
    SELECT jsonb_build_object(
      'screenings', (SELECT count(*) FROM screening WHERE study_id = ${studyId}::uuid),
      'consents', (SELECT count(DISTINCT screening) FROM consent WHERE study_id = ${studyId}::uuid AND decision = 'given'),
      'participantsBySite', (SELECT coalesce(jsonb_object_agg(site_id, n), '{}') FROM (SELECT site_id, count(*) AS n FROM participant WHERE study_id = ${studyId}::uuid GROUP BY site_id) p),
      'forms', (SELECT coalesce(jsonb_agg(jsonb_build_object('visit', visit, 'form', form, 'entries', n, 'locked', l) ORDER BY visit, form), '[]')
        FROM (SELECT visit, form, count(*) AS n, count(*) FILTER (WHERE status = 'locked') AS l FROM e GROUP BY visit, form) f),
      'visits', (SELECT coalesce(jsonb_object_agg(visit, n), '{}') FROM (SELECT visit, count(DISTINCT participant) AS n FROM
        (SELECT participant, visit FROM e UNION SELECT participant, visit FROM visit_event WHERE study_id = ${studyId}::uuid) t GROUP BY visit) d),
      'screeningsBySite', (SELECT coalesce(jsonb_object_agg(site_id, n), '{}') FROM (SELECT site_id, count(*) AS n FROM screening WHERE study_id = ${studyId}::uuid GROUP BY site_id) g)) AS counts`);
  if (row === undefined) throw new Error("counting answered nothing");
  return row.counts;
}

export type MovableEntry = Pick<
  typeof formEntry.$inferSelect,
  "participant" | "visit" | "form" | "siteId" | "revision" | "protocolHash" | "status" | "values" | "softReasons"
>;

/** Every entry of the participants who have one under another version than `hash`, locked ones included, in order. */
export async function listEntriesForMove(
  executor: Executor,
  request: { readonly studyId: string; readonly hash: string; readonly sites: readonly string[] },
): Promise<MovableEntry[]> {
  return executor
    .select({
      participant: formEntry.participant,
      visit: formEntry.visit,
      form: formEntry.form,
      siteId: formEntry.siteId,
      revision: formEntry.revision,
      protocolHash: formEntry.protocolHash,
      status: formEntry.status,
      values: sql<EntryValues>`${formEntry.values}`,
      softReasons: formEntry.softReasons,
    })
    .from(formEntry)
    .where(
      and(
        eq(formEntry.studyId, request.studyId),
        sql`${formEntry.siteId} = ANY (${sql.param([...request.sites])}::text[])`,
        sql`EXISTS (SELECT FROM form_entry o WHERE o.study_id = ${formEntry.studyId} AND o.participant = ${formEntry.participant} AND o.protocol_hash <> ${request.hash})`,
      ),
    )
    .orderBy(asc(formEntry.participant), asc(formEntry.performedOn), asc(formEntry.savedAt), asc(formEntry.form));
}

/**
 * Puts unlocked entries under another version: their values stay. Answers those that still stood as they were read, as
 * `participant/visit/form`.
 */
export async function moveEntries(
  executor: Executor,
  studyId: string,
  entries: readonly (Pick<MovableEntry, "participant" | "visit" | "form" | "revision" | "softReasons"> & {
    readonly to: string;
  })[],
): Promise<ReadonlySet<string>> {
  const rows = await executor.execute<{ moved: string }>(sql`
    UPDATE form_entry e SET protocol_hash = m."to", revision = m.revision + 1, soft_reasons = m."softReasons"
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb) AS m (participant text, visit text, form text, revision int, "softReasons" jsonb, "to" text)
    WHERE e.study_id = ${studyId}::uuid AND e.participant = m.participant AND e.visit = m.visit AND e.form = m.form
      AND e.revision = m.revision AND e.status = 'complete' AND e.protocol_hash <> m."to"
    RETURNING e.participant || '/' || e.visit || '/' || e.form AS moved`);
  return new Set(rows.map((row) => row.moved));
}

/** Entries by the version that captured them, but those of hidden visits and forms. */
export async function countEntriesByVersion(
  executor: Executor,
  { studyId, sites }: { readonly studyId: string; readonly sites: readonly string[] | null },
  hidden: { readonly visits: readonly string[]; readonly forms: readonly string[] },
): Promise<ReadonlyMap<string, { readonly entries: number; readonly locked: number }>> {
  const atSites = sites === null ? sql`true` : sql`site_id = ANY (${sql.param([...sites])}::text[])`;
  const rows = await executor.execute<{ hash: string; entries: number; locked: number }>(sql`
    SELECT protocol_hash AS hash, count(*)::int AS entries, (count(*) FILTER (WHERE status = 'locked'))::int AS locked FROM form_entry
    WHERE study_id = ${studyId}::uuid AND ${atSites} AND visit <> ALL (${sql.param([...hidden.visits])}::text[]) AND form <> ALL (${sql.param([...hidden.forms])}::text[])
    GROUP BY protocol_hash`);
  return new Map(rows.map((row) => [row.hash, { entries: row.entries, locked: row.locked }]));
}

export type EntryOpeningRow = typeof entryOpening.$inferSelect & {
  readonly openedByName: string;
  /** The version and the state of the entry as it stands. */
  readonly protocolHash: string;
  readonly status: "complete" | "locked";
};

export async function insertEntryOpenings(
  executor: Executor,
  rows: (typeof entryOpening.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await executor.insert(entryOpening).values(rows);
}

/** Every opening of a study's entries, or of one entry, with what became of the entry; the oldest first. */
export async function listEntryOpenings(
  executor: Executor,
  studyId: string,
  entry: { readonly participant: string; readonly visit: string; readonly form: string } | null = null,
): Promise<EntryOpeningRow[]> {
  const rows = await executor
    .select({
      opening: entryOpening,
      openedByName: account.displayName,
      protocolHash: formEntry.protocolHash,
      status: formEntry.status,
    })
    .from(entryOpening)
    .innerJoin(account, eq(account.id, entryOpening.openedBy))
    .innerJoin(
      formEntry,
      and(
        eq(formEntry.studyId, entryOpening.studyId),
        eq(formEntry.participant, entryOpening.participant),
        eq(formEntry.visit, entryOpening.visit),
        eq(formEntry.form, entryOpening.form),
      ),
    )
    .where(
      and(
        eq(entryOpening.studyId, studyId),
        ...(entry === null
          ? []
          : [
              eq(entryOpening.participant, entry.participant),
              eq(entryOpening.visit, entry.visit),
              eq(entryOpening.form, entry.form),
            ]),
      ),
    )
    .orderBy(
      asc(entryOpening.openedAt),
      asc(entryOpening.participant),
      asc(entryOpening.visit),
      asc(entryOpening.form),
    );
  return rows.map(({ opening, ...more }) => ({ ...opening, ...more }));
}

/**
 * How many answers each item of each form has, but at hidden visits and in hidden forms. In order of their keys: groups as
 * the database happens to make them would stand in an order that the hidden rows decide.
 */
export async function countItemValues(
  executor: Executor,
  studyId: string,
  hidden: { readonly visits: readonly string[]; readonly forms: readonly string[] },
): Promise<{ readonly form: string; readonly item: string; readonly values: number }[]> {
  return [
    ...(await executor.execute<{ form: string; item: string; values: number }>(sql`
      SELECT form, item, count(*)::int AS "values" FROM form_entry, jsonb_object_keys("values") AS item
      WHERE study_id = ${studyId}::uuid AND visit <> ALL (${sql.param([...hidden.visits])}::text[]) AND form <> ALL (${sql.param([...hidden.forms])}::text[])
      GROUP BY form, item ORDER BY form, item`)),
  ];
}
