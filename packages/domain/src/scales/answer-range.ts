import { itemTypeOf } from "../item-types/index.ts";
import type { Item, Protocol } from "../protocol/types.ts";

/** The lowest and the highest number that an answer of an item can be; `null` where nothing bounds it or it is no number. */
export function answerRange(
  protocol: Pick<Protocol, "codelists">,
  item: Item,
): { readonly min: number; readonly max: number } | null {
  const codelist = protocol.codelists.find((list) => list.key === item.codelist) ?? null;
  return itemTypeOf(item).scoring?.rangeOf({ item, codelist }) ?? null;
}
