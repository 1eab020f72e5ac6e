"use client";

import { useEffect, useState } from "react";

import type { Locale, Problem, Refusal } from "@kendali/domain";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type Words = {
  readonly problemWords: (locale: Locale, problem: Pick<Problem, "code" | "params">) => string;
  readonly refusalWords: (locale: Locale, refusal: Pick<Refusal, "code" | "params">) => string;
};

export type Say = {
  readonly problem: (problem: Pick<Problem, "code" | "params">) => string;
  readonly refusal: (refusal: Pick<Refusal, "code" | "params">) => string;
};

/**
 * Says what is wrong with an answer. The words of every problem and refusal in both languages are a twentieth of what the
 * page may weigh, and are fetched right after the first question is on the screen.
 */
export function useWords(): Say {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let isWanted = true;
    loadWords().then(
      (loaded) => isWanted && setWords(loaded),
      // Without a connection the question is still marked, in words that fit every problem.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return {
    problem: (problem) => words?.problemWords(locale, problem) ?? t("check_this_answer"),
    refusal: (refusal) => words?.refusalWords(locale, refusal) ?? t("check_this_answer"),
  };
}

async function loadWords(): Promise<Words> {
  const [{ problemWords }, { refusalWords }] = await Promise.all([
    import("@kendali/i18n/problem-words"),
    import("@kendali/i18n/refusal-words"),
  ]);
  return { problemWords, refusalWords };
}
