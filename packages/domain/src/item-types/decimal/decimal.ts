import type { Item } from "../../protocol/types.ts";
import type { ItemTypeDefinition } from "../item-type.ts";
import { checkNumber, formatNumberWithUnit, numberToText, parseNumber } from "../numeric.ts";

/** Where a protocol does not say how many decimals an instrument gives, six are kept. */
const mostDecimals = 6;

/** A measured number in the item's unit: a volume, a concentration. */
export const decimal: ItemTypeDefinition = {
  parse: (text, field, locale) => parseNumber(text, field, locale, decimal.check),
  check: (value, { item }) => checkNumber(value, item, decimalsOf(item)),
  format: (value, { item }, locale) => formatNumberWithUnit(value, item, locale),
  toText: (value, _field, locale) => numberToText(value, locale),
  columnKind: () => "decimal",
  expressionType: "double",
  defaultInput: "number",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => true,
  isDated: false,
  scoring: null,
  allowedProperties: ["unit", "decimals", "hardRange", "softRange"],
  requiredProperties: [],
};

function decimalsOf(item: Item): number {
  return item.decimals ?? mostDecimals;
}
