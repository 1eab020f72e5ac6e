import { insertCards, type Executor, type SealedListRow } from "@kendali/db";
import { cardListsOf, invariant, type Protocol, type StratumLevel } from "@kendali/domain";
import { cardListKey, deriveCards, stratumKey } from "@kendali/randomization";
import { openList, promisedCards } from "./allocation-list.ts";

/** Lays out the cards that a list promises, in the transaction that seals it; nothing where it promises none. */
export async function layOutCards(
  tx: Executor,
  list: Pick<SealedListRow, "studyId" | "scheme" | "sealed" | "nonce">,
  sealKey: Uint8Array,
): Promise<void> {
  const plan = promisedCards(list);
  if (plan === null) return;
  const { studyId } = list;
  const cards = deriveCards(openList(list, sealKey).secret, plan);
  await insertCards(
    tx,
    cards.map(({ list: name, position, code, site, stratumKey: stratum }) => {
      return { studyId, list: name, position, code, siteId: site, stratum };
    }),
  );
}

/** One pile of a study's cards, as its document names it. */
export type Pile = {
  readonly site: string;
  readonly strata: readonly StratumLevel[];
  /** The name of its list and the stratum as the lists are keyed. */
  readonly list: string;
  readonly stratumKey: string;
};

/** The piles of a protocol in its order. */
export function pilesOf(protocol: Protocol): readonly Pile[] {
  return cardListsOf(protocol).map(({ site, strata }) => {
    const key = stratumKey(levelsByFactor(strata));
    invariant(key.ok, "a code of a code list names a stratum");
    return { site, strata, list: cardListKey({ site, stratumKey: key.value }), stratumKey: key.value };
  });
}

function levelsByFactor(strata: readonly StratumLevel[]): Readonly<Record<string, string>> {
  return Object.fromEntries(strata.map(({ factor, level }) => [factor, level]));
}
