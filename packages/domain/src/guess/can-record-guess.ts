import { formPurposes } from "../participant/form-purposes.ts";
import type { ParticipantFacts } from "../participant/participant-facts.ts";
import type { Protocol, Visit } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { endRules, isArmSpecific, isVisitDone } from "../schedule/schedule.ts";

/** What an assessor can answer, by kind of arm: she is shown no arm's name. */
export const armGuesses = ["intervention", "control", "unknown"] as const;
export type ArmGuess = (typeof armGuesses)[number];
export const guessCertainties = ["certain", "somewhat"] as const;
export type GuessCertainty = (typeof guessCertainties)[number];

export type RecordGuessRequest = {
  readonly protocol: Protocol;
  readonly participant: Pick<ParticipantFacts, "allocatedOn" | "recorded" | "ends">;
  /** Whether the person asked knows arms, so that her answer would be no guess. */
  readonly knowsArms: boolean;
  readonly recorded: boolean;
  readonly guess: ArmGuess;
  readonly certainty: GuessCertainty | null;
};

/**
 * Whether an assessor may say which group she believes a participant was in: once, after her last measurement, never
 * changed. Refuses `allocation_not_in_design`, `guess_not_masked`, `not_allocated`, `participant_is_duplicate`,
 * `guess_recorded`, `guess_not_due` (with the visit still to come), `invalid_input` (certainty missing, or given without
 * a guess).
 */
export function canRecordGuess(request: RecordGuessRequest): Result<null> {
  const due = isGuessDue(request);
  if (!due.ok) return due;
  if ((request.guess === "unknown") !== (request.certainty === null))
    return refuse("invalid_input", { field: "certainty" });
  return accept(null);
}

/** The same question before anything is answered: whether it is time to ask. */
export function isGuessDue(request: Omit<RecordGuessRequest, "guess" | "certainty">): Result<null> {
  const { protocol, participant } = request;
  if (protocol.allocation === null) return refuse("allocation_not_in_design");
  if (request.knowsArms) return refuse("guess_not_masked");
  if (participant.allocatedOn === null) return refuse("not_allocated");
  if (participant.ends.some((end) => end.kind === "duplicate")) return refuse("participant_is_duplicate");
  if (request.recorded) return refuse("guess_recorded");
  if (participant.ends.some((end) => endRules[end.kind].stops("follow_up"))) return accept(null);
  const last = lastMeasuredVisit(protocol);
  if (last === null) return accept(null);
  const recorded = participant.recorded.find((one) => one.visit === last.key);
  const isOver = isVisitDone(last, recorded) || (recorded !== undefined && recorded.missedOn !== null);
  return isOver ? accept(null) : refuse("guess_not_due", { visit: last.key });
}

/** The last visit of everybody at which an assessor measures an outcome. */
export function lastMeasuredVisit(protocol: Pick<Protocol, "visits" | "forms" | "arms">): Visit | null {
  const measures = new Set(
    protocol.forms
      .filter((form) => formPurposes[form.purpose].measures && form.performedBy.includes("assessor"))
      .map((form) => form.key),
  );
  const visits = protocol.visits.filter(
    (visit) => !isArmSpecific(protocol, visit) && visit.forms.some((planned) => measures.has(planned.form)),
  );
  return visits.at(-1) ?? null;
}
