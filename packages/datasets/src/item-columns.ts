import { itemTypeOf, type ColumnKind as DomainColumnKind, type Item } from "@kendali/domain";
import type { ColumnKind } from "./table.ts";

/** How each kind the domain names stands in a table. `spread`: one indicator column per code. */
const kinds: Readonly<Record<DomainColumnKind, ColumnKind | "spread">> = {
  integer: "number",
  decimal: "number",
  text: "text",
  code: "code",
  codes: "spread",
  boolean: "indicator",
  date: "date",
  time: "time",
  date_time: "date_time",
  // Dates that are cut short stay text, so that nobody's program fills in a day.
  partial_date: "text",
  // The file's name in the download.
  file: "text",
};

/** What an item becomes in a dataset; `none` where it stores nothing. */
export function columnKindOf(item: Item): ColumnKind | "spread" | "none" {
  const kind = itemTypeOf(item).columnKind(item);
  return kind === null ? "none" : kinds[kind];
}

/** Whether the item gives columns at all. */
export function hasColumn(item: Item): boolean {
  return columnKindOf(item) !== "none";
}
