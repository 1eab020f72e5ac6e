import {
  countOpenDeviations,
  findStudy,
  listMaskingRequests,
  listParticipants,
  listScreenings,
  readSealedList,
} from "@kendali/db";
import { deriveFlow, hasArms, poolStudyData, primaryOutcome, type FlowCounts, type StudyData } from "@kendali/datasets";
import {
  accept,
  actingAssignments,
  daysBetween,
  policies,
  sitesOf,
  type LocalizedText,
  type ParticipantFacts,
  type VisitState,
} from "@kendali/domain";
import { z } from "zod";
import { armIn, knownArms } from "../../arms.ts";
import type { StudyContext } from "../../context.ts";
import { factsOf, isWithin, todayAt } from "../../participant-facts.ts";
import { buildStudyData } from "../../study-data.ts";
import { defineUseCase } from "../../use-case.ts";
import { forParticipant } from "../../study-versions.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { studyKey } from "../inputs.ts";
import { canDecide } from "../masking/list-masking.ts";
import { noticesOf, type NoticeView } from "../notice/notices.ts";
import { visitViews, type VisitView } from "../participant/visit-view.ts";
import { recruitmentSeries, type Recruitment } from "./recruitment.ts";

export type StudyOverview = {
  readonly today: string;
  /** Arms merged where the viewer is masked. */
  readonly isMasked: boolean;
  readonly standing: StudyStanding;
  readonly flow: FlowCounts;
  readonly recruitment: Recruitment;
  readonly sites: readonly {
    readonly site: string;
    readonly name: LocalizedText;
    /** Allocated in a trial, enrolled otherwise. */
    readonly count: number;
    readonly lastFourWeeks: number;
    readonly screened: number;
    readonly notConsented: number;
  }[];
  /** Per visit that every participant has: how many are where. */
  readonly visits: readonly {
    readonly visit: string;
    readonly label: LocalizedText;
    readonly of: number;
    readonly done: number;
    readonly missed: number;
    readonly due: number;
    readonly overdue: number;
    readonly later: number;
    readonly left: number;
  }[];
  /** What needs a person, the most urgent first. */
  readonly attention: readonly Attention[];
};

/** Where the study stands, and what was promised before anybody was allocated. Instants are ISO 8601 UTC. */
export type StudyStanding = {
  readonly liveAt: string | null;
  readonly lockedAt: string | null;
  readonly unblindedAt: string | null;
  readonly unblindingReason: string | null;
  /** The SHA-256 by which the sealed allocation list can be checked later. */
  readonly commitment: string | null;
  /** Whether the list came from a published seed, as only studies without real persons may have. */
  readonly hasPublishedSeed: boolean;
  /** What the sites' registers listed, where that was recorded. */
  readonly registerCounts: readonly { readonly site: string; readonly count: number }[];
};

export type Attention =
  | {
      readonly kind: "visits_overdue";
      readonly count: number;
      readonly oldestDays: number;
      readonly sites: readonly { readonly site: string; readonly count: number }[];
      readonly participants: readonly string[];
    }
  | { readonly kind: "ethics_ending"; readonly on: string; readonly days: number }
  | { readonly kind: "ethics_missing" }
  | {
      readonly kind: "baseline_to_lock" | "to_allocate";
      readonly count: number;
      readonly participants: readonly string[];
    }
  | { readonly kind: "to_enrol" | "to_consent"; readonly count: number; readonly screenings: readonly number[] }
  | { readonly kind: "deviations_open"; readonly count: number }
  | { readonly kind: "register_missing"; readonly sites: readonly string[] }
  /** Of `count` notices that the viewer has not acknowledged, the newest. */
  | { readonly kind: "notices"; readonly count: number; readonly notices: readonly NoticeView[] }
  /** Changes of masking that wait for this viewer as the second person. */
  | { readonly kind: "masking_to_decide"; readonly count: number };

const ethicsNoticeDays = 60;
const mostNamed = 20;

