import type { EntryValues } from "@kendali/domain";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../open-database.ts";
import { auditEvent } from "../schema/platform.ts";
import { consent, formEntry, participant, participantEvent, screening, visitEvent } from "../schema/study-data.ts";

/**
 * Every row of a study that its datasets are made from, in a fixed order. No identifier, no account's name, no arm. With
 * `items` only their values are read; with `sites` only their rows.
 */
export async function readStudyRecords(
  executor: Executor,
  studyId: string,
  only: { readonly items?: readonly string[]; readonly sites?: readonly string[] | null } = {},
) {
  const where = (table: { studyId: PgColumn; siteId: PgColumn }) =>
    and(eq(table.studyId, studyId), ...(only.sites ? [inArray(table.siteId, [...only.sites])] : []));
  const values =
    only.items === undefined
      ? sql<EntryValues>`${formEntry.values}`
      : sql<EntryValues>`(SELECT coalesce(jsonb_object_agg(item, value), '{}') FROM jsonb_each(${formEntry.values}) AS one (item, value) WHERE item = ANY (${sql.param([...only.items])}::text[]))`;
  return {
    screenings: await executor.select().from(screening).where(where(screening)).orderBy(asc(screening.number)),
    consents: await executor
      .select()
      .from(consent)
      .where(where(consent))
      .orderBy(asc(consent.screening), asc(consent.sequence)),
    participants: await executor.select().from(participant).where(where(participant)).orderBy(asc(participant.number)),
    entries: await executor
      .select({
        participant: formEntry.participant,
        visit: formEntry.visit,
        form: formEntry.form,
        status: formEntry.status,
        values,
        softReasons: formEntry.softReasons,
        performedOn: formEntry.performedOn,
        performedBy: formEntry.performedBy,
        outOfWindowReason: formEntry.outOfWindowReason,
        protocolHash: formEntry.protocolHash,
      })
      .from(formEntry)
      .where(where(formEntry))
      .orderBy(asc(formEntry.participant), asc(formEntry.visit), asc(formEntry.form)),
    missed: await executor
      .select()
      .from(visitEvent)
      .where(where(visitEvent))
      .orderBy(asc(visitEvent.participant), asc(visitEvent.visit)),
    ends: await executor
      .select()
      .from(participantEvent)
      .where(where(participantEvent))
      .orderBy(asc(participantEvent.participant), asc(participantEvent.happenedOn), asc(participantEvent.kind)),
  };
}

/** Whether any event of the study took its time from a script. */
export async function hasInjectedClock(executor: Executor, studyId: string): Promise<boolean> {
  const rows = await executor.execute(
    sql`SELECT EXISTS (SELECT FROM ${auditEvent} WHERE study_id = ${studyId}::uuid AND event LIKE '%"clock":"injected"%') AS found`,
  );
  return rows[0]?.found === true;
}
