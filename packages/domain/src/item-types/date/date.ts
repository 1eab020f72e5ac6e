import { type ItemTypeDefinition, parsed } from "../item-type.ts";
import { dateProblems, readDate, writeDate } from "../read-date.ts";

/** A calendar day at the site, `YYYY-MM-DD`. */
export const date: ItemTypeDefinition = {
  parse: (text, _field, locale) => (text.trim() === "" ? parsed(null) : readDate(text, locale)),
  check: (value) => dateProblems(value),
  format: (value) => writeDate(String(value)),
  toText: (value) => String(value),
  columnKind: () => "date",
  expressionType: "date",
  defaultInput: "date",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: true,
  scoring: null,
  allowedProperties: [],
  requiredProperties: [],
};
