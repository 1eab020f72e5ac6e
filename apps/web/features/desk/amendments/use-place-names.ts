"use client";

import { placedItems, type Problem } from "@kendali/domain";
import { problemWords } from "@kendali/i18n/problem-words";

import { useStudy } from "../../study/study-provider.tsx";
import { useAmendmentWords } from "./use-amendment-words.ts";

/** Visits, forms and items by the names that the study's document gives them; what it has not any more by its key. */
export function usePlaceNames() {
  const { say, locale } = useAmendmentWords();
  const { protocol } = useStudy();
  return {
    visit: (key: string): string => {
      const found = protocol.visits.find((one) => one.key === key);
      return found === undefined ? key : say(found.label);
    },
    form: (key: string): string => {
      const found = protocol.forms.find((one) => one.key === key);
      return found === undefined ? key : say(found.title);
    },
    /** What a problem of an entry is about, by its question. */
    item: ({ path }: Problem): string => {
      const key = path.split("/")[0] ?? "";
      const item = placedItems(protocol).find((one) => one.item.key === key)?.item;
      return item === undefined ? path : say(item.label);
    },
    problem: (problem: Problem): string => problemWords(locale, problem),
  };
}
