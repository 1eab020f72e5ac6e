import {
  findScreening,
  lockCard,
  lockParticipant,
  markAllocated,
  readSealedList,
  readVisitValues,
  takeCard,
  type CardAtHand,
  type SealedListRow,
  type UnitOfWork,
} from "@kendali/db";
import {
  accept,
  canUseCard,
  instantOf,
  invariant,
  isLocalDateTime,
  localDateTimeIn,
  parseCardCode,
  refuse,
  type CardDeviation,
  type CardUse,
  type Result,
} from "@kendali/domain";
import { cardArm, stratumKey } from "@kendali/randomization";
import { z } from "zod";
import { openList } from "../../allocation-list.ts";
import { armView, knownArm } from "../../arms.ts";
import { asCapture, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { todayAt } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { openDeviation } from "../deviation/open-deviation.ts";
import { commandId, participantNumber, studyKey, words } from "../inputs.ts";
import { loadParticipant } from "../participant/load-participant.ts";
import { screeningFacts } from "../screening/screening-view.ts";
import type { AllocationAnswer } from "./allocate-participant.ts";

export type CardAnswer = AllocationAnswer & {
  /** As it stands on the card. */
  readonly code: string;
  /** What was reported with it: the card was of another pile, or taken before its turn. The arm stands all the same. */
  readonly deviations: readonly CardDeviation[];
};

/**
 * Enters the allocation that a sealed card told while there was no network: the arm is the card's, derived from the sealed
 * seed by its place in its pile; the day of allocation is the day on which it was opened. The same gate as for any other
 * allocation, one card once. The receipt holds no arm; it is looked up after the commit, for who may see it.
 */
export const useCard = defineUseCase({
  policy: "allocation.useCard",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    participant: participantNumber,
    /** As typed: in lower case, with or without spaces and dashes, O for 0, I or L for 1. */
    code: words(40),
    /** When it was opened, by the clock of the participant's site. */
    openedAt: z.string().refine(isLocalDateTime, "date and time"),
    /** Why a card was used. */
    reason: words(500),
  }),
  run: async (context, input): Promise<Result<CardAnswer>> => {
    const code = parseCardCode(input.code);
    if (code === null) return refuse("card_code_mistyped");
    const used = await asCapture(context, "allocation.useCard", input, (unit) =>
      use(context, unit, { ...input, code }),
    );
    if (!used.ok) return used;
    return accept({
      ...used.value,
      arm: armView(context.study.protocol, await knownArm(context, input.participant)),
    });
  },
});

type CardTold = {
  readonly participant: string;
  readonly code: string;
  readonly openedAt: string;
  readonly reason: string;
};

async function use(context: StudyContext, unit: UnitOfWork, told: CardTold): Promise<Result<Omit<CardAnswer, "arm">>> {
  const { study } = context;
  await lockParticipant(unit.tx, study.id, told.participant);
  const loaded = await loadParticipant(context, unit.tx, told.participant, { whole: true });
  if (!loaded.ok) return loaded;
  const { record, facts } = loaded.value;
  const { protocol } = loaded.value.study;
  const timeZone = study.protocol.sites.find(({ key }) => key === record.site)?.timeZone ?? "UTC";
  const screening = await findScreening(unit.tx, study.id, record.screening);
  const card = await lockCard(unit.tx, study.id, told.code);
  const sealed = await readSealedList(unit.tx, study.id);
  if (sealed === null) return refuse("cards_not_in_study");
  const allowed = canUseCard({
    protocol,
    participant: facts,
    eligible: screening?.screening.eligible ?? false,
    consent: screening === null ? null : screeningFacts(screening).consent,
    baselineValues: await readVisitValues(
      unit.tx,
      study.id,
      record.number,
      study.protocol.allocation?.afterVisit ?? "",
    ),
    card: card === null ? null : { ...card, site: card.siteId, strata: levelsIn(card.stratum) },
    openedAt: told.openedAt,
    now: localDateTimeIn(context.now(), timeZone),
    promisedAt: localDateTimeIn(sealed.createdAt, timeZone),
    reason: told.reason,
  });
  if (!allowed.ok) return allowed;
  invariant(card !== null, "a card that does not exist is refused");
  const { number, site } = record;
  const when = { allocatedOn: told.openedAt.slice(0, 10), allocatedAt: instantOf(told.openedAt, timeZone) };
  const stratum = await take(context, unit, { number, site, card, sealed, use: allowed.value, ...when });
  await markAllocated(unit.tx, study.id, number, when.allocatedOn, when.allocatedAt);
  const { code, reason } = told;
  const { deviations } = allowed.value;
  const data = { allocatedOn: when.allocatedOn, openedAt: told.openedAt, stratum, code, pile: card.list, reason };
  await unit.audit(
    studyEvent(context, "allocation.useCard", { chain: number, site }, { ...data, deviations: [...deviations] }),
  );
  for (const kind of deviations) {
    const foundOn = todayAt(context, study, site);
    const opened = await openDeviation(context, unit, { participant: number, kind, foundOn, description: reason });
    if (!opened.ok) return opened;
  }
  return accept({ number, ...when, code, deviations: [...deviations] });
}

type Taking = {
  readonly number: string;
  readonly site: string;
  readonly card: CardAtHand;
  readonly sealed: SealedListRow;
  readonly use: CardUse;
  readonly allocatedOn: string;
  readonly allocatedAt: string;
};

/** Records who holds the card, in her own stratum; answers that stratum. */
async function take(context: StudyContext, unit: UnitOfWork, taking: Taking): Promise<string> {
  const { study } = context;
  const { number, site, card, sealed, use: allowed, allocatedOn, allocatedAt } = taking;
  const own = stratumKey(Object.fromEntries(allowed.strata.map(({ factor, level }) => [factor, level])));
  invariant(own.ok, "strata that were found have values");
  const pile = { site: card.siteId, stratumKey: card.stratum };
  await takeCard(unit.tx, {
    studyId: study.id,
    participant: number,
    siteId: site,
    stratum: own.value,
    list: card.list,
    source: "card",
    slot: card.position,
    arm: cardArm(openList(sealed, context.keys.sealKey), pile, card.position),
    allocatedOn,
    allocatedAt,
    allocatedBy: context.account.id,
  });
  return own.value;
}

function levelsIn(stratum: string): Readonly<Record<string, string>> {
  return JSON.parse(stratum) as Readonly<Record<string, string>>;
}
