import type { EntryValues } from "@kendali/domain";
import { and, eq, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { toIsoInstant } from "../schema/columns.ts";
import { formEntry, participant, participantEvent, visitEvent, type EndKind } from "../schema/study-data.ts";

export type EntrySummary = {
  readonly visit: string;
  readonly form: string;
  readonly revision: number;
  readonly status: "complete" | "locked";
  readonly performedOn: string;
  readonly performedBy: string | null;
  /** The version that captured it. */
  readonly protocolHash: string;
};
export type MissedVisit = {
  readonly visit: string;
  readonly on: string;
  readonly reason: string;
  readonly note: string | null;
};
export type EndEvent = {
  readonly kind: EndKind;
  readonly on: string;
  readonly reason: string;
  readonly note: string | null;
};

/** A participant with everything the rules ask about, but no item value beside the delivery. */
export type ParticipantRecord = {
  readonly number: string;
  readonly site: string;
  readonly screening: number;
  readonly enrolledOn: string;
  readonly allocatedOn: string | null;
  readonly allocatedAt: string | null;
  readonly deliveredAt: string | null;
  readonly entries: readonly EntrySummary[];
  readonly missed: readonly MissedVisit[];
  readonly ends: readonly EndEvent[];
  /** Accounts that were masked and had this participant's arm shown; no view holds it. */
  readonly unmaskedBy: readonly string[];
};

export type ParticipantQuery = {
  readonly studyId: string;
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  readonly numbers?: readonly string[];
  /** A part of the number, as typed. */
  readonly numberPart?: string;
  readonly after?: string;
  readonly limit?: number;
  /** The item that holds the delivery, if the protocol has one. */
  readonly deliveryItem: string | null;
  /**
   * The forms that the record may speak of, each as `visit/form`; null or absent: every one. What a viewer does not know of
   * is not even read, so that it does not make the answer take longer either.
   */
  readonly visible?: readonly string[] | null;
  /** Leaves out those who withdrew or were lost. */
  readonly onlyOpen?: boolean;
};

/** Participants in order of their number. */
export async function listParticipants(executor: Executor, query: ParticipantQuery): Promise<ParticipantRecord[]> {
  const conditions: SQL[] = [sql`p.study_id = ${query.studyId}::uuid`];
  if (query.sites !== null) conditions.push(sql`p.site_id = ANY (${sql.param([...query.sites])}::text[])`);
  if (query.numbers !== undefined) conditions.push(sql`p.number = ANY (${sql.param([...query.numbers])}::text[])`);
  if (query.numberPart !== undefined) conditions.push(sql`strpos(p.number, ${query.numberPart}) > 0`);
  if (query.after !== undefined) conditions.push(sql`p.number > ${query.after}`);
  if (query.onlyOpen === true)
    conditions.push(
      sql`NOT EXISTS (SELECT FROM participant_event v WHERE v.study_id = p.study_id AND v.participant = p.number AND v.kind <> 'discontinuation')`,
    );
  const rows = await executor.execute(
    sql`SELECT ${participantColumns(query.deliveryItem, query.visible ?? null)} AS record FROM participant p WHERE ${sql.join(conditions, sql` AND `)} ORDER BY p.number LIMIT ${query.limit ?? 100_000}::int`,
  );
  return rows.map((row) => toParticipantRecord(row.record as ParticipantRecord));
}

/** One participant; null for an unknown number and for one of a site that is not among `sites`. */
export async function findParticipant(
  executor: Executor,
  query: Pick<ParticipantQuery, "studyId" | "sites" | "deliveryItem" | "visible"> & { readonly number: string },
): Promise<ParticipantRecord | null> {
  const [record] = await listParticipants(executor, { ...query, numbers: [query.number] });
  return record ?? null;
}

/** Holds the participant's row until the transaction ends, so that two commands about her come one after the other. */
export async function lockParticipant(executor: Executor, studyId: string, number: string): Promise<void> {
  await executor
    .select({ number: participant.number })
    .from(participant)
    .where(and(eq(participant.studyId, studyId), eq(participant.number, number)))
    .for("update");
}

export async function insertParticipant(executor: Executor, row: typeof participant.$inferInsert): Promise<void> {
  await executor.insert(participant).values(row);
}

export async function markAllocated(
  executor: Executor,
  studyId: string,
  number: string,
  on: string,
  at: string,
): Promise<void> {
  await executor
    .update(participant)
    .set({ allocatedOn: on, allocatedAt: at })
    .where(and(eq(participant.studyId, studyId), eq(participant.number, number)));
}

/** How many participants of a study have a date of allocation. */
export async function countAllocated(executor: Executor, studyId: string): Promise<number> {
  const [row] = await executor
    .select({ count: sql<number>`count(*)::int` })
    .from(participant)
    .where(sql`${participant.studyId} = ${studyId} AND ${participant.allocatedOn} IS NOT NULL`);
  return row?.count ?? 0;
}

export async function insertEnd(executor: Executor, row: typeof participantEvent.$inferInsert): Promise<void> {
  await executor.insert(participantEvent).values(row);
}

export async function insertMissed(executor: Executor, row: typeof visitEvent.$inferInsert): Promise<void> {
  await executor.insert(visitEvent).values(row);
}

/** Closes every entry of a visit to change; its revision moves on, so that a save under way meets another revision. */
export async function lockEntries(executor: Executor, studyId: string, number: string, visit: string): Promise<number> {
  const rows = await executor
    .update(formEntry)
    .set({ status: "locked", revision: sql`${formEntry.revision} + 1` })
    .where(
      and(
        eq(formEntry.studyId, studyId),
        eq(formEntry.participant, number),
        eq(formEntry.visit, visit),
        eq(formEntry.status, "complete"),
      ),
    )
    .returning({ form: formEntry.form });
  return rows.length;
}

/** The values of every entry of a participant, in the order in which they were made. */
export async function readEntryValues(
  executor: Executor,
  studyId: string,
  number: string,
): Promise<readonly EntryRow[]> {
  return executor
    .select({
      visit: formEntry.visit,
      form: formEntry.form,
      protocolHash: formEntry.protocolHash,
      values: formEntry.values,
    })
    .from(formEntry)
    .where(and(eq(formEntry.studyId, studyId), eq(formEntry.participant, number)))
    .orderBy(formEntry.performedOn, formEntry.savedAt);
}

type EntryRow = {
  readonly visit: string;
  readonly form: string;
  readonly protocolHash: string;
  readonly values: EntryValues;
};

/** The values of every entry of one visit, merged. */
export async function readVisitValues(
  executor: Executor,
  studyId: string,
  number: string,
  visit: string,
): Promise<EntryValues> {
  const rows = await executor
    .select({ values: formEntry.values })
    .from(formEntry)
    .where(and(eq(formEntry.studyId, studyId), eq(formEntry.participant, number), eq(formEntry.visit, visit)));
  return Object.assign({}, ...rows.map((row) => row.values)) as EntryValues;
}

/**
 * The JSON object of one participant row `p`, one statement for everything the rules ask about. `:delivery` stands for the
 * parameter that names the item holding the delivery, or null; `:visible` for the one that names the forms as `visible` does.
 */
export const participantJson = `jsonb_build_object(
  'number', p.number, 'site', p.site_id, 'screening', p.screening, 'enrolledOn', p.enrolled_on, 'allocatedOn', p.allocated_on,
  'allocatedAt', p.allocated_at,
  'deliveredAt', (SELECT e."values" ->> :delivery FROM form_entry e WHERE e.study_id = p.study_id AND e.participant = p.number AND (:visible IS NULL OR e.visit || '/' || e.form = ANY (:visible)) AND jsonb_typeof(e."values" -> :delivery) = 'string' ORDER BY e.saved_at LIMIT 1),
  'entries', (SELECT coalesce(jsonb_agg(jsonb_build_object('visit', e.visit, 'form', e.form, 'revision', e.revision, 'status', e.status, 'performedOn', e.performed_on, 'performedBy', e.performed_by, 'protocolHash', e.protocol_hash) ORDER BY e.visit, e.form), '[]') FROM form_entry e WHERE e.study_id = p.study_id AND e.participant = p.number AND (:visible IS NULL OR e.visit || '/' || e.form = ANY (:visible))),
  'missed', (SELECT coalesce(jsonb_agg(jsonb_build_object('visit', v.visit, 'on', v.happened_on, 'reason', v.reason, 'note', v.note) ORDER BY v.visit), '[]') FROM visit_event v WHERE v.study_id = p.study_id AND v.participant = p.number AND (:visible IS NULL OR EXISTS (SELECT FROM unnest(:visible) AS known (form) WHERE starts_with(known.form, v.visit || '/')))),
  'ends', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', v.kind, 'on', v.happened_on, 'reason', v.reason, 'note', v.note) ORDER BY v.happened_on, v.kind), '[]') FROM participant_event v WHERE v.study_id = p.study_id AND v.participant = p.number),
  'unmaskedBy', (SELECT coalesce(jsonb_agg(DISTINCT u.unmasked_by), '[]') FROM unmasking u WHERE u.study_id = p.study_id AND u.participant = p.number))`;

export function participantColumns(deliveryItem: string | null, visible: readonly string[] | null = null): SQL {
  const parts = participantJson.split(/(:delivery|:visible)/u).map((part) => {
    if (part === ":delivery") return sql`${deliveryItem}::text`;
    return part === ":visible" ? sql`${sql.param(visible === null ? null : [...visible])}::text[]` : sql.raw(part);
  });
  return sql.join(parts);
}

export function toParticipantRecord(record: ParticipantRecord): ParticipantRecord {
  return record.allocatedAt === null ? record : { ...record, allocatedAt: toIsoInstant(record.allocatedAt) };
}
