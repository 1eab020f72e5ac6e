import { cardArms, deriveCards, type Card } from "../cards/derive-cards.ts";
import { cardListKey, type CardPlan } from "../cards/card-plan.ts";
import type { RandomizationList } from "../schemes/allocation-at.ts";
import { rowsOutOfOrder } from "./rows-out-of-order.ts";

/** A card that was used: whose it became, where it lay, and the arm that was told. `participant` is the study's number. */
export type UsedCard = {
  readonly participant: string;
  readonly code: string;
  /** Of the card, which need not be the participant's own: a card from a wrong pile keeps its arm. */
  readonly site: string;
  readonly stratumKey: string;
  /** Its place in the pile, from 0. Cards need not be used in order. */
  readonly position: number;
  readonly armKey: string;
};

/** The cards of a revealed study: what was promised about them, and those that were used. */
export type RevealedCards = CardPlan & {
  /** How many participants were allocated by a card, counted apart from the rows. */
  readonly usedCount: number;
  readonly used: readonly UsedCard[];
};

/**
 * One used card that is not as the secret, the count or the other rows say. `row` is the index in `cards.used`; `recorded`
 * and `expected` are arms under `card_arm_differs` and codes under `card_unknown`.
 */
export type CardDifference =
  | {
      readonly kind:
        "card_arm_differs" | "card_unknown" | "card_repeated" | "card_participant_repeated" | "card_out_of_order";
      readonly cardRow: number;
      readonly participant: string;
      readonly code: string;
      readonly recorded: string | null;
      readonly expected: string | null;
    }
  | { readonly kind: "card_count_differs"; readonly stated: number; readonly found: number };

type Rows = { readonly list: RandomizationList; readonly cards: RevealedCards; readonly others: ReadonlySet<string> };

/**
 * Derives every used card again: its code and its arm from its pile and position. A pile with cards left is as it should
 * be, and so is any order of use; a card used twice, a participant with two rows (`others` are those that the server
 * allocated), and rows taken away or moved are not.
 */
export function cardDifferences({ list, cards, others }: Rows): readonly CardDifference[] {
  const known = new Map(deriveCards(list.secret, cards).map((card) => [placeOf(card.list, card.position), card]));
  const arms = new Map<string, readonly string[]>();
  const armIn = (card: Card) => {
    const opened = arms.get(card.list) ?? cardArms(list, { pile: card, count: cards.perList });
    arms.set(card.list, opened);
    return opened[card.position] ?? null;
  };
  const seen = { cards: new Map<string, number>(), participants: new Map<string, number>() };
  for (const row of cards.used) {
    count(seen.cards, placeOf(cardListKey(row), row.position));
    count(seen.participants, row.participant);
  }
  const moved = new Set(rowsOutOfOrder(cards.used, inCardOrder));
  const found = cards.used.flatMap((row, cardRow): readonly CardDifference[] => {
    const card = known.get(placeOf(cardListKey(row), row.position)) ?? null;
    const expected = card === null ? null : armIn(card);
    const at = { cardRow, participant: row.participant, code: row.code };
    const none = { recorded: null, expected: null };
    const isTwice = (seen.cards.get(placeOf(cardListKey(row), row.position)) ?? 0) > 1;
    const isSecond = (seen.participants.get(row.participant) ?? 0) > 1 || others.has(row.participant);
    return [
      ...(card?.code === row.code
        ? []
        : [{ kind: "card_unknown" as const, ...at, recorded: row.code, expected: card?.code ?? null }]),
      ...(card === null || expected === row.armKey
        ? []
        : [{ kind: "card_arm_differs" as const, ...at, recorded: row.armKey, expected }]),
      ...(isTwice ? [{ kind: "card_repeated" as const, ...at, ...none }] : []),
      ...(isSecond ? [{ kind: "card_participant_repeated" as const, ...at, ...none }] : []),
      ...(moved.has(cardRow) ? [{ kind: "card_out_of_order" as const, ...at, ...none }] : []),
    ];
  });
  const rows = cards.used.length;
  if (rows === cards.usedCount) return found;
  return [...found, { kind: "card_count_differs", stated: cards.usedCount, found: rows }];
}

/** Used cards by the names of their lists, then by position. */
export function inCardOrder(left: UsedCard, right: UsedCard): number {
  const [first, second] = [cardListKey(left), cardListKey(right)];
  return first < second ? -1 : first > second ? 1 : left.position - right.position;
}

function placeOf(list: string, position: number): string {
  return `${list};${position}`;
}

function count(times: Map<string, number>, name: string): void {
  times.set(name, (times.get(name) ?? 0) + 1);
}
