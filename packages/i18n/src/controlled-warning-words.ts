import { fillMessage, type Message } from "./catalogue.ts";
import { builderControlledCatalogue } from "./catalogues/builder-controlled.ts";
import { formatNumber } from "./format-number.ts";
import type { Locale } from "./locale.ts";

/** What a trial made from a pilot should be read again for, as its maker tells it. */
export type ControlledWarningParts = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/**
 * The words of a warning, its numbers to one decimal at most. A param in two languages (`arm:id`, `arm:en`) is said in the
 * reader's. A code without words is shown itself.
 *
 * @example controlledWarningWords("en", { code: "ethics_again", params: {} }) // "A trial is a new study: …"
 */
export function controlledWarningWords(locale: Locale, { code, params }: ControlledWarningParts): string {
  const messages: Readonly<Record<string, Message>> = builderControlledCatalogue[locale];
  const name = `warning_${code}`;
  const message = Object.hasOwn(messages, name) ? messages[name] : undefined;
  if (message === undefined) return code;
  const words = Object.entries(params).map(([key, value]) => [
    key.endsWith(`:${locale}`) ? key.slice(0, key.indexOf(":")) : key,
    typeof value === "number" ? formatNumber(locale, value, Number.isInteger(value) ? 0 : 1) : value,
  ]);
  return fillMessage(locale, message, Object.fromEntries(words) as Readonly<Record<string, unknown>>);
}
