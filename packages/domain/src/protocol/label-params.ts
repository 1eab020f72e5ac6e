import type { RefusalParams } from "../result.ts";
import { placedItems } from "./problem-path.ts";
import type { Protocol } from "./types.ts";

/** An item's label as words take it, in both languages; its key where the protocol has no such item. */
export function labelParams(protocol: Pick<Protocol, "forms">, key: string): RefusalParams {
  const label = placedItems(protocol).find(({ item }) => item.key === key)?.item.label;
  return { "label:id": label?.id ?? key, "label:en": label?.en ?? key };
}
