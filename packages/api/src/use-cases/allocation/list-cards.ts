import { countCards, readPrintings } from "@kendali/db";
import { accept, refuse, type Result, type StratumLevel } from "@kendali/domain";
import { z } from "zod";
import { isWithin } from "../../participant-facts.ts";
import { pilesOf } from "../../sealed-cards.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";

/** One pile of cards and its printings; nothing of their use, which would tell of participants. */
export type CardPileView = {
  readonly site: string;
  readonly strata: readonly StratumLevel[];
  readonly cards: number;
  /** The oldest first. Instants are ISO 8601 UTC; the first has no reason. */
  readonly printings: readonly { readonly at: string; readonly by: string; readonly reason: string | null }[];
};

/** The piles of sealed cards of a study: none before it is live. */
export const listCards = defineUseCase({
  policy: "allocation.cards",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context): Promise<Result<{ readonly piles: readonly CardPileView[] }>> => {
    const { study } = context;
    if (study.protocol.allocation?.cards === undefined) return refuse("cards_not_in_study");
    const [counts, printings] = await context.db.drizzle.transaction(async (tx) => [
      await countCards(tx, study.id),
      await readPrintings(tx, study.id),
    ]);
    return accept({
      piles: pilesOf(study.protocol)
        .filter(({ site }) => isWithin(study.viewer.sites, site))
        .flatMap(({ site, strata, list }): readonly CardPileView[] => {
          const cards = counts.find((counted) => counted.list === list)?.count;
          if (cards === undefined) return [];
          const mine = printings.filter((printing) => printing.list === list);
          return [
            {
              site,
              strata,
              cards,
              printings: mine.map(({ printedAt, printedByName, reason }) => {
                return { at: printedAt, by: printedByName, reason };
              }),
            },
          ];
        }),
    });
  },
});