/** The numbers of the first page: recruitment, flow, visits, and what needs a person. */
export const getOverview = defineUseCase({
  policy: "study.overview",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { study } = context;
    const isMasked = hasArms(study.protocol) && study.viewer.sight !== "all";
    const outcome = primaryOutcome(study.protocol);
    const data = await buildStudyData(context.db, study, {
      withArm: !isMasked,
      items: outcome === undefined ? [] : [outcome.item],
      sites: study.viewer.sites,
    });
    const seen = isMasked ? poolStudyData(data) : data;
    const people = await peopleOf(context);
    const sites = study.protocol.sites.filter((site) => isWithin(study.viewer.sites, site.key));
    const today = todayAt(context, study, sites[0]?.key ?? "");
    const entered = enteredOn(study.protocol.allocation !== null, data);
    return accept<StudyOverview>({
      today,
      isMasked,
      standing: await standingOf(context, data),
      flow: deriveFlow(seen, isMasked),
      recruitment: recruitmentSeries({
        dates: entered.map((one) => one.on),
        target: study.protocol.sampleSize.target,
        counts: study.protocol.allocation === null ? "enrolled" : "allocated",
        today,
      }),
      sites: sites.map((site) => ({
        site: site.key,
        name: site.name,
        count: entered.filter((one) => one.site === site.key).length,
        lastFourWeeks: entered.filter((one) => one.site === site.key && daysBetween(one.on, today) < 28).length,
        screened: data.screenings.filter((screening) => screening.site === site.key).length,
        notConsented: data.screenings.filter(
          (screening) => screening.site === site.key && screening.participant === null,
        ).length,
      })),
      visits: visitRows(people.filter(({ facts }) => facts.ends.every((end) => end.kind !== "duplicate"))),
      attention: await attentionOf(context, people, { data, today }),
    });
  },
});

async function standingOf({ db, study }: StudyContext, data: StudyData): Promise<StudyStanding> {
  const row = await findStudy(db.drizzle, study.key);
  const list =
    study.protocol.allocation === null ? null : await db.drizzle.transaction((tx) => readSealedList(tx, study.id));
  return {
    liveAt: row?.liveAt ?? null,
    lockedAt: row?.lockedAt ?? null,
    unblindedAt: row?.unblindedAt ?? null,
    unblindingReason: row?.unblindingReason ?? null,
    commitment: list?.commitment ?? null,
    hasPublishedSeed: list?.publishedSeed ?? false,
    registerCounts: data.registerCounts,
  };
}

type Person = {
  readonly number: string;
  readonly site: string;
  readonly facts: ParticipantFacts;
  readonly visits: readonly VisitView[];
};

async function peopleOf(context: StudyContext): Promise<Person[]> {
  const { study } = context;
  const records = await listParticipants(context.db.drizzle, {
    studyId: study.id,
    sites: study.viewer.sites,
    deliveryItem: study.protocol.deliveryItem,
  });
  const arms = await knownArms(context);
  return records.map((record) => {
    const protocol = viewedProtocol(forParticipant(context, study, record));
    const facts = factsOf(record, armIn(context, arms, record.number), protocol);
    const visits = visitViews({
      protocol,
      record,
      facts,
      today: todayAt(context, study, record.site),
      roles: study.viewer.roles,
    });
    return { number: record.number, site: record.site, facts, visits };
  });
}

function enteredOn(isTrial: boolean, data: StudyData): { readonly site: string; readonly on: string }[] {
  return data.participants.flatMap((participant) => {
    const on = isTrial ? participant.allocatedOn : participant.enrolledOn;
    // A second number of one woman is no second participant.
    return on === null || participant.ends.some((end) => end.kind === "duplicate")
      ? []
      : [{ site: participant.site, on }];
  });
}

function visitRows(people: readonly Person[]): StudyOverview["visits"] {
  const all = people.flatMap((person) => person.visits.filter((visit) => visit.window !== null));
  const labels = new Map(all.map((visit) => [visit.visit, visit.label]));
  return [...labels].map(([visit, label]) => {
    const rows = all.filter((row) => row.visit === visit);
    const count = (state: VisitState): number => rows.filter((row) => row.state === state).length;
    return {
      visit,
      label,
      of: rows.length,
      done: count("done"),
      missed: count("missed"),
      due: count("due"),
      overdue: count("overdue"),
      later: count("later"),
      left: count("not_applicable"),
    };
  });
}

async function attentionOf(
  context: StudyContext,
  people: readonly Person[],
  seen: { readonly data: StudyData; readonly today: string },
): Promise<Attention[]> {
  const { study } = context;
  const told = [...(await openNotices(context)), ...(await maskingToDecide(context))];
  if (study.status === "locked") return told;
  return [
    ...told,
    ...overdueVisits(people),
    ...ethicsNotices(context, seen.today),
    ...(await deviationTask(context)),
    ...baselineTasks(context, people),
    ...(await screeningTasks(context)),
    ...registerTask(context, seen.data),
  ];
}

async function openNotices(context: StudyContext): Promise<Attention[]> {
  const open = (await noticesOf(context)).filter((notice) => notice.acknowledgedAt === null);
  return open.length === 0 ? [] : [{ kind: "notices", count: open.length, notices: open.slice(0, mostNamed) }];
}

