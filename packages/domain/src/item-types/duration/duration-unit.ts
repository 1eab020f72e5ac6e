import type { Item, Locale } from "../../protocol/types.ts";

/** The unit of a length of time: the item's own, or minutes as the language shortens them. */
export function durationUnit({ unit }: Pick<Item, "unit">, locale: Locale): string {
  return unit ?? (locale === "id" ? "menit" : "min");
}
