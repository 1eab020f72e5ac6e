import { toAsciiDigits } from "../digits.ts";
import { type ItemTypeDefinition, parsedIfSound, unreadable } from "../item-type.ts";
import { durationUnit } from "./duration-unit.ts";
import { checkNumber, formatNumberWithUnit, numberToText, parseNumber } from "../numeric.ts";

/** Minutes keep two decimals unless the item says otherwise: a second is 0.0167 min, and a stopwatch reads 0.01. */
const usualDecimals = 2;

/** A length of time in minutes, typed (`15`, `14,5`), read off a stopwatch (`14:30` is minutes and seconds) or timed in the form. */
export const duration: ItemTypeDefinition = {
  parse: (text, field, locale) => {
    const clock = /^(\d{1,3}):(\d{2})$/.exec(toAsciiDigits(text).trim());
    if (clock === null) return parseNumber(text, field, locale, duration.check);
    const seconds = Number(clock[2]);
    if (seconds > 59) return unreadable("time_invalid", { found: text.trim().slice(0, 40) });
    const decimals = field.item.decimals ?? usualDecimals;
    const minutes = Number((Number(clock[1]) + seconds / 60).toFixed(decimals));
    return parsedIfSound(minutes, duration.check(minutes, field));
  },
  check: (value, { item }) => {
    const problems = checkNumber(value, item, item.decimals ?? usualDecimals);
    const isNegative = typeof value === "number" && value < 0 && problems.length === 0;
    return isNegative
      ? [{ code: "below_minimum", params: { value, min: 0, max: null, unit: item.unit ?? "" } }]
      : problems;
  },
  format: (value, { item }, locale) =>
    formatNumberWithUnit(value, { ...item, unit: durationUnit(item, locale) }, locale),
  toText: (value, _field, locale) => numberToText(value, locale),
  columnKind: () => "decimal",
  expressionType: "double",
  defaultInput: "timer",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => true,
  isDated: false,
  scoring: null,
  allowedProperties: ["unit", "decimals", "hardRange", "softRange", "timerMinutes"],
  requiredProperties: [],
};
