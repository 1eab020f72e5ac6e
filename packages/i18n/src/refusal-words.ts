import type { Refusal } from "@kendali/domain";
import { refusalsCatalogue } from "./catalogues/refusals.ts";
import type { Locale } from "./locale.ts";
import { sayCode } from "./say-code.ts";

/** The words of a refusal; its problems, if any, are said one by one with `problemWords`. */
export function refusalWords(locale: Locale, refusal: Pick<Refusal, "code" | "params">): string {
  return sayCode(locale, refusalsCatalogue[locale], refusal.code, refusal.params);
}
