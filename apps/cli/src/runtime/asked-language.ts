import type { Locale } from "@kendali/i18n";
import { UsageError } from "../env.ts";

/** The language that `--language` asks for, else the one of the environment. */
export function askedLanguage(asked: string | boolean | undefined, otherwise: Locale): Locale {
  if (asked === undefined) return otherwise;
  if (asked !== "id" && asked !== "en") throw new UsageError("--language is id or en.");
  return asked;
}
