import type { RefusalParams } from "@kendali/domain";
import type { Message } from "./catalogue.ts";
import { authCatalogue } from "./catalogues/auth.ts";
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
  return Object.hasOwn(messages, code)
    ? sayCode(locale, messages, code, said)
    : problemWords(locale, { code, params: said });
}

/** Keys that have words of their own said by these: a guideline, what an item of it asks, a role. */
function wordedParams(locale: Locale, params: RefusalParams): RefusalParams {
  const guidelines: Readonly<Record<string, Message>> = guidelinesCatalogue[locale];
  const roles: Readonly<Record<string, Message>> = authCatalogue[locale];
  const worded = Object.entries(params).map(([name, value]) => {
    const messages: Readonly<Record<string, Message>> =
      name === "role" ? roles : name === "guideline" || name === "item" ? guidelines : {};
    const words = messages[name === "role" ? `role_${String(value)}` : String(value)];
    const said = typeof words === "string" ? words : value;
    return [name, name === "role" && typeof said === "string" ? lowerFirst(said) : said] as const;
  });
  return Object.fromEntries(worded);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
