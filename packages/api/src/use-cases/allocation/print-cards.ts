import { insertPrinting, lockPrintings, readPile, readSealedList, type UnitOfWork } from "@kendali/db";
import { accept, invariant, namesArm, refuse, type Result, type StratumLevel } from "@kendali/domain";
import { cardArms } from "@kendali/randomization";
import { z } from "zod";
import { openList } from "../../allocation-list.ts";
import { armView, type ArmView } from "../../arms.ts";
import { asCapture, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { notify } from "../../notices.ts";
import { isWithin } from "../../participant-facts.ts";
import { pilesOf, type Pile } from "../../sealed-cards.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, studyKey, words } from "../inputs.ts";

export type PrintedCards = {
  readonly site: string;
  readonly strata: readonly StratumLevel[];
  /** 1 for the first set of cards, 2 and more for those printed again. */
  readonly printing: number;
  readonly printedAt: string;
  /** In the order in which they are to be used; the number on the card is its place from 1. */
  readonly cards: readonly { readonly number: number; readonly code: string; readonly arm: ArmView }[];
};

/**
 * The cards of one pile with what goes inside them, for printing and folding. Only who holds no other role in the study may
 * ask; a second set needs a reason, and who leads the study is told of it. The receipt holds no arm: the cards are derived
 * from the sealed seed after the commit, each time the same.
 */
export const printCards = defineUseCase({
  policy: "allocation.printCards",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    site: key,
    /** The level of each of the plan's factors. */
    strata: z.record(key, words(60)),
    /** Why a pile is printed again. */
    reason: words(500).optional(),
  }),
  run: async (context, input): Promise<Result<PrintedCards>> => {
    const { study } = context;
    if (study.protocol.allocation?.cards === undefined) return refuse("cards_not_in_study");
    const pile = pilesOf(study.protocol).find(({ site, strata }) => {
      const isAsked = strata.every(({ factor, level }) => input.strata[factor] === level);
      return site === input.site && isAsked && strata.length === Object.keys(input.strata).length;
    });
    if (pile === undefined || !isWithin(study.viewer.sites, pile.site)) return refuse("not_found");
    const printed = await asCapture(context, "allocation.printCards", input, (unit) =>
      recordPrinting(context, unit, { pile, reason: input.reason ?? null }),
    );
    if (!printed.ok) return printed;
    const { site, strata } = pile;
    return accept({ site, strata, ...printed.value, cards: await cardsWithArms(context, pile) });
  },
});

type Printing = { readonly printing: number; readonly printedAt: string };

async function recordPrinting(
  context: StudyContext,
  unit: UnitOfWork,
  { pile, reason }: { readonly pile: Pile; readonly reason: string | null },
): Promise<Result<Printing>> {
  const { study } = context;
  const { site, list, stratumKey } = pile;
  const earlier = await lockPrintings(unit.tx, study.id, list);
  if (earlier > 0 && reason === null) return refuse("card_reprint_reason");
  if (reason !== null && namesArm(study.protocol, reason)) return refuse("text_names_arm", { field: "reason" });
  const [printing, printedAt] = [earlier + 1, context.now()];
  const why = earlier === 0 ? null : reason;
  await insertPrinting(unit.tx, {
    studyId: study.id,
    list,
    sequence: printing,
    printedBy: context.account.id,
    printedAt,
    reason: why,
  });
  const data = { stratum: stratumKey, printing, reason: why };
  await unit.audit(studyEvent(context, "allocation.printCards", { chain: "study", site }, data));
  if (printing > 1) await notify(context, unit, { kind: "cards_reprinted", site, params: { site, printing } });
  return accept({ printing, printedAt });
}

async function cardsWithArms(context: StudyContext, pile: Pile): Promise<PrintedCards["cards"]> {
  const { study } = context;
  const [list, cards] = await context.db.drizzle.transaction(async (tx) => [
    await readSealedList(tx, study.id),
    await readPile(tx, study.id, pile.list),
  ]);
  invariant(list !== null && cards.length > 0, "a live study with cards has laid them out");
  const arms = cardArms(openList(list, context.keys.sealKey), { pile, count: cards.length });
  return cards.map(({ position, code }) => {
    const arm = armView(study.protocol, arms[position] ?? null);
    invariant(arm !== null, "a card names an arm of its study");
    return { number: position + 1, code, arm };
  });
}
