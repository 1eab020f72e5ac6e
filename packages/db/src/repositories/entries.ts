import type { EntryValues } from "@kendali/domain";
import { and, eq } from "drizzle-orm";
import { raisedCode, type RaisedCode } from "../database-errors.ts";
import type { Database, Executor } from "../open-database.ts";
import { toIsoInstant } from "../schema/columns.ts";
import { formEntry } from "../schema/study-data.ts";
import { participantJson, toParticipantRecord, type ParticipantRecord } from "./participants.ts";
import type { GrantRow } from "./studies.ts";
import { toViewer, viewerJson, viewerParameters, viewerSource, type Identification, type Viewer } from "./viewers.ts";

export type EntryRow = typeof formEntry.$inferSelect;

/** The stored state of one form as far as a save needs it. */
export type StoredEntry = Pick<
  EntryRow,
  | "revision"
  | "status"
  | "values"
  | "softReasons"
  | "performedOn"
  | "performedBy"
  | "protocolHash"
  | "outOfWindowReason"
  | "enteredBy"
  | "savedAt"
>;

/** Everything that saving one form asks of the database, in one read: who, which study, which participant, what is there. */
export type EntryScene = {
  readonly viewer: Viewer;
  readonly participant: ParticipantRecord | null;
  readonly current: StoredEntry | null;
  /** Values of the participant's other entries, the latest visit's last, for expressions that look back. */
  readonly earlier: readonly { readonly visit: string; readonly form: string; readonly values: EntryValues }[];
  /** The grants of the account that performed the act, when that is somebody else. */
  readonly performerGrants: readonly GrantRow[];
  /** What this command answered, when it was done before. */
  readonly receipt: {
    readonly contentHash: string;
    readonly accountId: string | null;
    /** JSON text. */
    readonly answer: string;
  } | null;
};

export type EntryAddress = { readonly participant: string; readonly visit: string; readonly form: string };

export async function openEntry(
  database: Database,
  who: Identification,
  request: EntryAddress & {
    readonly studyKey: string;
    readonly commandId: string | null;
    readonly performedBy: string | null;
    readonly deliveryItem: string | null;
    /** Forms whose values are needed beside the form itself. */
    readonly contextForms: readonly string[];
    /** The forms that the participant's record may speak of, each as `visit/form`; null: every one. */
    readonly visible: readonly string[] | null;
  },
): Promise<EntryScene | null> {
  const rows = await database.client.unsafe(
    openEntryStatement,
    [
      ...viewerParameters(who, request.studyKey),
      request.participant,
      request.visit,
      request.form,
      request.performedBy,
      request.deliveryItem,
      request.contextForms as string[],
      request.commandId,
      request.visible as string[] | null,
    ],
    { prepare: true },
  );
  const row = rows[0];
  const viewer = toViewer(row?.viewer);
  if (row === undefined || viewer === null) return null;
  const participant = row.participant as ParticipantRecord | null;
  const current = row.current as StoredEntry | null;
  return {
    viewer,
    participant: participant === null ? null : toParticipantRecord(participant),
    current: current === null ? null : { ...current, savedAt: toIsoInstant(current.savedAt) },
    earlier: row.earlier as EntryScene["earlier"],
    performerGrants: row.performer as GrantRow[],
    receipt: row.receipt as EntryScene["receipt"],
  };
}

