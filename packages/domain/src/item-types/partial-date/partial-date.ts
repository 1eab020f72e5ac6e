import { toAsciiDigits } from "../digits.ts";
import { excerpt, type ItemTypeDefinition, parsed, parsedIfSound, unreadable } from "../item-type.ts";
import { dateProblems, readDate, writeDate } from "../read-date.ts";

/**
 * A date of which the day, or the day and the month, may be unknown: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as ISO 8601 writes
 * reduced precision. What is unknown stays unknown: no day is put in its place, here or in any file.
 */
export const partialDate: ItemTypeDefinition = {
  parse: (text, field, locale) => {
    const trimmed = toAsciiDigits(text).trim();
    if (trimmed === "") return parsed(null);
    // Boxes that are open, and not said to be unknown.
    if (trimmed === "?" || (/^\d{0,4}(?:-\d{0,2}){1,2}$/.test(trimmed) && trimmed.split("-").includes(""))) {
      return unreadable("partial_date_open", { found: excerpt(trimmed) });
    }
    const isoParts = /^(\d{4})(?:-(\d{1,2}))?$/.exec(trimmed);
    const monthFirst = /^(\d{1,2})[/.\- ](\d{4})$/.exec(trimmed);
    const [year, month] = isoParts?.slice(1) ?? [monthFirst?.[2], monthFirst?.[1]];
    if (year !== undefined) {
      const value = month === undefined ? year : `${year}-${month.padStart(2, "0")}`;
      return parsedIfSound(value, partialDate.check(value, field));
    }
    return readDate(text, locale);
  },
  check: (value) => {
    if (typeof value !== "string") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
    if (!/^\d{4}(?:-\d{2}){0,2}$/.test(value)) {
      return [{ code: "partial_date_invalid", params: { found: excerpt(value) } }];
    }
    // A year exists when its first of January does, a month when its first day does.
    const problems = dateProblems(`${value}-01-01`.slice(0, 10));
    return problems.map(({ code, params }) => ({ code, params: { ...params, found: value } }));
  },
  format: (value) => writeDate(String(value)).replace(/^\/+/, ""),
  toText: (value) => String(value),
  columnKind: () => "partial_date",
  // An expression would have to put a day in the place of an unknown one.
  expressionType: null,
  defaultInput: "partial_date",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  // The text of an earlier day sorts before today's also where it is cut short.
  isDated: true,
  scoring: null,
  allowedProperties: [],
  requiredProperties: [],
};
