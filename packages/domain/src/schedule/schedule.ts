import { addDays, daysBetween, type LocalDate } from "../local-date.ts";
import type { Protocol, Visit } from "../protocol/types.ts";
import { invariant } from "../result.ts";

/** What has been recorded of one visit of one participant. */
export type RecordedVisit = {
  readonly visit: string;
  /** Forms whose entry is complete. */
  readonly completeForms: readonly string[];
  /** Forms that hold an entry, complete or not. */
  readonly startedForms?: readonly string[];
  /** When the visit took place: the earliest date of its entries. */
  readonly performedOn: LocalDate | null;
  readonly missedOn: LocalDate | null;
  readonly locked: boolean;
};

/**
 * How a participation ended or narrowed. Discontinuation stops the intervention only: the participant stays in
 * follow-up, because a treatment-policy estimand needs her outcomes. `duplicate` ends a number, not a participation: the
 * same woman counts under the number that was allocated first.
 */
export type ParticipantEnd = { readonly kind: ParticipantEndKind; readonly on: LocalDate };
export type ParticipantEndKind = "discontinuation" | "withdrawal" | "lost_to_follow_up" | "duplicate";

export type VisitState = "later" | "due" | "overdue" | "done" | "missed" | "not_applicable";

/** One visit as planned for one participant, and where it stands today. */
export type ScheduledVisit = {
  readonly visit: string;
  readonly kind: Visit["kind"];
  readonly epoch: string;
  /** Null while the date it counts from is unknown. */
  readonly targetDate: LocalDate | null;
  readonly window: { readonly from: LocalDate; readonly to: LocalDate } | null;
  readonly timeOfDay: { readonly from: string; readonly to: string } | null;
  readonly state: VisitState;
  /** Day of the study on the target date: the planned `day` of the visit's anchor. */
  readonly studyDay: number;
  /** Whole days from the date of delivery (day 0) to the target date. */
  readonly postpartumDay: number | null;
  readonly performedOn: LocalDate | null;
  /** Days past the end of the window, for an overdue visit; otherwise 0. */
  readonly daysLate: number;
  readonly locked: boolean;
};

export type ScheduleInput = {
  readonly protocol: Pick<Protocol, "visits" | "arms">;
  readonly enrolledOn: LocalDate;
  readonly allocatedOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
  /** The participant's arm as far as the viewer may know it; null when not allocated or when the viewer is blinded. */
  readonly arm: string | null;
  /** The local date at the participant's site. */
  readonly today: LocalDate;
  readonly recorded: readonly RecordedVisit[];
  readonly ends: readonly ParticipantEnd[];
};

/**
 * The schedule of one participant as one viewer may see it, in the protocol's order.
 *
 * Day 1 is the date of enrolment or allocation itself, day 0 the date of delivery. A visit that only some arms have is
 * listed only when the viewer knows the participant's arm and the arm has it: to a blinded viewer such visits do not exist.
 * After withdrawal or loss to follow-up, and for sessions after discontinuation, visits whose window had not closed
 * are `not_applicable`; one whose window had closed before stays owed, as a record or as a missed visit.
 */
export function deriveSchedule(input: ScheduleInput): ScheduledVisit[] {
  return input.protocol.visits.filter((visit) => isVisible(input, visit)).map((visit) => scheduleVisit(input, visit));
}

/** Whether the visit belongs to some arms only, so that its mere presence would tell the arm. */
export function isArmSpecific(protocol: Pick<Protocol, "arms">, visit: Pick<Visit, "arms">): boolean {
  const { arms } = visit;
  return arms !== undefined && !protocol.arms.every((arm) => arms.includes(arm.key));
}

/** The target date of a visit, or null while its anchor is unknown. */
export function targetDateOf(visit: Pick<Visit, "anchor" | "day">, anchors: Anchors): LocalDate | null {
  const { start, dayOfStart } = anchorRules[visit.anchor](anchors);
  return start === null ? null : addDays(start, visit.day - dayOfStart);
}

