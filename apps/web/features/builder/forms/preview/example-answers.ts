"use client";

import { createContext, use } from "react";

import { type Answers, noAnswers } from "../../../field/entry/answers.ts";
import type { Judgement } from "../../../field/entry/judge-entry.ts";
import type { PreviewLoading } from "./use-preview-form.ts";

/** The answers tried in the preview, with what the phone would say of them. */
export type Example = {
  readonly loading: PreviewLoading;
  readonly answers: Answers;
  readonly setAnswers: (next: (before: Answers) => Answers) => void;
  readonly judgement: Judgement | null;
  readonly locale: "id" | "en";
  readonly setLocale: (locale: "id" | "en") => void;
};

export const ExampleContext = createContext<Example>({
  loading: { state: "loading" },
  answers: noAnswers,
  setAnswers: () => undefined,
  judgement: null,
  locale: "id",
  setLocale: () => undefined,
});

/** For what stands in the editor; the preview itself is given it. */
export function useExample(): Example {
  return use(ExampleContext);
}
