import { canonicalJson, cardListsOf, type Problem, type Protocol } from "@kendali/domain";
import { schemes } from "../schemes/index.ts";
import type { SchemeKey } from "../schemes/scheme.ts";

/**
 * Names how cards are made of the secret: their lists' keys and their codes. Any change of either needs a new name, and the
 * old code stays.
 */
export const cardAlgorithmVersion = "kendali-cards/1";

/** One pile of cards: the site where it lies and the stratum it is for, as canonical JSON. */
export type CardPile = { readonly site: string; readonly stratumKey: string };

/** What a study with cards promises about them before its first participant: which piles there are, and how high. */
export type CardPlan = {
  readonly algorithmVersion: string;
  /** Cards in each pile. */
  readonly perList: number;
  /** In the order of `cardListKey`. */
  readonly piles: readonly CardPile[];
};

/** The plan of a protocol's cards, null when it has none. Pure: the same protocol always has the same piles. */
export function cardPlanOf(protocol: Protocol): CardPlan | null {
  const perList = protocol.allocation?.cards?.perList;
  if (perList === undefined) return null;
  const piles = cardListsOf(protocol).map(({ site, strata }) => ({
    site,
    stratumKey: canonicalJson(Object.fromEntries(strata.map(({ factor, level }) => [factor, level]))),
  }));
  return { algorithmVersion: cardAlgorithmVersion, perList, piles: inListOrder(piles) };
}

/** Far more cards than anybody folds; it bounds the work of deriving them. */
const mostCards = 5_000;

/** Why no cards can be made of a plan, with JSON pointers; empty when they can. */
export function cardPlanProblems(plan: CardPlan, scheme: SchemeKey): readonly Problem[] {
  const { algorithmVersion: version, perList, piles } = plan;
  if (version !== cardAlgorithmVersion)
    return [{ path: "/cards/algorithmVersion", code: "allocation_algorithm_unknown", params: { version } }];
  if (schemes[scheme].adaptive) return [{ path: "/cards", code: "cards_not_offered", params: { scheme } }];
  const count = perList * piles.length;
  if (count > mostCards) return [{ path: "/cards", code: "cards_too_many", params: { count, maximum: mostCards } }];
  const names = piles.map(cardListKey);
  return names.flatMap((name, index): readonly Problem[] =>
    names.indexOf(name) === index
      ? []
      : [{ path: `/cards/piles/${index}`, code: "key_duplicate", params: { name, list: "piles" } }],
  );
}

/**
 * The name of a pile's list. No stratum of the server and no list of the whole study can have it: those are JSON objects,
 * and this begins with a word.
 *
 * @example cardListKey({ site: "mlt", stratumKey: '{"site":"mlt"}' }) // 'cards={"site":"mlt","stratum":"{\\"site\\":\\"mlt\\"}"}'
 */
export function cardListKey({ site, stratumKey }: CardPile): string {
  return `cards=${canonicalJson({ site, stratum: stratumKey })}`;
}

/** Piles in the order of their lists' names, so that one plan has one text. */
export function inListOrder(piles: readonly CardPile[]): readonly CardPile[] {
  return piles.toSorted((left, right) => {
    const [first, second] = [cardListKey(left), cardListKey(right)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}
