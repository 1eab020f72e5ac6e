import { itemTypeOf } from "../item-types/index.ts";
import type { StratumLevel } from "../participant/can-allocate.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { AllocationPlan, Protocol } from "../protocol/types.ts";

/** One pile of sealed cards: where it lies and for whom it is, with a level of each of the plan's factors in its order. */
export type CardList = { readonly site: string; readonly strata: readonly StratumLevel[] };

/**
 * The piles of cards of a study: one for each site and stratum, none when the protocol has no cards. Sites, factors and
 * codes in its order. A factor without a list of values (which no valid protocol has) leaves none.
 */
export function cardListsOf(protocol: Protocol): readonly CardList[] {
  const plan = protocol.allocation;
  if (plan === null || plan.cards === undefined) return [];
  const factors = plan.strata.filter(
    (stratum, index) => plan.strata.findIndex((other) => factorOf(other) === factorOf(stratum)) === index,
  );
  return protocol.sites.flatMap(({ key: site }) =>
    factors
      .reduce<readonly (readonly StratumLevel[])[]>(
        (made, stratum) =>
          made.flatMap((strata) =>
            levelsOf(protocol, stratum, site).map((level) => [...strata, { factor: factorOf(stratum), level }]),
          ),
        [[]],
      )
      .map((strata) => ({ site, strata })),
  );
}

type Stratum = AllocationPlan["strata"][number];

function factorOf(stratum: Stratum): string {
  return stratum.source === "site" ? "site" : stratum.item;
}

/** The levels of one factor, as `strataOf` writes them. */
function levelsOf(protocol: Protocol, stratum: Stratum, site: string): readonly string[] {
  if (stratum.source === "site") return [site];
  const item = placedItems(protocol).find((placed) => placed.item.key === stratum.item)?.item;
  if (item === undefined) return [];
  if (itemTypeOf(item).columnKind(item) === "boolean") return ["false", "true"];
  const codelist = protocol.codelists.find(({ key }) => key === item.codelist);
  return (codelist?.codes ?? []).map(({ code }) => String(code));
}
