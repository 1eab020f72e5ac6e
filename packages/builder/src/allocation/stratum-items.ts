import { type Item, itemTypeOf, placedItems, type Protocol } from "@kendali/domain";

/** An item that can divide participants, and whether its form is about who they are. */
export type StratumItem = { readonly item: Item; readonly isCharacteristic: boolean };

/**
 * The items by which participants can be divided into strata: those with few values that are asked at the visit after which
 * they are allocated, in the order of the document.
 */
export function stratumItems(protocol: Pick<Protocol, "forms" | "visits">, afterVisit: string): readonly StratumItem[] {
  const before = new Set(protocol.visits.find(({ key }) => key === afterVisit)?.forms.map(({ form }) => form));
  return placedItems(protocol)
    .filter(({ form, item }) => before.has(form.key) && itemTypeOf(item).isCategorical(item))
    .map(({ form, item }) => ({ item, isCharacteristic: form.purpose === "characteristics" }));
}
