import { cardListsOf } from "../../cards/card-lists.ts";
import { problem, type Rule } from "./rule.ts";

/** Far more than anybody folds; it bounds what going live has to make. */
const mostCards = 5_000;

/** Sealed cards are few enough to be printed and folded. */
export const cardsCanBeMade: Rule = (protocol) => {
  const { allocation } = protocol;
  if (allocation?.cards === undefined) return [];
  const count = cardListsOf(protocol).length * allocation.cards.perList;
  return count > mostCards ? [problem("allocation/cards", "cards_too_many", { count, maximum: mostCards })] : [];
};
