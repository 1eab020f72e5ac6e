import type { AllocationPlan } from "@kendali/domain";

type Stratum = AllocationPlan["strata"][number];

/** The item by which a stratum divides; null for the site. */
export function itemOfStratum(stratum: Stratum): string | null {
  return stratum.source === "site" ? null : stratum.item;
}

/**
 * The allocation with or without dividing by an item (null: by site); the site comes first, an item last. What is as wished
 * already stays the very same.
 */
export function withStratum(allocation: AllocationPlan, item: string | null, isChosen: boolean): AllocationPlan {
  const { strata } = allocation;
  const others = strata.filter((stratum) => itemOfStratum(stratum) !== item);
  if (others.length < strata.length === isChosen) return allocation;
  if (!isChosen) return { ...allocation, strata: others };
  return {
    ...allocation,
    strata: item === null ? [{ source: "site" }, ...others] : [...others, { source: "item", item }],
  };
}
