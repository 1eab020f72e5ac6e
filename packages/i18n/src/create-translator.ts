import { type Catalogue, fillMessage, type Messages } from "./catalogue.ts";
import type { Locale } from "./locale.ts";

type MessagesOf<C> = C extends { readonly id: infer I } ? I : never;
type KeyOf<I> = I extends unknown ? keyof I & string : never;
type MessageAt<I, K extends string> = I extends { readonly [P in K]: infer M } ? M : never;
type PlacesIn<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | PlacesIn<Rest> : never;
type PlacesOf<M> = M extends string
  ? PlacesIn<M>
  : M extends { readonly one: infer A; readonly other: infer B }
    ? PlacesIn<A> | PlacesIn<B>
    : never;
type Arguments<Places extends string> = [Places] extends [never]
  ? readonly []
  : readonly [params: Readonly<Record<Places, string | number>>];

/** Says a message by its key; a message with places asks for exactly these, at compile time. */
export type Translator<C extends Catalogue = Catalogue> = {
  readonly locale: Locale;
  <K extends KeyOf<MessagesOf<C>>>(key: K, ...params: Arguments<PlacesOf<MessageAt<MessagesOf<C>, K>>>): string;
};

/**
 * Makes the function that says messages in one language out of the catalogues a page needs. When two catalogues hold
 * one key, the later wins.
 *
 * @example createTranslator("en", commonCatalogue)("save") // "Save"
 */
export function createTranslator<const C extends readonly Catalogue[]>(
  locale: Locale,
  ...catalogues: C
): Translator<C[number]> {
  // Looked up where they are: a page makes many of these, and a catalogue holds hundreds of messages.
  const messages = catalogues.map((catalogue): Messages => catalogue[locale]).reverse();
  const translate = (key: string, params?: Readonly<Record<string, string | number>>): string => {
    const message = messages.find((own) => Object.hasOwn(own, key))?.[key];
    return message === undefined ? key : fillMessage(locale, message, params);
  };
  return Object.assign(translate, { locale }) as unknown as Translator<C[number]>;
}
