import type { LocalDate } from "../local-date.ts";
import { accept, refuse, type Result } from "../result.ts";
import { endRules, type ParticipantEndKind } from "../schedule/schedule.ts";
import type { ParticipantFacts } from "./participant-facts.ts";

export type RecordEndRequest = {
  readonly participant: Pick<ParticipantFacts, "enrolledOn" | "ends" | "recorded">;
  readonly kind: ParticipantEndKind;
  readonly on: LocalDate;
  readonly reason: string;
  readonly today: LocalDate;
};

/**
 * Whether discontinuation of the intervention, withdrawal, or loss to follow-up may be recorded. Each at most once, and
 * none after the participation as a whole has ended. Whether she was due any session is never asked: the answer would
 * tell the arm. Refuses `participant_ended`, `date_in_future`, `date_before_enrolment`, `visit_already_recorded` (a visit
 * took place after the date), `invalid_input` (no reason).
 */
export function canRecordEnd(request: RecordEndRequest): Result<null> {
  const { participant, kind, on, today } = request;
  const earlier = participant.ends.find((end) => end.kind === kind || endRules[end.kind].stops("follow_up"));
  if (earlier !== undefined) return refuse("participant_ended", { kind: earlier.kind, on: earlier.on });
  if (on > today) return refuse("date_in_future", { field: "on", date: on });
  if (on < participant.enrolledOn)
    return refuse("date_before_enrolment", { date: on, enrolledOn: participant.enrolledOn });
  const later = participant.recorded.find((recorded) => recorded.performedOn !== null && recorded.performedOn > on);
  if (endRules[kind].stops("follow_up") && later !== undefined)
    return refuse("visit_already_recorded", { visit: later.visit, on: later.performedOn });
  if (request.reason.trim() === "") return refuse("invalid_input", { field: "reason" });
  return accept(null);
}
