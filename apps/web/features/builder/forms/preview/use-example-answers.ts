"use client";

import { useMemo, useState } from "react";

import { useLocale } from "../../../locale/locale-provider.tsx";
import { noAnswers } from "../../../field/entry/answers.ts";
import { judgeEntry } from "../../../field/entry/judge-entry.ts";
import type { Example } from "./example-answers.ts";
import { isSameValue } from "./is-same-value.ts";
import { usePreviewForm } from "./use-preview-form.ts";

/**
 * The answers tried in the preview of one form, judged as the phone does. Nothing of it is kept. It is one value as long
 * as nothing in it changes; a judgement that says the same as before is the one before.
 */
export function useExampleAnswers(form: string, today: string): Example {
  const page = useLocale();
  const [locale, setLocale] = useState(page.locale);
  const [answers, setAnswers] = useState(noAnswers);
  const loading = usePreviewForm(form);
  const compiled = loading.state === "ready" ? loading.form : null;
  const judged = useMemo(
    () =>
      compiled === null
        ? null
        : judgeEntry({ form: compiled, answers, context: { kind: "test", values: {}, today }, locale }),
    [compiled, answers, locale, today],
  );
  const [known, setKnown] = useState(judged);
  const isKnown = isSameValue(known, judged);
  if (!isKnown) setKnown(judged);
  const judgement = isKnown ? known : judged;
  return useMemo(
    () => ({ loading, answers, setAnswers, judgement, locale, setLocale }),
    [loading, answers, judgement, locale],
  );
}
