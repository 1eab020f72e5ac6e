import type { LocalDate } from "../local-date.ts";
import type { Form, Protocol, Role, Visit } from "../protocol/types.ts";
import { accept, invariant, refuse, type Result } from "../result.ts";
import {
  deriveSchedule,
  firstEndThatStops,
  isArmSpecific,
  isVisitDone,
  type ScheduledVisit,
} from "../schedule/schedule.ts";
import { formPurposes } from "./form-purposes.ts";
import type { Actor, ParticipantFacts } from "./participant-facts.ts";

export type SaveEntryRequest = {
  readonly protocol: Protocol;
  readonly participant: ParticipantFacts;
  readonly visit: string;
  readonly form: string;
  readonly performedOn: LocalDate;
  /** Who did what the form records. */
  readonly performer: Actor;
  /** Who types it. */
  readonly typist: Actor;
  readonly today: LocalDate;
  readonly outOfWindowReason?: string | undefined;
  /** The entry as stored, if there is one. */
  readonly existing: { readonly status: "partial" | "complete"; readonly locked: boolean } | null;
  readonly changeReason?: string | undefined;
  /** `mayPlayEveryPart` of the study: who treats and who measures may then be one account. */
  readonly onePlaysAll?: boolean;
};

/**
 * Whether one form of one visit may be saved for a participant. What the values say is `checkEntry`'s to judge; this
 * decides who, when and in which order. The date it was *performed* decides windows; typing it later is fine.
 *
 * Refuses, in this order: `visit_not_in_schedule`, `form_not_in_visit`, `entry_locked`, `not_allowed`,
 * `performer_not_qualified`, `performer_cannot_assess`, `assessor_cannot_treat`, `unmasked_cannot_assess`, `visit_missed`, `date_in_future`,
 * `date_before_enrolment`, `participant_ended`, `not_allocated`, `visit_not_yet_due`, `visit_outside_window`,
 * `baseline_incomplete`, `visit_out_of_order`, `change_reason_required`.
 */
export function canSaveEntry(request: SaveEntryRequest): Result<{ readonly outOfWindow: boolean }> {
  const plan = findPlan(request);
  if (!plan.ok) return plan;
  const { visit, form, scheduled } = plan.value;
  if (request.existing?.locked === true || scheduled.locked) return refuse("entry_locked", { visit: visit.key });
  for (const rule of [checkRoles, checkSeparation, checkUnmasked]) {
    const checked = rule(request, form);
    if (!checked.ok) return checked;
  }
  if (scheduled.state === "missed") return refuse("visit_missed", { visit: visit.key });
  const dated = checkDates(request, visit);
  if (!dated.ok) return dated;
  const window = checkWindow(request, visit, scheduled);
  if (!window.ok) return window;
  const order = checkOrder(request, visit);
  if (!order.ok) return order;
  if (request.existing?.status === "complete" && isBlank(request.changeReason))
    return refuse("change_reason_required", { form: form.key });
  return window;
}

/** Where one account does not play every part: the account that gave this participant any session may not measure her, and who measured her pretest may not treat her. */
export function checkSeparation(
  request: Pick<SaveEntryRequest, "protocol" | "participant" | "performer" | "onePlaysAll">,
  form: Form,
): Result<null> {
  if (request.onePlaysAll === true) return accept(null);
  const { account } = request.performer;
  const mine = request.participant.performed
    .filter((performed) => performed.performedBy === account)
    .map((performed) => formPurposes[formOf(request.protocol, performed.form).purpose]);
  const purpose = formPurposes[form.purpose];
  if (purpose.measures && mine.some((own) => own.treats)) return refuse("performer_cannot_assess", { form: form.key });
  if (purpose.treats && mine.some((own) => own.measures)) return refuse("assessor_cannot_treat", { form: form.key });
  return accept(null);
}

/** Who was masked and had this participant's arm shown neither measures her nor types what was measured. */
function checkUnmasked({ participant, performer, typist }: SaveEntryRequest, form: Form): Result<null> {
  const knows = [performer, typist].some(({ account }) => participant.unmaskedBy.includes(account));
  return knows && formPurposes[form.purpose].measures
    ? refuse("unmasked_cannot_assess", { form: form.key })
    : accept(null);
}

type Plan = { readonly visit: Visit; readonly form: Form; readonly scheduled: ScheduledVisit };

