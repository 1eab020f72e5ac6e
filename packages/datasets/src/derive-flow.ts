import { studyKinds, type Protocol, type Visit } from "@kendali/domain";
import { hasArms } from "./masking.ts";
import { readItem, viewParticipant, type ParticipantView } from "./participant-view.ts";
import { findItemAt, primaryOutcome, primaryTimePoint, sessionsGiven, sessionsPlanned } from "./population-flags.ts";
import type { ParticipantData, StudyData } from "./study-data.ts";
import { firstFailed } from "./tables/flow-tables.ts";

/** A count with its parts; the parts always sum to it. */
export type Breakdown = {
  readonly total: number;
  readonly parts: readonly { readonly reason: string; readonly count: number }[];
};

/** The way of one arm's participants, or of all where there is one group or the arm is masked. */
export type FlowGroup = {
  readonly arm: string | null;
  readonly entered: number;
  /** Of those entered; they stay in follow-up. `null` while the arm is masked, since it may tell the arm. */
  readonly discontinued: number | null;
  /** Entered = all + some + none of the planned sessions; `null` without sessions and while the arm is masked. */
  readonly sessions: {
    readonly planned: number;
    readonly all: number;
    readonly some: number;
    readonly none: number;
  } | null;
  /** Entered = visitDone + visitNotDone, at the visit of the primary outcome. */
  readonly visitDone: number;
  readonly visitNotDone: Breakdown;
  /** visitDone = observed + notObserved, for the primary outcome and its baseline. */
  readonly observed: number;
  readonly notObserved: Breakdown;
};

/**
 * The participant flow. It sums: register = screened + not screened; screened = ineligible + declined + pending + enrolled;
 * enrolled = allocated over the groups + not allocated (there also second numbers of one woman); each group as in {@link FlowGroup}.
 */
export type FlowCounts = {
  readonly eligibility: "recorded" | "not_available";
  readonly register: number | null;
  /** `null` without a register; negative never: a register smaller than the screenings is reported as it is, with 0 here. */
  readonly notScreened: number | null;
  readonly screened: number | null;
  readonly ineligible: Breakdown;
  readonly declined: Breakdown;
  readonly pending: number;
  readonly enrolled: number;
  readonly notAllocated: Breakdown | null;
  /** Participants whose arm was shown to somebody masked, once or more often; `null` without allocation, and where nobody published it. */
  readonly unmasked: number | null;
  readonly timePoint: string | null;
  readonly outcome: string | null;
  readonly groups: readonly FlowGroup[];
};

/** Counts every step of the flow from the study's data; with `isMasked` the arms are merged. */
export function deriveFlow(data: StudyData, isMasked: boolean): FlowCounts {
  const { protocol } = data;
  // Before anybody is screened a study of its own counts none; only of a published one nothing is known.
  const isBeginning = data.participants.length === 0 && !studyKinds[data.kind].allowsNotAvailable;
  const isRecorded = isBeginning || data.screenings.some((screening) => screening.eligible !== null);
  const register = data.registerCounts.length === 0 ? null : sum(data.registerCounts.map((each) => each.count));
  const ineligible = data.screenings.filter((screening) => screening.eligible === false);
  const declined = data.screenings.filter(
    (screening) => screening.eligible !== false && screening.declinedReason !== null && screening.participant === null,
  );
  const screenedEnrolled = data.screenings.filter(
    (screening) => screening.participant !== null && screening.eligible !== false,
  ).length;
  const screened = isRecorded ? data.screenings.length : null;
  const entered = protocol.allocation === null ? data.participants : data.participants.filter(isAllocated);
  const groups =
    hasArms(protocol) && !isMasked
      ? protocol.arms.map((arm) =>
          flowGroup(
            data,
            arm.key,
            entered.filter((participant) => participant.arm === arm.key),
            false,
          ),
        )
      : [flowGroup(data, null, entered, hasArms(protocol) && isMasked)];
  return {
    eligibility: isRecorded ? "recorded" : "not_available",
    register,
    notScreened: register === null || screened === null ? null : Math.max(0, register - screened),
    screened,
    ineligible: isRecorded ? breakDown(ineligible.map((screening) => firstFailed(data, screening) ?? "unknown")) : none,
    declined: isRecorded ? breakDown(declined.map((screening) => screening.declinedReason || "unknown")) : none,
    pending: isRecorded ? data.screenings.length - ineligible.length - declined.length - screenedEnrolled : 0,
    enrolled: data.participants.length,
    notAllocated:
      protocol.allocation === null
        ? null
        : breakDown(data.participants.filter((each) => !isAllocated(each)).map(whyNotAllocated)),
    unmasked:
      protocol.allocation === null || studyKinds[data.kind].allowsNotAvailable
        ? null
        : data.participants.filter((participant) => (participant.unmaskings ?? []).length > 0).length,
    timePoint: primaryTimePoint(protocol)?.key ?? null,
    outcome: primaryOutcome(protocol)?.key ?? null,
    groups,
  };
}

