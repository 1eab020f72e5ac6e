import type { RefusalParams } from "@kendali/domain";
import type { Message } from "./catalogue.ts";
import { builderSheetCatalogue } from "./catalogues/builder-sheet.ts";
import { expressionProblemWords } from "./expression-problem-words.ts";
import type { Locale } from "./locale.ts";
import { sayCode } from "./say-code.ts";

/** The words of one problem of a sheet (`readRows`, `readPastedTable` of `builder`): what is wrong, and what to do. */
export function sheetProblemWords(
  locale: Locale,
  { code, params }: { readonly code: string; readonly params: RefusalParams },
): string {
  const messages = builderSheetCatalogue[locale] as Readonly<Record<string, Message>>;
  // Where nothing is near what was written, nothing is proposed.
  const plain = params["proposal"] === "" && Object.hasOwn(messages, `sheet_${code}_plain`);
  const inner = params["problem"];
  const words = typeof inner === "string" ? expressionProblemWords(locale, { code: inner, params }) : "";
  return sayCode(locale, messages, plain ? `sheet_${code}_plain` : `sheet_${code}`, { ...params, words });
}
