import type { Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { isVisitDone } from "../schedule/schedule.ts";
import type { ParticipantFacts } from "./participant-facts.ts";

/**
 * Whether a visit's entries may be closed to change: all required forms complete. Refuses `visit_not_in_schedule`,
 * `entry_locked` when it is locked already, `visit_missed`, `visit_incomplete`.
 */
export function canLockVisit(
  protocol: Pick<Protocol, "visits">,
  participant: Pick<ParticipantFacts, "recorded">,
  visitKey: string,
): Result<null> {
  const visit = protocol.visits.find((candidate) => candidate.key === visitKey);
  if (visit === undefined) return refuse("visit_not_in_schedule", { visit: visitKey });
  const recorded = participant.recorded.find((candidate) => candidate.visit === visitKey);
  if (recorded?.locked === true) return refuse("entry_locked", { visit: visitKey });
  if (recorded !== undefined && recorded.missedOn !== null) return refuse("visit_missed", { visit: visitKey });
  if (!isVisitDone(visit, recorded)) return refuse("visit_incomplete", { visit: visitKey });
  return accept(null);
}
