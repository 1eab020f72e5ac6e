import { findParticipant, listDeviations, readStratum, type Executor, type ParticipantRecord } from "@kendali/db";
import {
  accept,
  deviationStatus,
  refuse,
  type AllocatedNumber,
  type DeviationKind,
  type DeviationRequest,
  type Result,
  type StratumAnswers,
} from "@kendali/domain";
import { z } from "zod";
import type { StudyContext } from "../../context.ts";
import { todayAt } from "../../participant-facts.ts";
import { asUnion } from "../../study-versions.ts";
import { visibleForms } from "../../viewed-protocol.ts";
import { key, localDate, participantNumber, words } from "../inputs.ts";

/** What is told of one error of allocation; which facts a kind needs is the domain's to say. */
export type NewDeviation = {
  readonly participant: string;
  readonly kind: DeviationKind;
  readonly foundOn: string;
  readonly description: string;
  readonly related?: string | undefined;
  readonly strata?: StratumAnswers | undefined;
  readonly criteria?: readonly string[] | undefined;
};

export const deviationFacts = {
  participant: participantNumber,
  kind: z.enum([
    "wrong_stratum",
    "ineligible",
    "duplicate",
    "wrong_person",
    "card_out_of_order",
    "card_wrong_pile",
    "other",
  ]),
  foundOn: localDate,
  description: words(2000),
  related: participantNumber.optional(),
  strata: z.record(key, words(60)).optional(),
  criteria: z.array(key).max(40).optional(),
};

/**
 * Everything that the rule asks about a report, as the database holds it. No arm is read: the error, its consequence and
 * every refusal of it are the same whichever group the participants are in.
 */
export async function deviationRequest(
  context: StudyContext,
  tx: Executor,
  report: NewDeviation,
): Promise<
  Result<{
    readonly request: DeviationRequest;
    readonly record: ParticipantRecord;
    readonly relatedSite: string | null;
  }>
> {
  const { study } = context;
  const find = (number: string) =>
    findParticipant(tx, {
      studyId: study.id,
      sites: study.viewer.sites,
      deliveryItem: null,
      visible: visibleForms(asUnion(study)),
      number,
    });
  const record = await find(report.participant);
  if (record === null) return refuse("not_found");
  const related = report.related === undefined ? null : await find(report.related);
  const earlier = await listDeviations(tx, { studyId: study.id, sites: null, participant: record.number });
  const mine = earlier.filter((one) => one.participant === record.number);
  return accept({
    record,
    relatedSite: related?.site ?? null,
    request: {
      protocol: study.protocol,
      report: {
        kind: report.kind,
        foundOn: report.foundOn,
        description: report.description,
        related: report.related ?? null,
        strata: report.strata ?? null,
        criteria: report.criteria ?? [],
      },
      participant: numberOf(record),
      related: related === null ? null : numberOf(related),
      recordedStrata:
        mine.find((one) => one.strataCorrected !== null)?.strataCorrected ??
        (await stratumAnswers(tx, study.id, record.number)),
      open: mine.filter((one) => deviationStatus(one.reviews) !== "closed").map((one) => one.kind),
      today: todayAt(context, study, record.site),
    },
  });
}

function numberOf(record: ParticipantRecord): AllocatedNumber {
  const { number, allocatedOn, allocatedAt } = record;
  return { number, allocatedOn, allocatedAt, ends: record.ends.map(({ kind, on }) => ({ kind, on })) };
}

/** The answers she was allocated with, by question; the site of a stratum is hers and cannot be wrong here. */
async function stratumAnswers(tx: Executor, studyId: string, participant: string): Promise<StratumAnswers> {
  const stratum = await readStratum(tx, studyId, participant);
  if (stratum === null) return {};
  const { site: _site, ...answers } = JSON.parse(stratum) as Record<string, string | number | boolean>;
  return Object.fromEntries(Object.entries(answers).map(([item, level]) => [item, String(level)]));
}
