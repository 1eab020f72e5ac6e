import { isLocalTime } from "../../local-date.ts";
import { excerpt, type ItemTypeDefinition, parsed } from "../item-type.ts";
import { readTime, writeTime } from "../read-date.ts";

/** A time of day at the site, `HH:MM`. */
export const time: ItemTypeDefinition = {
  parse: (text) => (text.trim() === "" ? parsed(null) : readTime(text)),
  check: (value) => {
    if (typeof value !== "string") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
    return isLocalTime(value) ? [] : [{ code: "time_invalid", params: { found: excerpt(value) } }];
  },
  format: (value, _field, locale) => writeTime(String(value), locale),
  toText: (value) => String(value),
  columnKind: () => "time",
  expressionType: "string",
  defaultInput: "time",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: false,
  scoring: null,
  allowedProperties: [],
  requiredProperties: [],
};
