/** The two languages every text of Kendali exists in: Bahasa Indonesia and English. */
export type Locale = "id" | "en";

export const locales: readonly Locale[] = ["id", "en"];

/** What `Intl` calls them: Indonesia writes 1.234,5 and Great Britain 1,234.5, both with day before month. */
export const intlLocale: Readonly<Record<Locale, string>> = { id: "id-ID", en: "en-GB" };

/** Reads a language from outside (a cookie, an address, a header); anything unknown is Bahasa Indonesia, the field staff's language. */
export function parseLocale(text: string | null | undefined): Locale {
  return text?.toLowerCase().startsWith("en") ? "en" : "id";
}