async function maskingToDecide(context: StudyContext): Promise<Attention[]> {
  const { study } = context;
  const acting = actingAssignments(policies["masking.decide"], study.viewer.assignments);
  if (!acting.ok) return [];
  const sites = sitesOf(acting.value);
  const deciding = { ...context, study: { ...study, viewer: { ...study.viewer, sites } } };
  const requests = await listMaskingRequests(context.db.drizzle, { studyId: study.id, sites });
  const count = requests.filter((request) => canDecide(deciding, request, "decline").ok).length;
  return count === 0 ? [] : [{ kind: "masking_to_decide", count }];
}

/** Errors of allocation wait for a review by who may close them. */
async function deviationTask({ db, study }: StudyContext): Promise<Attention[]> {
  const reviewing = actingAssignments(policies["deviation.review"], study.viewer.assignments);
  if (study.protocol.allocation === null || !reviewing.ok) return [];
  const count = await countOpenDeviations(db.drizzle, { studyId: study.id, sites: sitesOf(reviewing.value) });
  return count === 0 ? [] : [{ kind: "deviations_open", count }];
}

function overdueVisits(people: readonly Person[]): Attention[] {
  const rows = people.flatMap((person) =>
    person.visits.filter((visit) => visit.state === "overdue").map((visit) => ({ person, visit })),
  );
  if (rows.length === 0) return [];
  const sites = [...new Set(rows.map((row) => row.person.site))].map((site) => ({
    site,
    count: rows.filter((row) => row.person.site === site).length,
  }));
  return [
    {
      kind: "visits_overdue",
      count: rows.length,
      oldestDays: Math.max(...rows.map((row) => row.visit.daysLate)),
      sites: sites.toSorted((a, b) => b.count - a.count),
      participants: [...new Set(rows.map((row) => row.person.number))].slice(0, mostNamed),
    },
  ];
}

function ethicsNotices({ study }: StudyContext, today: string): Attention[] {
  if (study.kind !== "live") return [];
  const { ethics } = study.protocol;
  if (ethics === null) return [{ kind: "ethics_missing" }];
  const days = daysBetween(today, ethics.expiresOn);
  return days <= ethicsNoticeDays ? [{ kind: "ethics_ending", on: ethics.expiresOn, days }] : [];
}

function baselineTasks({ study }: StudyContext, people: readonly Person[]): Attention[] {
  const after = study.protocol.allocation?.afterVisit;
  if (after === undefined) return [];
  const waiting = people.filter((person) => person.facts.allocatedOn === null && person.facts.ends.length === 0);
  const baseline = (person: Person): VisitView | undefined => person.visits.find((visit) => visit.visit === after);
  const toLock = waiting.filter((person) => baseline(person)?.state === "done" && baseline(person)?.locked === false);
  const toAllocate = waiting.filter((person) => baseline(person)?.locked === true);
  const task = (kind: "baseline_to_lock" | "to_allocate", who: readonly Person[]): Attention[] =>
    who.length === 0
      ? []
      : [{ kind, count: who.length, participants: who.slice(0, mostNamed).map((person) => person.number) }];
  return [...task("baseline_to_lock", toLock), ...task("to_allocate", toAllocate)];
}

async function screeningTasks({ db, study }: StudyContext): Promise<Attention[]> {
  const records = await listScreenings(db.drizzle, study.id, { sites: study.viewer.sites, after: 0, limit: 100_000 });
  const open = records.filter(
    ({ screening, participant }) => screening.eligible && screening.declinedReason === null && participant === null,
  );
  const task = (kind: "to_enrol" | "to_consent", numbers: readonly number[]): Attention[] =>
    numbers.length === 0 ? [] : [{ kind, count: numbers.length, screenings: numbers.slice(0, mostNamed) }];
  const numbers = (decision: string | null): number[] =>
    open.filter(({ consent }) => (consent?.decision ?? null) === decision).map(({ screening }) => screening.number);
  return [...task("to_enrol", numbers("given")), ...task("to_consent", numbers(null))];
}

/** Total sampling starts its flow from the register: a site without its count leaves the flow without a beginning. */
function registerTask({ study }: StudyContext, data: StudyData): Attention[] {
  if (study.protocol.sampling.method !== "total" || study.kind === "reconstructed") return [];
  const counted = new Set(data.registerCounts.map((count) => count.site));
  const missing = study.protocol.sites
    .map((site) => site.key)
    .filter((site) => isWithin(study.viewer.sites, site) && !counted.has(site));
  return missing.length === 0 ? [] : [{ kind: "register_missing", sites: missing }];
}
