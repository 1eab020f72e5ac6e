import type { ParticipantRecord, StoredEntry } from "@kendali/db";
import { accept, invariant, maySendUnder, refuse, type Result } from "@kendali/domain";
import type { StudyContext, StudyScope } from "../../context.ts";
import { asUnion, forParticipant, underVersion, versionAt } from "../../study-versions.ts";
import { visibleForms } from "../../viewed-protocol.ts";

export type RuledEntry = {
  /** The study under the version that captures the entry: its questions, and how answers are checked. */
  readonly captured: StudyScope;
  /** The study as it rules the participant: when and by whom, and in which order. */
  readonly own: StudyScope;
};

/**
 * Which version an entry is entered, shown and checked by: the one that captured it; for a new one the version under which
 * it was opened, or the one in force at the site. Refuses `version_not_in_force` for a version that did not rule there
 * while she is enrolled, and for one that is not the stored entry's. Of a stored entry that a masked viewer does not know
 * of it tells nothing: to her there is none.
 */
export function ruleEntry(
  context: StudyContext,
  request: { readonly visit: string; readonly form: string; readonly protocolHash?: string | undefined },
  found: {
    readonly record: ParticipantRecord;
    readonly current: Pick<StoredEntry, "protocolHash"> | null;
    readonly today: string;
  },
): Result<RuledEntry> {
  const { study } = context;
  const { record, today } = found;
  const { site, enrolledOn } = record;
  const isKnown = visibleForms(asUnion(study))?.includes(`${request.visit}/${request.form}`) ?? true;
  const current = isKnown ? found.current : null;
  const inForce = versionAt(context, study.versions, site).hash;
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
  return accept({ captured, own: forParticipant(context, study, record, opened) });
}
