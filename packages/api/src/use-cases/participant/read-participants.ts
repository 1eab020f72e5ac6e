import {
  findByName,
  findScreening,
  listParticipants as readParticipants,
  readInitials,
  readVisitValues,
  type EndEvent,
} from "@kendali/db";
import {
  accept,
  canAllocate,
  canCapture,
  canLockVisit,
  canRecordEnd,
  parseParticipantNumber,
  participantStatus,
  type EntryValues,
  type ParticipantStatus,
  type PolicyKey,
  type Refusal,
  type Result,
} from "@kendali/domain";
import { actingAssignments, policies, sitesOf } from "@kendali/domain";
import { z } from "zod";
import { armIn, armView, knownArms, type ArmView } from "../../arms.ts";
import type { StudyContext } from "../../context.ts";
import { factsOf, rolesAt, todayAt, visibleEnds } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { forParticipant } from "../../study-versions.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { participantNumber, studyKey, text } from "../inputs.ts";
import { screeningFacts } from "../screening/screening-view.ts";
import { loadParticipant, type LoadedParticipant } from "./load-participant.ts";
import { visitViews, type VisitView } from "./visit-view.ts";

const pageSize = 50;

export type ParticipantSummary = {
  readonly number: string;
  readonly initials: string | null;
  readonly site: string;
  readonly status: ParticipantStatus;
  readonly enrolledOn: string;
  readonly allocatedOn: string | null;
  /** Null when not allocated, and always for who is masked. */
  readonly arm: ArmView | null;
  /** The next visit that is owed or coming, as the viewer may see it. */
  readonly next: {
    readonly visit: string;
    readonly state: "due" | "overdue" | "later";
    readonly targetDate: string | null;
  } | null;
  readonly done: number;
  readonly planned: number;
};
export type ParticipantPage = {
  readonly participants: readonly ParticipantSummary[];
  readonly nextCursor: string | null;
};

/** Participants of the viewer's sites in order of their number, an order that tells no arm. */
export const listParticipants = defineUseCase({
  policy: "participant.list",
  kind: "query",
  input: z.strictObject({
    study: studyKey,
    cursor: participantNumber.optional(),
    /** A number, or for coordinators a part of a name. */
    search: text(80).optional(),
  }),
  run: async (context, input) => {
    const { study } = context;
    const numbers = await searched(context, input.search);
    const records = await readParticipants(context.db.drizzle, {
      studyId: study.id,
      sites: study.viewer.sites,
      deliveryItem: study.protocol.deliveryItem,
      limit: pageSize + 1,
      ...(input.cursor === undefined ? {} : { after: input.cursor }),
      ...(numbers === null ? {} : numbers),
    });
    const shown = records.slice(0, pageSize);
    const [arms, initials] = [
      await knownArms(context),
      await readInitials(
        context.db.drizzle,
        study.id,
        shown.map((record) => record.number),
      ),
    ];
    const participants = shown.map((record): ParticipantSummary => {
      const protocol = viewedProtocol(forParticipant(context, study, record));
      const facts = factsOf(record, armIn(context, arms, record.number), protocol);
      const visits = visitViews({
        protocol,
        record,
        facts,
        today: todayAt(context, study, record.site),
        roles: rolesAt(study.viewer.assignments, record.site),
      });
      const open =
        visits.find((visit) => visit.state === "overdue" || visit.state === "due") ??
        visits.find((visit) => visit.state === "later");
      return {
        number: record.number,
        initials: initials.get(record.number) ?? null,
        site: record.site,
        status: participantStatus(protocol, facts),
        enrolledOn: record.enrolledOn,
        allocatedOn: record.allocatedOn,
        arm: record.allocatedOn === null ? null : armView(protocol, facts.arm),
        next:
          open === undefined
            ? null
            : { visit: open.visit, state: open.state as "due" | "overdue" | "later", targetDate: open.targetDate },
        done: visits.filter((visit) => visit.state === "done").length,
        planned: visits.filter((visit) => visit.state !== "not_applicable").length,
      };
    });
    return accept<ParticipantPage>({
      participants,
      nextCursor: records.length > pageSize ? (shown.at(-1)?.number ?? null) : null,
    });
  },
});

/** A whole number, a part of one, or a name where the viewer may know names. */
async function searched(
  context: StudyContext,
  search: string | undefined,
): Promise<{ numbers?: string[]; numberPart?: string } | null> {
  if (search === undefined || search === "") return null;
  const whole = parseParticipantNumber(search);
  if (whole !== null) return { numbers: [whole] };
  const naming = actingAssignments(policies["participant.identity"], context.study.viewer.assignments);
  const byName = naming.ok ? await findByName(context.db.drizzle, context.study.id, sitesOf(naming.value), search) : [];
  return byName.length > 0 ? { numbers: byName } : { numberPart: search.toUpperCase() };
}