const inStudy = `study_id = (SELECT id FROM study WHERE key = $3::text)`;
const openEntryStatement = `SELECT ${viewerJson} AS viewer,
  (SELECT ${participantJson.replaceAll(":delivery", "$8::text").replaceAll(":visible", "$11::text[]")} FROM participant p WHERE p.${inStudy} AND p.number = $4::text) AS participant,
  (SELECT jsonb_build_object('revision', e.revision, 'status', e.status, 'values', e."values", 'softReasons', e.soft_reasons, 'performedOn', e.performed_on,
    'performedBy', e.performed_by, 'enteredBy', e.entered_by, 'protocolHash', e.protocol_hash, 'outOfWindowReason', e.out_of_window_reason, 'savedAt', e.saved_at)
    FROM form_entry e WHERE e.${inStudy} AND e.participant = $4::text AND e.visit = $5::text AND e.form = $6::text) AS current,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('visit', e.visit, 'form', e.form, 'values', e."values") ORDER BY e.performed_on, e.saved_at), '[]')
    FROM form_entry e WHERE e.${inStudy} AND e.participant = $4::text AND e.form = ANY ($9::text[]) AND NOT (e.visit = $5::text AND e.form = $6::text)) AS earlier,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'site', g.site_id, 'blinding', g.blinding)), '[]')
    FROM role_assignment g JOIN account x ON x.id = g.account_id AND x.disabled_at IS NULL
    WHERE g.${inStudy} AND g.account_id = $7::uuid AND g.revoked_at IS NULL) AS performer,
  (SELECT jsonb_build_object('contentHash', r.content_hash, 'accountId', r.account_id, 'answer', r.answer) FROM receipt r WHERE r.${inStudy} AND r.command_id = $10::uuid) AS receipt
  FROM ${viewerSource}`;

export type EntryToSave = EntryAddress & {
  readonly studyId: string;
  readonly commandId: string;
  readonly contentHash: string;
  readonly site: string;
  readonly baseRevision: number;
  readonly protocolHash: string;
  readonly values: EntryValues;
  readonly softReasons: Readonly<Record<string, string>>;
  readonly performedOn: string;
  readonly performedBy: string;
  readonly enteredBy: string;
  readonly deviceTime: string | null;
  readonly savedAt: string;
  readonly outOfWindowReason: string | null;
  /** The audit event, canonical. */
  readonly event: string;
};

export type SaveOutcome<A> =
  { readonly outcome: "saved" | "replayed"; readonly answer: A } | { readonly outcome: RaisedCode };

/** Saves one form: receipt, current row, audit event; one statement, one transaction, one round trip. */
export async function saveEntry<A>(database: Database, entry: EntryToSave, answer: A): Promise<SaveOutcome<A>> {
  try {
    const rows = await database.client.unsafe(
      saveEntryStatement,
      [
        entry.studyId,
        entry.commandId,
        entry.contentHash,
        JSON.stringify(answer),
        entry.participant,
        entry.visit,
        entry.form,
        entry.site,
        entry.baseRevision,
        entry.protocolHash,
        JSON.stringify(entry.values),
        JSON.stringify(entry.softReasons),
        entry.performedOn,
        entry.performedBy,
        entry.enteredBy,
        entry.deviceTime,
        entry.savedAt,
        entry.outOfWindowReason,
        entry.event,
      ],
      { prepare: true },
    );
    const row = rows[0] as { outcome: "saved" | "replayed"; answer: string } | undefined;
    if (row === undefined) throw new Error("save_entry answered nothing");
    return { outcome: row.outcome, answer: JSON.parse(row.answer) as A };
  } catch (error) {
    const code = raisedCode(error);
    if (code === null) throw error;
    return { outcome: code };
  }
}

const saveEntryStatement = `SELECT outcome, answer FROM save_entry($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::int,
  $10::text, $11::text, $12::text, $13::date, $14::uuid, $15::uuid, $16::timestamptz, $17::timestamptz, $18::text, $19::text)`;

export async function findEntry(executor: Executor, studyId: string, address: EntryAddress): Promise<EntryRow | null> {
  const [row] = await executor
    .select()
    .from(formEntry)
    .where(
      and(
        eq(formEntry.studyId, studyId),
        eq(formEntry.participant, address.participant),
        eq(formEntry.visit, address.visit),
        eq(formEntry.form, address.form),
      ),
    );
  return row ?? null;
}

export async function insertEntry(executor: Executor, row: typeof formEntry.$inferInsert): Promise<void> {
  await executor.insert(formEntry).values(row);
}
