"use client";

import { useEffect, useState } from "react";

import type { Problem } from "@kendali/domain";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type SayProblem = (problem: Pick<Problem, "code" | "params">) => string;
type Words = typeof import("@kendali/i18n/problem-words").problemWords;

/**
 * Says what is wrong with an answer. The words of every problem in both languages are a tenth of what the page may weigh,
 * and are fetched right after the first question is on the screen.
 */
export function useProblemWords(): SayProblem {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let isWanted = true;
    import("@kendali/i18n/problem-words").then(
      ({ problemWords }) => isWanted && setWords(() => problemWords),
      // Without a connection the question is still marked, in words that fit every problem.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return (problem) => (words === null ? t("check_this_answer") : words(locale, problem));
}
