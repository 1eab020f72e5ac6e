import type { RefusalParams } from "@kendali/domain";
import type { Message } from "./catalogue.ts";
import { authCatalogue } from "./catalogues/auth.ts";
import { builderChangesCatalogue } from "./catalogues/builder-changes.ts";
import { builderFormsCatalogue } from "./catalogues/builder-forms.ts";
import { builderLintCatalogue } from "./catalogues/builder-lint.ts";
import { guidelinesCatalogue } from "./catalogues/guidelines.ts";
import type { Locale } from "./locale.ts";
import { problemWords } from "./problem-words.ts";
import { sayCode } from "./say-code.ts";

/**
 * The words of what is open in a study under construction: what is found, and what to do. Codes of the document's rules
 * are said as `problemWords` says them.
 *
 * @example findingWords("en", { code: "ethics_missing", params: {} }) // "No ethics approval is recorded, …"
 */
export function findingWords(
  locale: Locale,
  { code, params }: { readonly code: string; readonly params: RefusalParams },
): string {
  const messages: Readonly<Record<string, Message>> = builderLintCatalogue[locale];
  const said = wordedParams(locale, params);
  const own = [`${code} ${String(params["list"])}`, `${code} ${String(params["kind"])}`].find((key) =>
    Object.hasOwn(messages, key),
  );
  if (own !== undefined) return sayCode(locale, messages, own, said);
  const words = Object.hasOwn(messages, code)
    ? sayCode(locale, messages, code, said)
    : problemWords(locale, { code, params: said });
  return params["kind"] === "expression" ? sayCode(locale, messages, "expression_place", { ...said, words }) : words;
}

/** Keys that have words of their own said by these: a guideline, what an item of it asks, a role, a type, a property. */
function wordedParams(locale: Locale, params: RefusalParams): RefusalParams {
  const worded = Object.entries(params).map(([name, value]) => [name, wordsOf(locale, name, value) ?? value] as const);
  return Object.fromEntries(worded);
}

type Messages = Readonly<Record<string, Message>>;

function wordsOf(locale: Locale, name: string, value: RefusalParams[string]): string | null {
  const find = (messages: Messages, key: string): string | null => {
    const words = Object.hasOwn(messages, key) ? messages[key] : undefined;
    return typeof words === "string" ? words : null;
  };
  const inside = (words: string | null): string | null => (words === null ? null : lowerFirst(words));
  switch (name) {
    case "guideline":
    case "item":
      return find(guidelinesCatalogue[locale], String(value));
    case "role":
      return inside(find(authCatalogue[locale], `role_${String(value)}`));
    case "type":
      return inside(find(builderFormsCatalogue[locale], `type_${String(value)}`));
    case "property":
      return inside(find(builderChangesCatalogue[locale], `field_${String(value)}`));
    case "list":
      return inside(find(builderChangesCatalogue[locale], `part_${String(value)}`));
    case "language":
      return find(builderLintCatalogue[locale], `language_${String(value)}`);
    default:
      return null;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
