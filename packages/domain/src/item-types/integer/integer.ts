import type { ItemTypeDefinition } from "../item-type.ts";
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
  allowedProperties: ["unit", "hardRange", "softRange"],
  requiredProperties: [],
};
