import type { EndEvent, EntrySummary, ParticipantRecord } from "@kendali/db";
import {
  accept,
  refuse,
  type ParticipantFacts,
  type Protocol,
  type RecordedVisit,
  type Result,
  type Role,
} from "@kendali/domain";
import type { ServerContext, StudyScope, StudyViewer } from "./context.ts";
import { dateAt } from "./study-versions.ts";

/**
 * What the rules of `domain` ask about a participant, from what the database holds. `viewed` is the protocol as the viewer
 * may know it: visits and forms that it lacks are left out, so that no rule can answer with one of them. Who performed
 * what stays whole: a person knows what she did herself, and no rule asks about anybody else.
 */
export function factsOf(record: ParticipantRecord, arm: string | null, viewed: Protocol): ParticipantFacts {
  return {
    site: record.site,
    enrolledOn: record.enrolledOn,
    allocatedOn: record.allocatedOn,
    deliveredOn: record.deliveredAt === null ? null : record.deliveredAt.slice(0, 10),
    arm,
    recorded: recordedVisits(withoutHidden(record, viewed)),
    ends: visibleEnds(record.ends, viewed).map(({ kind, on }) => ({ kind, on })),
    performed: record.entries.flatMap(({ visit, form, performedBy }) =>
      performedBy === null ? [] : [{ visit, form, performedBy }],
    ),
    unmaskedBy: record.unmaskedBy,
  };
}

/** Only who was treated can stop being treated: to a masked viewer a discontinued intervention does not exist. */
export function visibleEnds(ends: readonly EndEvent[], viewed: Protocol): readonly EndEvent[] {
  return viewed.arms.length > 0 ? ends : ends.filter((end) => end.kind !== "discontinuation");
}

function withoutHidden(record: ParticipantRecord, viewed: Protocol): Pick<ParticipantRecord, "entries" | "missed"> {
  const planned = new Set(viewed.visits.flatMap((visit) => visit.forms.map((form) => `${visit.key}/${form.form}`)));
  return {
    entries: record.entries.filter((entry) => planned.has(`${entry.visit}/${entry.form}`)),
    missed: record.missed.filter((missed) => viewed.visits.some((visit) => visit.key === missed.visit)),
  };
}

function recordedVisits(record: Pick<ParticipantRecord, "entries" | "missed">): RecordedVisit[] {
  const byVisit = new Map<string, EntrySummary[]>();
  for (const entry of record.entries) byVisit.set(entry.visit, [...(byVisit.get(entry.visit) ?? []), entry]);
  for (const missed of record.missed) if (!byVisit.has(missed.visit)) byVisit.set(missed.visit, []);
  return [...byVisit].map(([visit, entries]) => ({
    visit,
    completeForms: entries.map((entry) => entry.form),
    startedForms: entries.map((entry) => entry.form),
    performedOn: entries.map((entry) => entry.performedOn).sort()[0] ?? null,
    missedOn: record.missed.find((missed) => missed.visit === visit)?.on ?? null,
    locked: entries.length > 0 && entries.every((entry) => entry.status === "locked"),
  }));
}

/** The local date at a site, now. */
export function todayAt(
  server: Pick<ServerContext, "now">,
  study: Pick<StudyScope, "protocol"> & Partial<Pick<StudyScope, "versions">>,
  siteKey: string,
): string {
  return dateAt(server, [study, ...(study.versions ?? [])], siteKey);
}

/** The roles that grants give at one site. */
export function rolesAt(assignments: StudyViewer["assignments"], site: string): Role[] {
  return [...new Set(assignments.filter((one) => one.site === null || one.site === site).map((one) => one.role))];
}

/** Whether a site is one at which the act is allowed. */
export function isWithin(sites: StudyViewer["sites"], site: string): boolean {
  return sites === null || sites.includes(site);
}

/**
 * Whether what belongs to a site may be written by an act whose roles hold at `sites`; null: it belongs to every site, and
 * only a role of every site reaches it. Refuses `not_found` and `needs_every_site`.
 */
export function reaches({ sites }: Pick<StudyViewer, "sites">, site: string | null): Result<null> {
  if (site === null) return sites === null ? accept(null) : refuse("needs_every_site");
  return isWithin(sites, site) ? accept(null) : refuse("not_found");
}
