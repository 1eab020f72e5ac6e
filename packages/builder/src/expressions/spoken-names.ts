import type { LocalizedText } from "@kendali/domain";
import { builderExpressionsCatalogue, createTranslator, type Locale, type Message } from "@kendali/i18n";
import type { ExpressionScope, ScopeName } from "./expression.types.ts";

/** How a name is read: the item's label, or, where the label would not be heard as one thing, the label in quotes. */
export type SpokenName = {
  readonly value: string;
  /** The same before "is answered yes". */
  readonly asked: string;
};
export type SpokenNames = { readonly get: (name: string) => SpokenName | undefined };

const known = new WeakMap<ExpressionScope, Map<Locale, SpokenNames>>();
const translators = {
  id: createTranslator("id", builderExpressionsCatalogue),
  en: createTranslator("en", builderExpressionsCatalogue),
};

/** The words for every name of a scope, no two alike; each is made when it is first asked for. */
export function spokenNames(scope: ExpressionScope, locale: Locale): SpokenNames {
  const byLocale = known.get(scope) ?? new Map<Locale, SpokenNames>();
  known.set(scope, byLocale);
  const made = byLocale.get(locale) ?? speakNames(scope, locale);
  byLocale.set(locale, made);
  return made;
}

function speakNames(scope: ExpressionScope, locale: Locale): SpokenNames {
  const t = translators[locale];
  const times = new Map<string, number>();
  for (const name of scope.names.values()) {
    if (name.place === "baseline") continue;
    const label = fold(labelOf(name, locale));
    times.set(label, (times.get(label) ?? 0) + 1);
  }
  const spoken = new Map<string, SpokenName>();
  const own = (name: ScopeName): SpokenName => {
    const label = labelOf(name, locale);
    const isAlone = times.get(fold(label)) === 1;
    if (isAlone && isPlain(label, locale)) return { value: label, asked: label };
    const a = quoted(isAlone ? label : `${label} [${name.item.key}]`);
    return { value: t("say_answer", { a }), asked: t("say_asked", { a }) };
  };
  return {
    get: (key) => {
      const name = scope.names.get(key);
      const made = spoken.get(key);
      if (made !== undefined || name === undefined) return made;
      const words = own(name);
      const isBaseline = name.place === "baseline";
      const said = isBaseline
        ? { value: t("say_baseline", { a: words.value }), asked: t("say_baseline", { a: words.asked }) }
        : words;
      spoken.set(key, said);
      return said;
    },
  };
}

/** The short label, without the unit in brackets that a table's head carries; the key where there are no words yet. */
function labelOf({ item }: ScopeName, locale: Locale): string {
  const words = wordsOf(item.shortLabel, locale) ?? wordsOf(item.label, locale) ?? item.key;
  const unit = item.unit ?? (item.type === "duration" ? "min" : null);
  const bracketed = unit === null ? null : /^(.*\S) \(([^()]*)\)$/.exec(words);
  const inside = bracketed?.[2]?.toLowerCase();
  const isUnit = inside !== undefined && (inside === unit?.toLowerCase() || inside === unitWord(locale, unit, 2));
  return isUnit ? (bracketed?.[1] ?? words) : words;
}

function wordsOf(text: LocalizedText | undefined, locale: Locale): string | null {
  const words = text?.[locale].replace(/\s+/gu, " ").trim() ?? "";
  return words === "" ? null : words;
}

/** A unit in words where the language has one: `min` is "menit"; others as they are written. */
export function unitWord(locale: Locale, unit: string | null, count: number): string {
  switch (unit) {
    case "s":
    case "min":
    case "h":
    case "d":
    case "wk":
    case "mo":
    case "a":
      return unitForm(builderExpressionsCatalogue[locale][`unit_${unit}`], locale, count);
    default:
      return unit ?? "";
  }
}

function unitForm(message: Message, locale: Locale, count: number): string {
  if (typeof message === "string") return message;
  return locale === "en" && count === 1 ? message.one : message.other;
}

/** Text in curly quotes; a quote inside it is doubled, so that it is seen where the text ends. */
export function quoted(text: string): string {
  return text.replaceAll("”", "””");
}

/** A label that is heard as one thing: letters first, no sign that the reading uses, none of the reading's own words. */
function isPlain(label: string, locale: Locale): boolean {
  if (!/^\p{L}[\p{L}\p{M}\p{N} \-–/’'.%²³]*$/u.test(label)) return false;
  const words = ` ${fold(label)} `;
  return !fragmentsOf(locale).some((fragment) => words.includes(` ${fragment} `));
}

const fragments = new Map<Locale, readonly string[]>();

/** The fixed parts of the sentences an expression is read in. A lone preposition that only follows a number is none. */
function fragmentsOf(locale: Locale): readonly string[] {
  const known = fragments.get(locale);
  if (known !== undefined) return known;
  const messages: Readonly<Record<string, Message>> = builderExpressionsCatalogue[locale];
  const parts = Object.entries(messages).flatMap(([key, message]) =>
    key.startsWith("say_") ? formsOf(message).flatMap((form) => form.split(/\{\w+\}|[();,:“”]/).map(fold)) : [],
  );
  const afterNumber = new Set(["dari", "of", "from", "desimal", "decimals"]);
  const made = [...new Set(parts.map((part) => part.trim()))].filter(
    (part) => /\p{L}/u.test(part) && !afterNumber.has(part),
  );
  fragments.set(locale, made);
  return made;
}

function formsOf(message: Message): readonly string[] {
  return typeof message === "string" ? [message] : [message.one, message.other];
}

function fold(words: string): string {
  return words.toLowerCase();
}
