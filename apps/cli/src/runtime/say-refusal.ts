import type { Problem, Refusal } from "@kendali/domain";
import { domainCatalogue, fillMessage, refusalsCatalogue, type Locale } from "@kendali/i18n";
import type { Terminal } from "../command.ts";

/** Tells why something was refused, every problem on a line of its own; as JSON where a machine reads. */
export function sayRefusal(terminal: Terminal, locale: Locale, refusal: Refusal, json: boolean): 1 {
  if (json) {
    terminal.error(
      JSON.stringify({ ok: false, refusal: { ...refusal, message: wordsOf(locale, refusal.code, refusal.params) } }),
    );
    return 1;
  }
  const lines = [
    wordsOf(locale, refusal.code, refusal.params),
    ...(refusal.problems ?? []).map((problem) => `  ${problem.path}: ${problemWords(locale, problem)}`),
  ];
  terminal.error(lines.join("\n"));
  return 1;
}

export function problemWords(locale: Locale, problem: Problem): string {
  return wordsOf(locale, problem.code, problem.params);
}

/** The words of a code, or the code itself where it has none: a code is better than silence. */
function wordsOf(locale: Locale, code: string, params: Refusal["params"]): string {
  const message = catalogueOf(refusalsCatalogue, locale)[code] ?? catalogueOf(domainCatalogue, locale)[code];
  if (message !== undefined) return fillMessage(locale, message as Parameters<typeof fillMessage>[1], params);
  const details = Object.entries(params).map(([name, value]) => `${name}=${String(value)}`);
  return details.length === 0 ? code : `${code} (${details.join(", ")})`;
}

function catalogueOf(
  catalogue: { readonly id: object; readonly en: object },
  locale: Locale,
): Readonly<Record<string, unknown>> {
  return catalogue[locale] as Readonly<Record<string, unknown>>;
}
