import type { ItemTypeKey } from "@kendali/domain";
import { formatDate, formatTime, type Locale } from "@kendali/i18n";

const forms: Readonly<Partial<Record<ItemTypeKey, RegExp>>> = {
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  date_time: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/,
};

/** Whether a text has the form in which an answer of this type is kept; null for types that are not dates or times. */
export function isMomentText(text: string, type: ItemTypeKey): boolean | null {
  return forms[type]?.test(text) ?? null;
}

/** A date or time written in an expression as the language says it: "15.00"; `null` where it is neither. */
export function sayMoment(text: string, type: ItemTypeKey | undefined, locale: Locale): string | null {
  if (type === undefined || isMomentText(text, type) !== true) return null;
  if (type === "time") return formatTime(locale, text);
  const [date = "", time] = text.split("T");
  return time === undefined ? formatDate(locale, date) : `${formatDate(locale, date)} ${formatTime(locale, time)}`;
}
