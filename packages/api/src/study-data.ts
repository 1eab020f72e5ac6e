import {
  hasInjectedClock,
  listArmGuesses,
  listDeviations,
  listProtocolVersions,
  listRegisterCounts,
  listUnmaskings,
  readAllocations,
  readStudyRecords,
  type AllocationRow,
  type Database,
  type Executor,
  type UnmaskingRow,
} from "@kendali/db";
import type { ParticipantData, ScreeningData, StudyData } from "@kendali/datasets";
import { studyKinds } from "@kendali/domain";
import type { StudyScope } from "./context.ts";
import { unionOf } from "./study-versions.ts";
import { todayAt } from "./participant-facts.ts";

type Records = Awaited<ReturnType<typeof readStudyRecords>>;

/**
 * Everything of a study that its datasets are made from, read at one moment: one repeatable-read transaction, in a fixed
 * order, so that the same data give the same bytes. Arms are read only when asked for.
 */
export async function buildStudyData(
  db: Database,
  scope: Pick<StudyScope, "id" | "kind" | "protocol" | "unblindedAt"> & Partial<Pick<StudyScope, "versions">>,
  options: { readonly withArm: boolean; readonly items?: readonly string[]; readonly sites?: readonly string[] | null },
): Promise<StudyData> {
  const published = scope.versions ?? [];
  const study = published.length > 1 ? { ...scope, protocol: unionOf({ versions: published }) } : scope;
  return db.drizzle.transaction(
    async (tx) => {
      const records = await readStudyRecords(tx, study.id, options);
      const registerCounts = await listRegisterCounts(tx, study.id);
      const versions = await listProtocolVersions(tx, study.id);
      const arms = options.withArm && study.protocol.allocation !== null ? await readAllocations(tx, study.id) : null;
      const isInjected = studyKinds[study.kind].allowsInjectedClock && (await hasInjectedClock(tx, study.id));
      return {
        protocol: study.protocol,
        ...(published.length > 1 ? { versions: published.map((version) => version.protocol) } : {}),
        kind: study.kind,
        clock: isInjected ? "injected" : "server",
        registerCounts: registerCounts.filter(({ site }) => !options.sites || options.sites.includes(site)),
        screenings: screeningsOf(records, study.kind, published.length > 1 ? versions : null),
        participants: participantsOf(records, {
          arms,
          versions,
          kind: study.kind,
          unmaskings: await listUnmaskings(tx, study.id, options.sites ?? null),
        }),
        ...(await deviationsOf(tx, study, options.sites ?? null)),
        ...(options.withArm && study.unblindedAt !== null ? await guessesOf(tx, study) : {}),
      };
    },
    { isolationLevel: "repeatable read" },
  );
}

/** Errors of allocation, in the order they were reported, without what people wrote about them. */
async function deviationsOf(
  tx: Executor,
  study: Pick<StudyScope, "id" | "protocol">,
  sites: readonly string[] | null,
): Promise<Pick<StudyData, "deviations">> {
  if (study.protocol.allocation === null) return {};
  const rows = await listDeviations(tx, { studyId: study.id, sites });
  return {
    deviations: rows.toReversed().map((row) => ({
      participant: row.participant,
      kind: row.kind,
      related: row.related,
      retired: row.retired,
      criteria: row.criteria,
      strata:
        row.strataRecorded === null || row.strataCorrected === null
          ? null
          : { recorded: row.strataRecorded, corrected: row.strataCorrected },
      foundOn: row.foundOn,
      reportedOn: todayAt({ now: () => row.reportedAt }, study, row.siteId),
    })),
  };
}

/** What assessors believed of the arms: only beside the arms themselves, and only once everybody may know them. */
async function guessesOf(
  tx: Executor,
  study: Pick<StudyScope, "id" | "protocol">,
): Promise<Pick<StudyData, "guesses">> {
  if (study.protocol.allocation === null) return {};
  const rows = await listArmGuesses(tx, study.id);
  return {
    guesses: rows.map((row) => ({
      participant: row.participant,
      guess: row.guess,
      certainty: row.certainty,
      reason: row.reason,
      on: row.guessedOn,
    })),
  };
}

