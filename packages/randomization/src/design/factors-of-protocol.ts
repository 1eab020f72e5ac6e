import {
  accept,
  itemTypeOf,
  placedItems,
  refuse,
  type Item,
  type LocalizedText,
  type Protocol,
  type Result,
  type Role,
} from "@kendali/domain";
import { wholeNumberProblems } from "../schemes/setting-problems.ts";
import { MOST_STRATA, type DesignStratum } from "./design-plan.ts";

/** One value that a stratification factor can have, and how many participants have it relative to the others. */
export type FactorLevel = {
  /** As it stands in a stratum's key. */
  readonly key: string;
  readonly label: LocalizedText;
  /** A whole number from 1 on. */
  readonly share: number;
};

/** What divides participants into strata. */
export type DesignFactor = {
  /** `site` or an item's key. */
  readonly key: string;
  /** Null for the sites. */
  readonly label: LocalizedText | null;
  readonly levels: readonly FactorLevel[];
};

type Factored = Pick<Protocol, "allocation" | "sites" | "forms" | "codelists">;

/**
 * The stratification factors of a protocol in its order, each level with share 1: what its strata are made of until
 * somebody says how participants come. Empty without strata, and without an allocation.
 */
export function factorsOfProtocol(protocol: Factored): readonly DesignFactor[] {
  return (protocol.allocation?.strata ?? []).flatMap((stratum): DesignFactor[] => {
    if (stratum.source === "site") return [siteFactor(protocol)];
    const placed = placedItems(protocol).find(({ item }) => item.key === stratum.item);
    if (placed === undefined) return [];
    const { key, shortLabel, label } = placed.item;
    return [{ key, label: shortLabel ?? label, levels: levelsOf(placed.item, protocol) }];
  });
}

function siteFactor({ sites }: Factored): DesignFactor {
  return {
    key: "site",
    label: null,
    levels: sites.map(({ key, name }) => ({ key, label: name, share: 1 })),
  };
}

function levelsOf(item: Item, { codelists }: Factored): readonly FactorLevel[] {
  const codes = codelists.find(({ key }) => key === item.codelist)?.codes;
  if (codes !== undefined) return codes.map(({ code, label }) => ({ key: String(code), label, share: 1 }));
  const { format } = itemTypeOf(item);
  const said = (value: boolean, locale: "id" | "en") => format(value, { item, codelist: null }, locale);
  return [true, false].map((value) => ({
    key: String(value),
    label: { id: said(value, "id"), en: said(value, "en") },
    share: 1,
  }));
}

/** One combination of levels, in the order of the factors. */
export type CrossedStratum = DesignStratum & { readonly levels: readonly FactorLevel[] };

/**
 * Every combination of the factors' levels; shares multiply, as if the factors had nothing to do with each other. Refuses
 * (`protocol_invalid`) more combinations than a design can be simulated with.
 */
export function crossedStrata(factors: readonly DesignFactor[]): Result<readonly CrossedStratum[]> {
  const value = factors.reduce((product, { levels }) => product * levels.length, 1);
  const problems = wholeNumberProblems({ path: "/strata", value, min: 1, max: MOST_STRATA });
  if (problems.length > 0) return refuse("protocol_invalid", { count: problems.length }, problems);
  return accept(
    factors.reduce<readonly CrossedStratum[]>(
      (strata, { key, levels }) =>
        strata.flatMap((stratum) =>
          levels.map((level) => ({
            values: { ...stratum.values, [key]: level.key },
            levels: [...stratum.levels, level],
            share: stratum.share * level.share,
          })),
        ),
      [{ values: {}, levels: [], share: 1 }],
    ),
  );
}

/** Those who recruit, treat or measure where participants are. */
const siteRoles: readonly Role[] = ["investigator", "coordinator", "provider", "assessor"];

/** Whether staff at the sites may know the treatment given: then they could count how a block must go on. */
export function isOpenLabel({ blinding }: Pick<Protocol, "blinding">): boolean {
  return blinding.levels.some(({ role, level }) => siteRoles.includes(role) && level !== "blind");
}
