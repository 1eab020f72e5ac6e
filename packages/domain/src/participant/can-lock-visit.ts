import type { Form, Item, Locale, Protocol, Visit } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { isVisitDone } from "../schedule/schedule.ts";
import type { ParticipantFacts } from "./participant-facts.ts";

/**
 * Whether a visit's entries may be closed to change: all required forms complete, and none of the answers `open` that
 * must be there by then (`openAtLock`). Refuses `visit_not_in_schedule`, `entry_locked` when it is locked already,
 * `visit_missed`, `visit_incomplete` with what is still open.
 */
export function canLockVisit(
  protocol: Pick<Protocol, "visits" | "forms">,
  participant: Pick<ParticipantFacts, "recorded">,
  visitKey: string,
  open: readonly Pick<Item, "label">[] = [],
): Result<null> {
  const visit = protocol.visits.find((candidate) => candidate.key === visitKey);
  if (visit === undefined) return refuse("visit_not_in_schedule", { visit: visitKey });
  const recorded = participant.recorded.find((candidate) => candidate.visit === visitKey);
  if (recorded?.locked === true) return refuse("entry_locked", { visit: visitKey });
  if (recorded !== undefined && recorded.missedOn !== null) return refuse("visit_missed", { visit: visitKey });
  const forms = isVisitDone(visit, recorded) ? [] : lackingForms(protocol, visit, recorded?.completeForms ?? []);
  const lacking = [...forms.map(({ title }) => title), ...open.map(({ label }) => label)];
  if (lacking.length === 0) return accept(null);
  const listed = (locale: Locale): string => lacking.map((words) => words[locale]).join("; ");
  return refuse("visit_incomplete", { visit: visitKey, "open:id": listed("id"), "open:en": listed("en") });
}

/** The required forms that are not complete; where none is required, all of the visit's. */
function lackingForms(
  protocol: Pick<Protocol, "forms">,
  visit: Visit,
  complete: readonly string[],
): readonly Pick<Form, "title">[] {
  const required = visit.forms.filter((reference) => reference.required);
  return (required.length === 0 ? visit.forms : required)
    .filter(({ form }) => !complete.includes(form))
    .map(({ form }) => protocol.forms.find(({ key }) => key === form) ?? { title: { id: form, en: form } });
}
