import type { Problem } from "@kendali/domain";
import type { Message } from "./catalogue.ts";
import { domainCatalogue } from "./catalogues/domain.ts";
import type { Locale } from "./locale.ts";
import { sayCode } from "./say-code.ts";

/** The words of one problem: what is wrong, what is allowed, what to do. A code without words is shown as it is. */
export function problemWords(locale: Locale, problem: Pick<Problem, "code" | "params">): string {
  const code = wordedCode(problem);
  return sayCode(locale, domainCatalogue[locale] as Readonly<Record<string, Message>>, code, problem.params);
}

/** A missing reason is best told by the finding that asks for it. */
function wordedCode({ code, params }: Pick<Problem, "code" | "params">): string {
  const finding = code === "reason_required" ? params["finding"] : undefined;
  return typeof finding === "string" && finding !== "" && finding !== "constraint_violated" ? finding : code;
}
