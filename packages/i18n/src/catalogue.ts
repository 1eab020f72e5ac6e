import type { Locale } from "./locale.ts";

/** One message: a sentence with `{name}` places, or, where English needs it, a form for one and a form for other numbers of `{count}`. */
export type Message = string | { readonly one: string; readonly other: string };

export type Messages = Readonly<Record<string, Message>>;

/** A message with its words in both languages. `I` keeps the Indonesian wording as a type, so that the places in it are known to the compiler. */
export type Catalogue<I extends Messages = Messages> = {
  readonly id: I;
  readonly en: { readonly [K in keyof I]: Message };
};

/**
 * States a catalogue. A key that is missing or superfluous in English does not compile; that both languages
 * name the same places is tested for every catalogue.
 */
export function defineCatalogue<const I extends Messages>(catalogue: {
  readonly id: I;
  readonly en: { readonly [K in keyof NoInfer<I>]: Message };
}): Catalogue<I> {
  return catalogue;
}

/** The places of a message, e.g. `["count", "site"]` for "{count} ibu di {site}". */
export function placesOf(message: Message): readonly string[] {
  const text = typeof message === "string" ? message : `${message.one} ${message.other}`;
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))].sort();
}

/**
 * Fills a message. A place without a value keeps its braces: visible, and never an empty hole in a clinical sentence.
 * English chooses between `one` and `other` by `count`; Bahasa Indonesia has one form.
 *
 * @example fillMessage("id", "{count} belum terkirim", { count: 3 }) // "3 belum terkirim"
 */
export function fillMessage(locale: Locale, message: Message, params: Readonly<Record<string, unknown>> = {}): string {
  return chooseForm(locale, message, params["count"]).replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined || value === null ? place : String(value);
  });
}

function chooseForm(locale: Locale, message: Message, count: unknown): string {
  if (typeof message === "string") return message;
  return locale === "en" && (count === 1 || count === "1") ? message.one : message.other;
}
