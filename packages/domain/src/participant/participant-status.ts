import type { Protocol } from "../protocol/types.ts";
import { isArmSpecific, isVisitDone } from "../schedule/schedule.ts";
import type { ParticipantFacts, ScreeningFacts } from "./participant-facts.ts";

export type ScreeningStatus = "screen_failure" | "declined" | "eligible" | "consented" | "enrolled";

/** Where a screening stands. Pure consequence of what was recorded; never stored. */
export function screeningStatus(screening: ScreeningFacts): ScreeningStatus {
  if (screening.enrolled) return "enrolled";
  if (!screening.eligible) return "screen_failure";
  if (screening.declinedReason !== null || screening.consent?.decision === "declined") return "declined";
  return screening.consent?.decision === "given" ? "consented" : "eligible";
}

export type ParticipantStatus =
  "enrolled" | "allocated" | "discontinued" | "completed" | "withdrawn" | "lost_to_follow_up" | "duplicate";

/**
 * Where a participant stands. `discontinued` still comes to her visits; `completed` means that nothing that every arm has
 * is left to do and the last visit took place. Visits of single arms never count, so the status tells no arm.
 */
export function participantStatus(
  protocol: Pick<Protocol, "visits" | "arms">,
  participant: Pick<ParticipantFacts, "allocatedOn" | "recorded" | "ends">,
): ParticipantStatus {
  const hasEnd = (kind: string): boolean => participant.ends.some((end) => end.kind === kind);
  if (hasEnd("duplicate")) return "duplicate";
  if (hasEnd("withdrawal")) return "withdrawn";
  if (hasEnd("lost_to_follow_up")) return "lost_to_follow_up";
  if (isComplete(protocol, participant)) return "completed";
  if (hasEnd("discontinuation")) return "discontinued";
  return participant.allocatedOn === null ? "enrolled" : "allocated";
}

function isComplete(
  protocol: Pick<Protocol, "visits" | "arms">,
  participant: Pick<ParticipantFacts, "recorded" | "ends">,
): boolean {
  const isDiscontinued = participant.ends.some((end) => end.kind === "discontinuation");
  const expected = protocol.visits.filter(
    (visit) => !isArmSpecific(protocol, visit) && !(isDiscontinued && visit.kind === "intervention_session"),
  );
  const recordOf = (key: string) => participant.recorded.find((recorded) => recorded.visit === key);
  const last = expected.at(-1);
  if (last === undefined || !isVisitDone(last, recordOf(last.key))) return false;
  return expected.every((visit) => {
    const recorded = recordOf(visit.key);
    return isVisitDone(visit, recorded) || (recorded !== undefined && recorded.missedOn !== null);
  });
}
