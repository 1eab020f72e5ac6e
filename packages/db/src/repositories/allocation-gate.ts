import type { EntryValues } from "@kendali/domain";
import { sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import {
  participantColumns,
  toParticipantRecord,
  type ParticipantQuery,
  type ParticipantRecord,
} from "./participants.ts";
import type { ConsentRow, ScreeningRow } from "./screenings.ts";

/** Everything that the gate before an allocation asks about a participant. */
export type GateRecord = {
  readonly participant: ParticipantRecord;
  readonly screening: Pick<ScreeningRow, "eligible" | "screenedOn" | "declinedReason">;
  /** The decision that stands. */
  readonly consent: Pick<ConsentRow, "decision" | "version" | "signedOn"> | null;
  /** Values of the entries of the visit that allocation follows, merged. */
  readonly values: EntryValues;
};

/**
 * Locks a participant's row until the transaction ends, then reads what the gate asks: two statements in one flight, of
 * which the second sees what was committed while the first waited. Null for an unknown number and for one of a site that
 * is not among `sites`.
 */
export async function lockForAllocation(
  tx: Executor,
  query: Pick<ParticipantQuery, "studyId" | "sites" | "deliveryItem"> & {
    readonly number: string;
    readonly visit: string;
  },
): Promise<GateRecord | null> {
  const { studyId, sites, number } = query;
  const [, rows] = await Promise.all([
    tx.execute(sql`SELECT FROM participant WHERE study_id = ${studyId}::uuid AND number = ${number} FOR UPDATE`),
    tx.execute(sql`SELECT ${participantColumns(query.deliveryItem)} AS participant,
      jsonb_build_object('eligible', s.eligible, 'screenedOn', s.screened_on, 'declinedReason', s.declined_reason) AS screening,
      (SELECT jsonb_build_object('decision', c.decision, 'version', c.version, 'signedOn', c.signed_on) FROM consent c WHERE c.study_id = p.study_id AND c.screening = p.screening ORDER BY c.sequence DESC LIMIT 1) AS consent,
      (SELECT coalesce(jsonb_agg(e."values"), '[]') FROM form_entry e WHERE e.study_id = p.study_id AND e.participant = p.number AND e.visit = ${query.visit}) AS "values"
      FROM participant p JOIN screening s ON s.study_id = p.study_id AND s.number = p.screening
      WHERE p.study_id = ${studyId}::uuid AND p.number = ${number}
        AND (${sites === null}::boolean OR p.site_id = ANY (${sql.param([...(sites ?? [])])}::text[]))`),
  ]);
  const row = rows[0] as (Omit<GateRecord, "values"> & { readonly values: readonly EntryValues[] }) | undefined;
  if (row === undefined) return null;
  const values = Object.assign({}, ...row.values) as EntryValues;
  return { ...row, participant: toParticipantRecord(row.participant), values };
}
