import { insertDeviation, insertEnd, lockParticipant, type UnitOfWork } from "@kendali/db";
import {
  accept,
  decideDeviation,
  invariant,
  type DeviationDecision,
  type DeviationKind,
  type Result,
} from "@kendali/domain";
import { studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { deviationRequest, type NewDeviation } from "./deviation-request.ts";

/** What was recorded; no arm, so that it may stand in a receipt. */
export type OpenedDeviation = {
  readonly deviation: string;
  readonly participant: string;
  readonly kind: DeviationKind;
  /** Of two numbers of one woman: the one that counts no more, and the one she goes on under. */
  readonly retired: string | null;
  readonly kept: string | null;
  readonly reportedAt: string;
};

/**
 * Records an error of allocation within a command's transaction, with its event: the slot stays spent and the arm is kept.
 * A second number of one woman is ended in the same transaction. Refuses what `decideDeviation` refuses, and `not_found`.
 */
export async function openDeviation(
  context: StudyContext,
  unit: UnitOfWork,
  report: NewDeviation,
): Promise<Result<OpenedDeviation>> {
  const numbers = [report.participant, ...(report.related === undefined ? [] : [report.related])];
  // In order of the numbers, so that two reports of one pair, told from both sides, do not wait for each other for ever.
  for (const number of numbers.toSorted()) await lockParticipant(unit.tx, context.study.id, number);
  const loaded = await deviationRequest(context, unit.tx, report);
  if (!loaded.ok) return loaded;
  const { request, record } = loaded.value;
  const decided = decideDeviation(request);
  if (!decided.ok) return decided;
  const id = context.newId();
  const reportedAt = context.now();
  await insertDeviation(unit.tx, {
    studyId: context.study.id,
    id,
    participant: record.number,
    siteId: record.site,
    kind: report.kind,
    related: report.related ?? null,
    retired: decided.value.retired,
    criteria: [...request.report.criteria],
    strataRecorded: decided.value.strata?.recorded ?? null,
    strataCorrected: decided.value.strata?.corrected ?? null,
    description: report.description,
    foundOn: report.foundOn,
    reportedBy: context.account.id,
    reportedAt,
  });
  await unit.audit(
    studyEvent(
      context,
      "deviation.report",
      { chain: record.number, site: record.site },
      { deviation: id, kind: report.kind, foundOn: report.foundOn, ...auditedFacts(report, decided.value) },
    ),
  );
  const { retired, kept } = decided.value;
  if (retired !== null && kept !== null) {
    const site = retired === record.number ? record.site : loaded.value.relatedSite;
    invariant(site !== null, "the second number of a pair was found before it was retired");
    await retire(context, unit, { deviation: id, retired, kept, site, on: report.foundOn });
  }
  return accept({ deviation: id, participant: record.number, kind: report.kind, retired, kept, reportedAt });
}

function auditedFacts(report: NewDeviation, decision: DeviationDecision) {
  return {
    related: report.related ?? null,
    retired: decision.retired,
    recorded: decision.strata?.recorded ?? null,
    corrected: decision.strata?.corrected ?? null,
    criteria: [...(report.criteria ?? [])],
    description: report.description,
  };
}

/** Ends the number that counts no more; what was recorded under it stays. */
async function retire(
  context: StudyContext,
  unit: UnitOfWork,
  end: {
    readonly deviation: string;
    readonly retired: string;
    readonly kept: string;
    readonly site: string;
    readonly on: string;
  },
): Promise<void> {
  const { deviation, retired, kept, site, on } = end;
  await insertEnd(unit.tx, {
    studyId: context.study.id,
    participant: retired,
    id: context.newId(),
    siteId: site,
    kind: "duplicate",
    happenedOn: on,
    reason: kept,
    note: null,
    recordedBy: context.account.id,
    recordedAt: context.now(),
  });
  await unit.audit(
    studyEvent(
      context,
      "participant.recordEnd",
      { chain: retired, site },
      { kind: "duplicate", on, reason: kept, note: null, deviation },
    ),
  );
}
