import { isLocalTime } from "../../local-date.ts";
import { excerpt, type ItemTypeDefinition, parsed, unreadable } from "../item-type.ts";
import { dateProblems, readDate, readTime, writeDate, writeTime } from "../read-date.ts";

/** Longer than any way to write a day and a time. */
const longest = 40;

/** A day and a time of day on the site's clock, `YYYY-MM-DDTHH:MM`. */
export const dateTime: ItemTypeDefinition = {
  parse: (text, _field, locale) => {
    const trimmed = text.trim();
    if (trimmed === "") return parsed(null);
    // Without a bound the pattern below would try every way to part a long run of spaces.
    if (trimmed.length > longest) return unreadable("date_time_invalid", { found: excerpt(trimmed) });
    const parts = /^(.+?)(?:T|,\s*|\s+)(\S+)$/.exec(trimmed);
    if (parts === null) return unreadable("date_time_invalid", { found: excerpt(trimmed) });
    const day = readDate(parts[1] ?? "", locale);
    if (!day.ok) return day;
    const clock = readTime(parts[2] ?? "");
    return clock.ok ? parsed(`${day.value}T${clock.value}`) : clock;
  },
  check: (value) => {
    if (typeof value !== "string") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
    if (value.length !== 16 || value[10] !== "T")
      return [{ code: "date_time_invalid", params: { found: excerpt(value) } }];
    const problems = dateProblems(value.slice(0, 10));
    if (problems.length > 0 || isLocalTime(value.slice(11))) return problems;
    return [{ code: "time_invalid", params: { found: value.slice(11) } }];
  },
  format: (value, _field, locale) => {
    const [day = "", clock = ""] = String(value).split("T");
    return `${writeDate(day)} ${writeTime(clock, locale)}`;
  },
  toText: (value) => String(value),
  columnKind: () => "date_time",
  expressionType: "date_time",
  defaultInput: "date_time",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: true,
  scoring: null,
  allowedProperties: [],
  requiredProperties: [],
};