export type ParticipantAction = {
  readonly action: Extract<PolicyKey, "allocation.allocate" | "visit.lock" | "participant.recordEnd">;
  readonly visit: string | null;
  /** Null when it may be done now. */
  readonly refusal: Refusal | null;
};

export type ParticipantView = {
  readonly number: string;
  readonly initials: string | null;
  readonly site: string;
  readonly status: ParticipantStatus;
  readonly screening: number;
  readonly enrolledOn: string;
  readonly allocatedOn: string | null;
  readonly deliveredAt: string | null;
  readonly today: string;
  readonly consent: {
    readonly decision: string;
    readonly version: string;
    readonly language: string;
    readonly signedOn: string | null;
  } | null;
  /** `hidden`: allocated, and not this viewer's to know. */
  readonly arm: ArmView | "hidden" | null;
  readonly schedule: readonly VisitView[];
  readonly ends: readonly EndEvent[];
  /** What the viewer's roles may do here, and why not now. */
  readonly actions: readonly ParticipantAction[];
};

/** One participant with her schedule, what is recorded, and what may be done. */
export const getParticipant = defineUseCase({
  policy: "participant.get",
  kind: "query",
  input: z.strictObject({ study: studyKey, participant: participantNumber }),
  run: async (context, input) => {
    const { study } = context;
    const loaded = await loadParticipant(context, context.db.drizzle, input.participant);
    if (!loaded.ok) return loaded;
    const { record, facts } = loaded.value;
    const protocol = viewedProtocol(loaded.value.study);
    const today = todayAt(context, study, record.site);
    const screening = await findScreening(context.db.drizzle, study.id, record.screening);
    const initials = await readInitials(context.db.drizzle, study.id, [record.number]);
    const consent = screening?.consent ?? null;
    const isHidden = record.allocatedOn !== null && facts.arm === null;
    return accept<ParticipantView>({
      number: record.number,
      initials: initials.get(record.number) ?? null,
      site: record.site,
      status: participantStatus(protocol, facts),
      screening: record.screening,
      enrolledOn: record.enrolledOn,
      allocatedOn: record.allocatedOn,
      deliveredAt: record.deliveredAt,
      today,
      consent:
        consent === null
          ? null
          : {
              decision: consent.decision,
              version: consent.version,
              language: consent.language,
              signedOn: consent.signedOn,
            },
      arm: isHidden ? "hidden" : record.allocatedOn === null ? null : armView(protocol, facts.arm),
      schedule: visitViews({ protocol, record, facts, today, roles: rolesAt(study.viewer.assignments, record.site) }),
      ends: visibleEnds(record.ends, protocol),
      actions: await actionsFor(context, loaded.value, today),
    });
  },
});

async function actionsFor(
  context: StudyContext,
  { record, facts, study }: LoadedParticipant,
  today: string,
): Promise<ParticipantAction[]> {
  const roles = rolesAt(study.viewer.assignments, record.site);
  const may = (policy: ParticipantAction["action"]): boolean =>
    roles.some((role) => (policies[policy].roles as readonly string[]).includes(role));
  const open = canCapture(study.status);
  const refusalOf = (result: Result<unknown>): Refusal | null =>
    !open.ok ? open.refusal : result.ok ? null : result.refusal;
  const protocol = viewedProtocol(study);
  const actions: ParticipantAction[] = [];
  if (may("visit.lock")) {
    for (const { visit } of facts.recorded.filter(
      (recorded) => !recorded.locked && recorded.completeForms.length > 0,
    )) {
      if (!protocol.visits.some((planned) => planned.key === visit)) continue;
      actions.push({ action: "visit.lock", visit, refusal: refusalOf(canLockVisit(protocol, facts, visit)) });
    }
  }
  if (may("allocation.allocate") && study.protocol.allocation !== null && record.allocatedOn === null) {
    const screening = await findScreening(context.db.drizzle, study.id, record.screening);
    const baselineValues: EntryValues = await readVisitValues(
      context.db.drizzle,
      study.id,
      record.number,
      study.protocol.allocation.afterVisit,
    );
    const allocating = canAllocate({
      protocol: study.protocol,
      participant: facts,
      eligible: screening?.screening.eligible ?? false,
      consent: screening === null ? null : screeningFacts(screening).consent,
      baselineValues,
    });
    actions.push({ action: "allocation.allocate", visit: null, refusal: refusalOf(allocating) });
  }
  if (may("participant.recordEnd")) {
    const ending = canRecordEnd({
      participant: facts,
      kind: "lost_to_follow_up",
      on: today,
      reason: "asked when recording",
      today,
    });
    actions.push({ action: "participant.recordEnd", visit: null, refusal: refusalOf(ending) });
  }
  return actions;
}
