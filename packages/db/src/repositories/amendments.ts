import { and, asc, eq, sql } from "drizzle-orm";
import type { EntryValues } from "@kendali/domain";
import type { Executor } from "../open-database.ts";
import { amendment, amendmentDate } from "../schema/amendment.ts";
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
  /** Participants with an entry of a form, by the visits at which they have one. */
  readonly people: readonly {
    readonly form: string;
    readonly visits: readonly string[];
    readonly participants: number;
  }[];
  /** Participants with an entry or a record of absence at a visit. */
  readonly visits: Readonly<Record<string, number>>;
  /** Answers to each item of each form at each visit, typed missing values among them. */
  readonly items: readonly {
    readonly visit: string;
    readonly form: string;
    readonly item: string;
    readonly values: number;
  }[];
  /** How often each code was answered, by item: numbers and members of lists of numbers, as text. */
  readonly codes: readonly {
    readonly visit: string;
    readonly form: string;
    readonly item: string;
    readonly code: string;
    readonly values: number;
  }[];
};

/** What a study holds, counted at one moment: every number that an amendment's impact is told with. `coded`: items whose codes are counted. */
export async function countStudy(executor: Executor, studyId: string, coded: readonly string[]): Promise<StudyCounts> {
  const [row] = await executor.execute<{ counts: StudyCounts }>(sql`
    WITH e AS MATERIALIZED (SELECT participant, visit, form, status, "values" FROM form_entry WHERE study_id = ${studyId}::uuid),
    v AS MATERIALIZED (SELECT e.visit, e.form, one.item, one.value FROM e, jsonb_each(e."values") AS one (item, value))
    SELECT jsonb_build_object(
      'screenings', (SELECT count(*) FROM screening WHERE study_id = ${studyId}::uuid),
      'consents', (SELECT count(DISTINCT screening) FROM consent WHERE study_id = ${studyId}::uuid AND decision = 'given'),
      'participantsBySite', (SELECT coalesce(jsonb_object_agg(site_id, n), '{}') FROM (SELECT site_id, count(*) AS n FROM participant WHERE study_id = ${studyId}::uuid GROUP BY site_id) p),
      'forms', (SELECT coalesce(jsonb_agg(jsonb_build_object('visit', visit, 'form', form, 'entries', n, 'locked', l) ORDER BY visit, form), '[]')
        FROM (SELECT visit, form, count(*) AS n, count(*) FILTER (WHERE status = 'locked') AS l FROM e GROUP BY visit, form) f),
      'people', (SELECT coalesce(jsonb_agg(jsonb_build_object('form', form, 'visits', visits, 'participants', n) ORDER BY form, visits), '[]')
        FROM (SELECT form, visits, count(*) AS n FROM
          (SELECT form, participant, array_agg(visit ORDER BY visit) AS visits FROM e GROUP BY form, participant) w GROUP BY form, visits) q),
      'visits', (SELECT coalesce(jsonb_object_agg(visit, n), '{}') FROM (SELECT visit, count(DISTINCT participant) AS n FROM
        (SELECT participant, visit FROM e UNION SELECT participant, visit FROM visit_event WHERE study_id = ${studyId}::uuid) t GROUP BY visit) d),
      'items', (SELECT coalesce(jsonb_agg(jsonb_build_object('visit', visit, 'form', form, 'item', item, 'values', n) ORDER BY visit, form, item), '[]')
        FROM (SELECT visit, form, item, count(*) AS n FROM v GROUP BY visit, form, item) i),
      'codes', (SELECT coalesce(jsonb_agg(jsonb_build_object('visit', visit, 'form', form, 'item', item, 'code', code, 'values', n) ORDER BY visit, form, item, code), '[]')
        FROM (SELECT visit, form, item, code, count(*) AS n FROM (
          SELECT visit, form, item, value #>> '{}' AS code FROM v WHERE item = ANY (${sql.param([...coded])}::text[]) AND jsonb_typeof(value) = 'number'
          UNION ALL SELECT visit, form, item, jsonb_array_elements_text(value) FROM v WHERE item = ANY (${sql.param([...coded])}::text[]) AND jsonb_typeof(value) = 'array') c
          GROUP BY visit, form, item, code) k)) AS counts`);
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
  studyId: string,
  hidden: { readonly visits: readonly string[]; readonly forms: readonly string[] },
): Promise<ReadonlyMap<string, { readonly entries: number; readonly locked: number }>> {
  const rows = await executor.execute<{ hash: string; entries: number; locked: number }>(sql`
    SELECT protocol_hash AS hash, count(*)::int AS entries, (count(*) FILTER (WHERE status = 'locked'))::int AS locked FROM form_entry
    WHERE study_id = ${studyId}::uuid AND visit <> ALL (${sql.param([...hidden.visits])}::text[]) AND form <> ALL (${sql.param([...hidden.forms])}::text[])
    GROUP BY protocol_hash`);
  return new Map(rows.map((row) => [row.hash, { entries: row.entries, locked: row.locked }]));
}
