import { CARD_CODE_DATA, cardCode, invariant } from "@kendali/domain";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { derivedKey, unitDraws } from "../generator/stratum-draws.ts";
import { openScheme, type RandomizationList } from "../schemes/allocation-at.ts";
import { cardListKey, inListOrder, type CardPile, type CardPlan } from "./card-plan.ts";

/** One sealed card, as its outside says it. */
export type Card = CardPile & {
  /** The name of its list. */
  readonly list: string;
  /** Its place in the pile, from 0. */
  readonly position: number;
  /** Unique in the study. */
  readonly code: string;
};

/**
 * The outsides of all cards of a plan, pile after pile, from the study secret alone.
 *
 * A code is made of the first 45 bits of HMAC-SHA-256 of `<list>;<position>;<attempt>` under the key that HKDF derives
 * from the secret with info `cards;codes`, most significant bit first, five bits a character. `attempt` is 0, and counts up
 * in the rare case that the code is taken by a card before (piles in the order of their names, cards by position).
 *
 * Source: RFC 2104, RFC 5869.
 */
export function deriveCards(secret: Uint8Array, plan: CardPlan): readonly Card[] {
  const key = derivedKey(secret, "cards;codes");
  const taken = new Set<string>();
  return inListOrder(plan.piles).flatMap((pile) => {
    const list = cardListKey(pile);
    return Array.from({ length: plan.perList }, (_, position): Card => {
      let attempt = 0;
      let code = codeAt(key, `${list};${position};${attempt}`);
      while (taken.has(code)) {
        attempt += 1;
        code = codeAt(key, `${list};${position};${attempt}`);
      }
      taken.add(code);
      return { ...pile, list, position, code };
    });
  });
}

/**
 * The arms inside the cards of one pile, in the order of their positions: the study's scheme on a list of the pile's own.
 * Its key is derived with info `list=cards;` and the list's name, where the server's lists have `list=server;`, so that no
 * card says anything about a slot of the server.
 *
 * A scheme that looks back has no cards; asking for them is a bug of the caller and throws.
 *
 * @example cardArms({ scheme: "simple", parameters, secret }, { pile: { site: "mlt", stratumKey: "{}" }, count: 20 })
 */
export function cardArms(
  list: RandomizationList,
  { pile, count }: { readonly pile: CardPile; readonly count: number },
): readonly string[] {
  const reader = openScheme(list)(unitDraws(derivedKey(list.secret, `list=cards;${cardListKey(pile)}`)));
  return Array.from({ length: count }, (_, position) => reader(position));
}

/** The arm inside one card. */
export function cardArm(list: RandomizationList, pile: CardPile, position: number): string {
  const arm = cardArms(list, { pile, count: position + 1 }).at(position);
  invariant(arm !== undefined, "a card has its place in its pile");
  return arm;
}

function codeAt(key: Uint8Array, message: string): string {
  const bytes = hmac(sha256, key, utf8ToBytes(message));
  return cardCode(Array.from({ length: CARD_CODE_DATA }, (_, character) => fiveBits(bytes, 5 * character)));
}

function fiveBits(bytes: Uint8Array, from: number): number {
  const [first, second] = [bytes[from >> 3] ?? 0, bytes[(from >> 3) + 1] ?? 0];
  return (((first << 8) | second) >> (11 - (from & 7))) & 31;
}
