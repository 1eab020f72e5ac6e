"use client";

import type { Refusal } from "@kendali/domain";
import { refusalWords } from "@kendali/i18n/refusal-words";

import { useLocale } from "../locale/locale-provider.tsx";

/** The words of a refusal; fetched with the first one, because every page would carry them and most never say one. */
export function RefusalWords({ refusal }: { refusal: Refusal }) {
  const { locale } = useLocale();
  return refusalWords(locale, refusal);
}