function screeningsOf(
  records: Records,
  kind: StudyScope["kind"],
  /** Their numbers by hash; null in a study of one version. */
  versions: ReadonlyMap<string, string> | null,
): ScreeningData[] {
  const participants = new Map(records.participants.map((one) => [one.screening, one.number]));
  const decisions = new Map(records.consents.map((one) => [one.screening, one]));
  return records.screenings.map((screening) => {
    const consent = decisions.get(screening.number);
    // A screening of an import without eligibility answers says so: it failed nothing, and passed nothing.
    const isAvailable = !studyKinds[kind].allowsNotAvailable || Object.keys(screening.answers).length > 0;
    return {
      number: String(screening.number),
      site: screening.siteId,
      eligible: isAvailable ? screening.eligible : null,
      failed: screening.failed,
      declinedReason: screening.declinedReason ?? (consent?.decision === "declined" ? (consent.reason ?? "") : null),
      screenedOn: isAvailable ? screening.screenedOn : null,
      participant: participants.get(screening.number) ?? null,
      ...(versions === null ? {} : { protocolVersion: versions.get(screening.protocolHash) ?? "" }),
    };
  });
}

function participantsOf(
  records: Records,
  known: {
    readonly arms: ReadonlyMap<string, AllocationRow> | null;
    readonly versions: ReadonlyMap<string, string>;
    readonly kind: StudyScope["kind"];
    readonly unmaskings: readonly UnmaskingRow[];
  },
): ParticipantData[] {
  const entries = groupBy(records.entries, (entry) => entry.participant);
  const missed = groupBy(records.missed, (event) => event.participant);
  const ends = groupBy(records.ends, (event) => event.participant);
  const unmaskings = groupBy(known.unmaskings, (act) => act.participant);
  const consents = new Map(records.consents.map((one) => [one.screening, one]));
  const hasDates = !studyKinds[known.kind].allowsNotAvailable;
  return records.participants.map((participant) => {
    const consent = consents.get(participant.screening);
    const allocation = known.arms?.get(participant.number);
    const mine = ends.get(participant.number) ?? [];
    const isWithdrawn = mine.some((end) => end.kind === "withdrawal");
    return {
      number: participant.number,
      site: participant.siteId,
      enrolledOn: hasDates ? participant.enrolledOn : null,
      consent:
        consent === undefined || consent.decision === "not_available"
          ? { status: "not_available", version: null, on: null }
          : { status: isWithdrawn ? "withdrawn" : "given", version: consent.version, on: consent.signedOn },
      allocatedOn: participant.allocatedOn,
      arm: allocation?.arm ?? null,
      strata: allocation === undefined ? null : (JSON.parse(allocation.stratum) as Record<string, string>),
      ends: mine.map((end) => ({ kind: end.kind, on: end.happenedOn, reason: end.reason })),
      entries: (entries.get(participant.number) ?? []).map((entry) => ({
        visit: entry.visit,
        form: entry.form,
        performedOn: hasDates ? entry.performedOn : null,
        performedBy: hasDates ? entry.performedBy : null,
        values: entry.values,
        // Locked or not, what is stored was complete when it was saved.
        status: "complete",
        outOfWindowReason: entry.outOfWindowReason,
        softReasons: entry.softReasons,
        protocolVersion: known.versions.get(entry.protocolHash) ?? "",
      })),
      missed: (missed.get(participant.number) ?? []).map((event) => ({
        visit: event.visit,
        reason: event.reason,
        on: event.happenedOn,
      })),
      ...unmaskingsOf(unmaskings.get(participant.number) ?? []),
    };
  });
}

/** Left out where there is none, so that a study without any has the same snapshots as before they were recorded. */
function unmaskingsOf(acts: readonly UnmaskingRow[]): Pick<ParticipantData, "unmaskings"> {
  return acts.length === 0 ? {} : { unmaskings: acts.map((act) => ({ on: act.unmaskedOn, category: act.category })) };
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
