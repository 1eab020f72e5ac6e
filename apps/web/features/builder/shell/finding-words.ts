import type { Finding } from "@kendali/builder";
import type { Locale } from "@kendali/i18n";
import { problemWords } from "@kendali/i18n/problem-words";

/** What a finding says. */
export function findingWords(locale: Locale, finding: Pick<Finding, "code" | "params">): string {
  return problemWords(locale, finding);
}