function flowGroup(
  { protocol, versions }: Pick<StudyData, "protocol" | "versions">,
  arm: string | null,
  participants: readonly ParticipantData[],
  isMasked: boolean,
): FlowGroup {
  const views = participants.map((participant) => viewParticipant(protocol, participant, versions));
  const visit = primaryTimePoint(protocol);
  const states = views.map((view) => (visit === undefined ? "not_entered" : view.visitStatus(visit)));
  const held = views.filter((_, index) => states[index] === "done");
  const missing = visit === undefined ? [] : held.map((view) => whyNotObserved(protocol, view, visit));
  return {
    arm,
    entered: participants.length,
    discontinued: isMasked
      ? null
      : participants.filter((participant) => participant.ends.some((end) => end.kind === "discontinuation")).length,
    sessions: isMasked ? null : countSessions(protocol, arm, views),
    visitDone: held.length,
    visitNotDone: breakDown(states.filter((state) => state !== "done")),
    observed: missing.filter((reason) => reason === null).length,
    notObserved: breakDown(missing.filter((reason) => reason !== null)),
  };
}

/** Who received how many of the sessions the arm plans. */
function countSessions(
  protocol: Protocol,
  arm: string | null,
  views: readonly ParticipantView[],
): FlowGroup["sessions"] {
  const planned = sessionsPlanned(protocol, arm);
  // Nobody published who came to which session of a reconstruction.
  const isKnown = views.some((view) => view.participant.consent.status !== "not_available");
  if (planned === 0 || !isKnown) return null;
  const given = views.map((view) => sessionsGiven(protocol, view));
  const none = given.filter((count) => count === 0).length;
  const all = given.filter((count) => count >= planned).length;
  return { planned, all, some: given.length - all - none, none };
}

/** Why the primary outcome cannot be analysed for a participant whose visit was held: its own value first, then its baseline. */
function whyNotObserved(protocol: Protocol, view: ParticipantView, visit: Visit): string | null {
  const outcome = primaryOutcome(protocol);
  if (outcome === undefined) return "not_asked";
  const baseline = protocol.visits.find((candidate) => candidate.key === outcome.baselineVisit);
  for (const at of [visit, baseline]) {
    if (at === undefined) continue;
    const found = findItemAt(protocol, at, outcome.item);
    const missing = found === null ? "not_asked" : readItem(view, at, found.form, found.item).missing;
    if (missing !== null) return `${at === visit ? "outcome" : "baseline"}_${missing}`;
  }
  return null;
}

/** One woman is counted once: her second number, allocated or not, is among those who are not. */
const isDuplicate = (participant: ParticipantData): boolean => participant.ends.some((end) => end.kind === "duplicate");
const isAllocated = (participant: ParticipantData): boolean =>
  participant.allocatedOn !== null && !isDuplicate(participant);

function whyNotAllocated(participant: ParticipantData): string {
  if (isDuplicate(participant)) return "duplicate";
  const end = participant.ends.find((each) => each.kind !== "discontinuation")?.kind;
  return end === "withdrawal" ? "withdrawn" : (end ?? "waiting");
}

const none: Breakdown = { total: 0, parts: [] };

function breakDown(reasons: readonly string[]): Breakdown {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  return { total: reasons.length, parts };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
