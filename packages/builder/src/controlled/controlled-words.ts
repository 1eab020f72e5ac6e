import type { LocalizedText } from "@kendali/domain";
import { builderControlledCatalogue, fillMessage, type Message } from "@kendali/i18n";

export type ControlledWordKey = keyof (typeof builderControlledCatalogue)["id"];
type Param = string | number | LocalizedText;

/**
 * A text for the document in both languages. Params that are texts themselves are taken in the same language, and begin
 * small inside a sentence unless they begin with more than one capital.
 */
export function controlledWords(key: ControlledWordKey, params: Readonly<Record<string, Param>> = {}): LocalizedText {
  const words = (locale: "id" | "en"): string => {
    const message: Message = builderControlledCatalogue[locale][key];
    const first = typeof message === "string" ? /^\{(\w+)\}/u.exec(message)?.[1] : undefined;
    const own = Object.entries(params).map(([name, value]) => {
      if (typeof value !== "object") return [name, value];
      return [name, name === first ? value[locale] : insideSentence(value[locale])];
    });
    return fillMessage(locale, message, Object.fromEntries(own) as Readonly<Record<string, string | number>>);
  };
  return { id: words("id"), en: words("en") };
}

function insideSentence(text: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
