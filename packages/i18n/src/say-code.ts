import type { RefusalParams } from "@kendali/domain";
import { fillMessage, type Message } from "./catalogue.ts";
import { formatDate } from "./format-date.ts";
import { formatNumber, formatRange } from "./format-number.ts";
import type { Locale } from "./locale.ts";

/** The words of a code out of a catalogue's messages, its dates and numbers written as the language does. A code without words is shown as it is. */
export function sayCode(
  locale: Locale,
  messages: Readonly<Record<string, Message>>,
  code: string,
  params: RefusalParams,
): string {
  const message = Object.hasOwn(messages, code) ? messages[code] : undefined;
  if (message === undefined) return code;
  // An item without a unit leaves a place empty: the spaces around it close up.
  return fillMessage(locale, message, wordedParams(locale, params))
    .replace(/ {2,}/g, " ")
    .replace(/ ([.,;)])/g, "$1");
}

function wordedParams(locale: Locale, params: RefusalParams): Readonly<Record<string, string>> {
  const worded: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    const [base = name, language] = name.split(":");
    if (language === undefined || language === locale) worded[base] = wordedValue(locale, value);
  }
  const range = rangeOf(locale, params);
  return range === null ? worded : { ...worded, range };
}

function wordedValue(locale: Locale, value: RefusalParams[string]): string {
  if (typeof value === "number") return formatNumber(locale, value);
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(locale, value);
  return value === null ? "" : String(value);
}

/** The limits as one range with its unit; where one side is open, the other with a sign. */
function rangeOf(locale: Locale, params: RefusalParams): string | null {
  const { min, max, unit } = params;
  const shownUnit = typeof unit === "string" && unit !== "" ? unit : undefined;
  if (typeof min === "number" && typeof max === "number" && min !== max)
    return formatRange(locale, min, max, shownUnit);
  if (typeof min === "number" && min === max)
    return [formatNumber(locale, min), shownUnit].filter((part) => part !== undefined).join("\u00a0");
  const [sign, limit] = typeof min === "number" ? ["≥", min] : ["≤", max];
  if (typeof limit !== "number") return null;
  return [sign, formatNumber(locale, limit), shownUnit].filter((part) => part !== undefined).join("\u00a0");
}
