import { listEntryOpenings, type EntryOpeningRow, type ParticipantRecord, type StoredEntry } from "@kendali/db";
import { accept, invariant, maySendUnder, refuse, type Result } from "@kendali/domain";
import type { StudyContext, StudyScope } from "../../context.ts";
import { asUnion, forParticipant, underVersion, versionAt } from "../../study-versions.ts";
import { visibleForms } from "../../viewed-protocol.ts";

export type RuledEntry = {
  /** The study under the version that captures the entry: its questions, and how answers are checked. */
  readonly captured: StudyScope;
  /** The study as it rules the participant: when and by whom, and in which order. */
  readonly own: StudyScope;
  /** Set when the stored entry is of an older version and is opened to be answered under `captured`. */
  readonly opening: EntryOpeningRow | null;
};

/**
 * Which version an entry is entered, shown and checked by: the one that captured it; for a new one the version under which
 * it was opened, or the one in force at the site. Refuses `version_not_in_force` for a version that did not rule there
 * while she is enrolled, and for one that is neither the stored entry's nor one that it was opened for. Of a stored entry
 * that a masked viewer does not know of it tells nothing: to her there is none.
 */
export async function ruleEntry(
  context: StudyContext,
  request: { readonly visit: string; readonly form: string; readonly protocolHash?: string | undefined },
  found: {
    readonly record: ParticipantRecord;
    readonly current: Pick<StoredEntry, "protocolHash" | "status"> | null;
    readonly today: string;
    /** Whether an opened entry is shown as it was opened without being asked for under that version. */
    readonly showsOpened: boolean;
  },
): Promise<Result<RuledEntry>> {
  const { study } = context;
  const { record, today } = found;
  const { site, enrolledOn } = record;
  const isKnown = visibleForms(asUnion(study))?.includes(`${request.visit}/${request.form}`) ?? true;
  const current = isKnown ? found.current : null;
  const inForce = versionAt(context, study.versions, site).hash;
  const opening = await openingOf(context, request, {
    number: record.number,
    current,
    inForce,
    shows: found.showsOpened,
  });
  if (opening !== null) {
    const captured = underVersion(study, opening.toHash);
    invariant(captured !== null, "an entry is opened for a version of its study");
    // When and by whom stays ruled by what the visit was begun under.
    return accept({ captured, own: forParticipant(context, study, record), opening });
  }
  const hash = current?.protocolHash ?? request.protocolHash ?? inForce;
  const isOpen =
    request.protocolHash === undefined ||
    (current === null
      ? maySendUnder(study.versions, hash, { site, enrolledOn, today })
      : request.protocolHash === hash);
  if (!isOpen) {
    const told = study.versions.find((version) => version.hash === request.protocolHash)?.protocol.version ?? "?";
    return refuse("version_not_in_force", { version: told });
  }
  const captured = underVersion(study, hash);
  invariant(captured !== null, "an entry is of a version of its study");
  const opened = current === null ? { visit: request.visit, form: request.form, protocolHash: hash } : null;
  return accept({ captured, own: forParticipant(context, study, record, opened), opening: null });
}

/** Asked of the database only where an entry is of another version than the one it would be answered under. */
async function openingOf(
  context: StudyContext,
  request: Parameters<typeof ruleEntry>[1],
  found: {
    readonly number: string;
    readonly current: Pick<StoredEntry, "protocolHash" | "status"> | null;
    readonly inForce: string;
    readonly shows: boolean;
  },
): Promise<EntryOpeningRow | null> {
  const { number, current, inForce, shows } = found;
  const wanted = request.protocolHash ?? (shows ? inForce : undefined);
  if (current === null || current.status === "locked" || wanted === undefined || wanted === current.protocolHash)
    return null;
  const { visit, form } = request;
  const openings = await listEntryOpenings(context.db.drizzle, context.study.id, { participant: number, visit, form });
  return openings.find(({ toHash }) => toHash === wanted) ?? null;
}
