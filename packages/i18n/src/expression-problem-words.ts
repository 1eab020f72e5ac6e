import type { RefusalParams } from "@kendali/domain";
import type { Message } from "./catalogue.ts";
import { builderExpressionsCatalogue } from "./catalogues/builder-expressions.ts";
import { createTranslator } from "./create-translator.ts";
import type { Locale } from "./locale.ts";
import { problemWords } from "./problem-words.ts";
import { sayCode } from "./say-code.ts";

/** The words of one problem of an expression (`checkExpression` of `builder`): what is wrong, and what to do. */
export function expressionProblemWords(
  locale: Locale,
  { code, params }: { readonly code: string; readonly params: RefusalParams },
): string {
  const worded: Record<string, string | number | boolean | null> = { ...params };
  for (const [param, place] of kindParams) {
    const kind = params[param];
    if (typeof kind === "string") worded[place] = kindWords(locale, kind);
  }
  const { argument, moment } = params;
  if (typeof argument === "string") worded["expected"] = argumentWords(locale, argument);
  if (typeof moment === "string") Object.assign(worded, momentWords(locale, moment));
  const refused = params["code"];
  if (code === "engine_refuses" && typeof refused === "string") {
    worded["words"] = problemWords(locale, { code: refused, params });
  }
  return sayCode(
    locale,
    builderExpressionsCatalogue[locale] as Readonly<Record<string, Message>>,
    `problem_${code}`,
    worded,
  );
}

const kindParams = [
  ["kind", "type"],
  ["firstKind", "first"],
  ["secondKind", "second"],
  ["expectedKind", "expected"],
] as const;

/** The kind of a value as the engine names it, in words. */
function kindWords(locale: Locale, kind: string): string {
  const t = createTranslator(locale, builderExpressionsCatalogue);
  if (kind.startsWith("list")) return t("type_list");
  if (kind === "bool") return t("type_bool");
  return kind === "double" ? t("type_double") : t("type_string");
}

function argumentWords(locale: Locale, argument: string): string {
  const t = createTranslator(locale, builderExpressionsCatalogue);
  switch (argument) {
    case "digits":
      return t("argument_digits");
    case "moment":
      return t("argument_moment");
    case "day":
      return t("argument_day");
    case "text":
      return t("argument_text");
    default:
      return t("argument_number");
  }
}

function momentWords(locale: Locale, type: string): { readonly expected: string; readonly example: string } {
  const t = createTranslator(locale, builderExpressionsCatalogue);
  if (type === "time") return { expected: t("argument_time_of_day"), example: '"15:00"' };
  if (type === "date") return { expected: t("type_date"), example: '"2026-11-22"' };
  return { expected: t("type_date_time"), example: '"2026-11-22T15:00"' };
}
