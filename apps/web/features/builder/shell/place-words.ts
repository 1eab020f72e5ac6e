"use client";

import { useCallback } from "react";

import { type Json, memberAt } from "@kendali/domain";
import { memberName, partWords } from "@kendali/i18n/change-words";

import { useLocale } from "../../locale/locale-provider.tsx";

/** The words of a part of the document: `visits` is "Kunjungan". */
export function usePartWords(): (part: string) => string {
  const { locale } = useLocale();
  return useCallback((part) => partWords(locale, part), [locale]);
}

/** Names of lists between a thing and its members, which say nothing to a reader; a text's languages neither. */
const unsaid: ReadonlySet<string> = new Set(["sections", "items", "codes", "criteria", "analyses", "id", "en"]);

/** Says a place of the document by the names its members have for people: "Formulir: Volume ASI: Payudara kanan". */
export function usePlaceWords(): (document: Json, path: readonly string[]) => string {
  const { locale } = useLocale();
  return useCallback(
    (document, path) => {
      const words: string[] = [];
      let node: Json | undefined = document;
      path.forEach((step, index) => {
        const isMember = Array.isArray(node);
        node = memberAt(node, step);
        if (index === 0) words.push(partWords(locale, step));
        else if (isMember) words.push(memberName(locale, node) ?? step);
        else if (!unsaid.has(step)) words.push(step);
      });
      return words.join(": ");
    },
    [locale],
  );
}