function findPlan(request: SaveEntryRequest): Result<Plan> {
  const { protocol, participant, today } = request;
  const visit = protocol.visits.find((candidate) => candidate.key === request.visit);
  const scheduled = deriveSchedule({ protocol, ...participant, today }).find(
    (candidate) => candidate.visit === request.visit,
  );
  if (visit === undefined || scheduled === undefined) return refuse("visit_not_in_schedule", { visit: request.visit });
  const form = protocol.forms.find((candidate) => candidate.key === request.form);
  if (form === undefined || !visit.forms.some((planned) => planned.form === request.form))
    return refuse("form_not_in_visit", { visit: visit.key, form: request.form });
  return accept({ visit, form, scheduled });
}

function checkRoles(request: SaveEntryRequest, form: Form): Result<null> {
  const holds = (actor: Actor, roles: readonly Role[]): boolean => actor.roles.some((role) => roles.includes(role));
  // Coordinators type what colleagues wrote on paper; everybody else types only forms of their own role.
  if (!holds(request.typist, [...form.performedBy, "coordinator"])) return refuse("not_allowed", { form: form.key });
  if (!holds(request.performer, form.performedBy))
    return refuse("performer_not_qualified", { form: form.key, roles: form.performedBy.join(",") });
  return accept(null);
}

function checkDates(request: SaveEntryRequest, visit: Visit): Result<null> {
  const { participant, performedOn, today } = request;
  if (performedOn > today) return refuse("date_in_future", { field: "performedOn", date: performedOn });
  if (performedOn < participant.enrolledOn)
    return refuse("date_before_enrolment", { date: performedOn, enrolledOn: participant.enrolledOn });
  const end = firstEndThatStops(participant.ends, visit.kind);
  if (end !== null && performedOn > end.on) return refuse("participant_ended", { kind: end.kind, on: end.on });
  return accept(null);
}

function checkWindow(
  request: SaveEntryRequest,
  visit: Visit,
  scheduled: ScheduledVisit,
): Result<{ readonly outOfWindow: boolean }> {
  const { performedOn, participant } = request;
  const { window } = scheduled;
  if (visit.anchor === "allocation" && participant.allocatedOn === null)
    return refuse("not_allocated", { visit: visit.key });
  if (window === null) return refuse("baseline_incomplete", { visit: visit.key });
  if (performedOn < window.from) return refuse("visit_not_yet_due", { visit: visit.key, from: window.from });
  if (performedOn <= window.to) return accept({ outOfWindow: false });
  // A session late would fall on the next session's day, and no reason makes two sessions on one day right: it was missed.
  const canBeLate = visit.kind !== "intervention_session";
  if (canBeLate && !isBlank(request.outOfWindowReason)) return accept({ outOfWindow: true });
  return refuse("visit_outside_window", {
    visit: visit.key,
    from: window.from,
    to: window.to,
    reasonAccepted: canBeLate,
  });
}

/**
 * Baseline first; then sessions one after the other, each given or recorded as missed; outcomes after the sessions that
 * every arm has. Sessions of single arms never hold up an outcome: the refusal would tell a blinded assessor the arm.
 */
function checkOrder(request: SaveEntryRequest, visit: Visit): Result<null> {
  const { protocol, participant, today } = request;
  if (visit.kind === "baseline") return accept(null);
  const open = protocol.visits.find(
    (earlier) =>
      earlier.kind === "baseline" &&
      !isVisitDone(
        earlier,
        participant.recorded.find((recorded) => recorded.visit === earlier.key),
      ),
  );
  if (open !== undefined) return refuse("baseline_incomplete", { visit: open.key });
  const schedule = deriveSchedule({ protocol, ...participant, today });
  const position = schedule.findIndex((scheduled) => scheduled.visit === visit.key);
  const unrecorded = schedule.slice(0, position).find((earlier) => {
    if (earlier.kind !== "intervention_session") return false;
    const planned = protocol.visits.find((candidate) => candidate.key === earlier.visit);
    if (visit.kind !== "intervention_session" && planned !== undefined && isArmSpecific(protocol, planned))
      return false;
    return !["done", "missed", "not_applicable"].includes(earlier.state);
  });
  return unrecorded === undefined
    ? accept(null)
    : refuse("visit_out_of_order", { visit: visit.key, before: unrecorded.visit });
}

function formOf(protocol: Pick<Protocol, "forms">, key: string): Form {
  const form = protocol.forms.find((candidate) => candidate.key === key);
  invariant(form !== undefined, `no form ${key} in the protocol`);
  return form;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}
