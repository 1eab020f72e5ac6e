import type { Field, ItemTypeDefinition } from "../item-type.ts";
import { checkNumber, formatNumberWithUnit, numberToText, parseNumber } from "../numeric.ts";

/** A whole number in the item's unit: a count, an age, a pulse. */
export const integer: ItemTypeDefinition = {
  parse: (text, field, locale) => parseNumber(text, field, locale, integer.check),
  check: (value, { item }) => checkNumber(value, item, 0),
  format: (value, { item }, locale) => formatNumberWithUnit(value, item, locale),
  toText: (value, _field, locale) => numberToText(value, locale),
  columnKind: () => "integer",
  expressionType: "double",
  defaultInput: "number",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => true,
  isDated: false,
  scoring: { numberOf: (value) => (typeof value === "number" ? value : null), rangeOf: hardRangeOf },
  allowedProperties: ["unit", "hardRange", "softRange"],
  requiredProperties: [],
};

/** An answer to be counted backwards needs both ends of what is possible. */
function hardRangeOf({ item }: Field): { readonly min: number; readonly max: number } | null {
  const { min = null, max = null } = item.hardRange ?? {};
  return min === null || max === null ? null : { min, max };
}