/** The first and last date on which the visit may take place, or null while its anchor is unknown. */
export function windowOf(visit: Pick<Visit, "anchor" | "day" | "window">, anchors: Anchors): ScheduledVisit["window"] {
  const target = targetDateOf(visit, anchors);
  return target === null
    ? null
    : { from: addDays(target, -visit.window.before), to: addDays(target, visit.window.after) };
}

/** Whether every required form of the visit is complete; with no required form, whether any form is. */
export function isVisitDone(visit: Pick<Visit, "forms">, recorded: RecordedVisit | undefined): boolean {
  if (recorded === undefined) return false;
  const required = visit.forms.filter((form) => form.required);
  if (required.length === 0) return recorded.completeForms.length > 0;
  return required.every((form) => recorded.completeForms.includes(form.form));
}

export type Anchors = Pick<ScheduleInput, "enrolledOn" | "allocatedOn" | "deliveredOn">;

/** What day the anchor's own date is: 1 for enrolment and allocation, 0 for delivery. */
const anchorRules: Record<Visit["anchor"], (anchors: Anchors) => { start: LocalDate | null; dayOfStart: number }> = {
  enrolment: (anchors) => ({ start: anchors.enrolledOn, dayOfStart: 1 }),
  allocation: (anchors) => ({ start: anchors.allocatedOn, dayOfStart: 1 }),
  delivery: (anchors) => ({ start: anchors.deliveredOn, dayOfStart: 0 }),
};

/** What each end stops. */
export const endRules: Record<ParticipantEndKind, { readonly stops: (kind: Visit["kind"]) => boolean }> = {
  discontinuation: { stops: (kind) => kind === "intervention_session" },
  withdrawal: { stops: () => true },
  lost_to_follow_up: { stops: () => true },
  // The woman goes on under the number that was allocated first.
  duplicate: { stops: () => true },
};

function isVisible(input: ScheduleInput, visit: Visit): boolean {
  if (!isArmSpecific(input.protocol, visit)) return true;
  return input.arm !== null && (visit.arms ?? []).includes(input.arm);
}

function scheduleVisit(input: ScheduleInput, visit: Visit): ScheduledVisit {
  const recorded = input.recorded.find((candidate) => candidate.visit === visit.key);
  const targetDate = targetDateOf(visit, input);
  const window = windowOf(visit, input);
  const state = stateOf(input, visit, recorded, window);
  return {
    visit: visit.key,
    kind: visit.kind,
    epoch: visit.epoch,
    targetDate,
    window,
    timeOfDay: visit.timeOfDay ?? null,
    state,
    studyDay: visit.day,
    postpartumDay:
      targetDate === null || input.deliveredOn === null ? null : daysBetween(input.deliveredOn, targetDate),
    performedOn: recorded?.performedOn ?? null,
    daysLate: state === "overdue" && window !== null ? daysBetween(window.to, input.today) : 0,
    locked: recorded?.locked ?? false,
  };
}

function stateOf(
  input: ScheduleInput,
  visit: Visit,
  recorded: RecordedVisit | undefined,
  window: ScheduledVisit["window"],
): VisitState {
  if (isVisitDone(visit, recorded)) return "done";
  if (recorded !== undefined && recorded.missedOn !== null) return "missed";
  // A second number of one woman owes nothing: what she missed under it is asked under the first.
  if (input.ends.some((one) => one.kind === "duplicate")) return "not_applicable";
  const end = firstEndThatStops(input.ends, visit.kind);
  if (end !== null && (window === null || window.to >= end.on)) return "not_applicable";
  if (window === null || input.today < window.from) return "later";
  return input.today <= window.to ? "due" : "overdue";
}

/** The earliest end that stops visits of this kind. */
export function firstEndThatStops(ends: readonly ParticipantEnd[], kind: Visit["kind"]): ParticipantEnd | null {
  const stopping = ends
    .filter((end) => endRules[end.kind].stops(kind))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return stopping[0] ?? null;
}

/** The visit of a key that is known to exist. */
export function visitOf(protocol: Pick<Protocol, "visits">, key: string): Visit {
  const visit = protocol.visits.find((candidate) => candidate.key === key);
  invariant(visit !== undefined, `no visit ${key} in the protocol`);
  return visit;
}
