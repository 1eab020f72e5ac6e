import { cutoffOf } from "../../scales/score-scale.ts";
import { checkCode, labelOf } from "../codes.ts";
import { excerpt, type ItemTypeDefinition, parsed, unreadable } from "../item-type.ts";
import { formatNumberWithUnit, numberToText } from "../numeric.ts";

/**
 * A number that the platform computes from other items, with or without a code list for its values. Nobody enters it;
 * what a device sends for it is computed again.
 */
export const calculated: ItemTypeDefinition = {
  parse: (text) => (text.trim() === "" ? parsed(null) : unreadable("not_entered", {})),
  check: (value, { codelist }) => {
    if (typeof value !== "number") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
    if (!Number.isFinite(value)) return [{ code: "number_invalid", params: { found: String(value) } }];
    return codelist === null ? [] : checkCode(value, codelist);
  },
  format: (value, { item, codelist, scale = null }, locale) => {
    if (codelist !== null) return labelOf(value, codelist, locale);
    const number = formatNumberWithUnit(value, item, locale, item.decimals);
    const reached = scale === null || typeof value !== "number" ? null : cutoffOf(scale, value);
    return reached === null ? number : `${number} (${reached.label[locale]})`;
  },
  toText: (value, _field, locale) => numberToText(value, locale),
  columnKind: (item) => (item.codelist === undefined ? "decimal" : "code"),
  expressionType: "double",
  defaultInput: "computed",
  isStored: true,
  isComputed: true,
  isCategorical: (item) => item.codelist !== undefined,
  isNumeric: (item) => item.codelist === undefined,
  isDated: false,
  scoring: null,
  allowedProperties: ["unit", "decimals", "codelist", "softRange", "calculation", "scale"],
  // Either a calculation or a scale: `scoresComeFromOneRule`.
  requiredProperties: [],
};
