import type { LocalDate } from "../local-date.ts";
import type { Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { deriveSchedule } from "../schedule/schedule.ts";
import type { ParticipantFacts } from "./participant-facts.ts";

export type RecordMissedRequest = {
  readonly protocol: Pick<Protocol, "visits" | "arms">;
  readonly participant: ParticipantFacts;
  readonly visit: string;
  /** The date on which it was clear that the visit would not take place. */
  readonly on: LocalDate;
  readonly reason: string;
  readonly today: LocalDate;
};

/**
 * Whether a visit may be recorded as missed: its window has opened, nothing was entered for it, and a reason is given.
 * Refuses `visit_not_in_schedule`, `visit_already_recorded`, `visit_missed`, `participant_ended`, `not_allocated`,
 * `date_in_future`, `visit_not_yet_due`, `invalid_input`.
 */
export function canRecordMissed(request: RecordMissedRequest): Result<null> {
  const { protocol, participant, today, on } = request;
  const scheduled = deriveSchedule({ protocol, ...participant, today }).find(
    (candidate) => candidate.visit === request.visit,
  );
  if (scheduled === undefined) return refuse("visit_not_in_schedule", { visit: request.visit });
  const recorded = participant.recorded.find((candidate) => candidate.visit === request.visit);
  const isStarted = (recorded?.startedForms ?? recorded?.completeForms ?? []).length > 0;
  if (scheduled.state === "done" || isStarted) return refuse("visit_already_recorded", { visit: request.visit });
  if (scheduled.state === "missed") return refuse("visit_missed", { visit: request.visit });
  if (scheduled.state === "not_applicable") {
    const end = participant.ends[0];
    return refuse("participant_ended", end === undefined ? {} : { kind: end.kind, on: end.on });
  }
  if (scheduled.window === null) return refuse("not_allocated", { visit: request.visit });
  if (on > today) return refuse("date_in_future", { field: "on", date: on });
  if (on < scheduled.window.from)
    return refuse("visit_not_yet_due", { visit: request.visit, from: scheduled.window.from });
  if (request.reason.trim() === "") return refuse("invalid_input", { field: "reason" });
  return accept(null);
}
