import { refusalCodes, type Problem, type Refusal } from "@kendali/domain";
import { findingWords, refusalWords, type Locale } from "@kendali/i18n";
import type { Terminal } from "../command.ts";

/** Tells why something was refused, every problem on a line of its own; as JSON where a machine reads. */
export function sayRefusal(terminal: Terminal, locale: Locale, refusal: Refusal, json: boolean): 1 {
  const problems = (refusal.problems ?? []).map((problem) => ({ ...problem, message: wordsOf(locale, problem) }));
  const message = refusalWords(locale, refusal);
  if (json) {
    terminal.error(JSON.stringify({ ok: false, refusal: { ...refusal, message, problems } }));
    return 1;
  }
  const place = (path: string): string => (path === "" ? "" : `${path}: `);
  terminal.error([message, ...problems.map((problem) => `  ${place(problem.path)}${problem.message}`)].join("\n"));
  return 1;
}

/** Rows of a file can be refused by the rules of values and of the study, a study by what is open in its document; each has its own words. */
function wordsOf(locale: Locale, problem: Problem): string {
  const code = refusalCodes.find((known) => known === problem.code);
  return code === undefined ? findingWords(locale, problem) : refusalWords(locale, { code, params: problem.params });
}
