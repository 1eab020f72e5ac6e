"use client";

import { useCallback } from "react";

import type { Json } from "@kendali/domain";
import { partWords, placeWords } from "@kendali/i18n/change-words";

import { useLocale } from "../../locale/locale-provider.tsx";

/** The words of a part of the document: `visits` is "Kunjungan". */
export function usePartWords(): (part: string) => string {
  const { locale } = useLocale();
  return useCallback((part) => partWords(locale, part), [locale]);
}

/** Says a place of the document by the names its members have for people: "Formulir: Volume ASI: Payudara kanan". */
export function usePlaceWords(): (document: Json, path: readonly string[]) => string {
  const { locale } = useLocale();
  return useCallback((document, path) => placeWords(locale, document, path), [locale]);
}
