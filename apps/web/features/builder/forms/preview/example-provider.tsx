"use client";

import { type ReactNode, useMemo, useState } from "react";

import { useLocale } from "../../../locale/locale-provider.tsx";
import { noAnswers } from "../../../field/entry/answers.ts";
import { judgeEntry } from "../../../field/entry/judge-entry.ts";
import { type Example, ExampleContext } from "./example-answers.ts";
import { usePreviewForm } from "./use-preview-form.ts";

/** Holds the answers tried in the preview of one form, and judges them as the phone does. Nothing of it is kept. */
export function ExampleProvider({ form, today, children }: { form: string; today: string; children: ReactNode }) {
  const page = useLocale();
  const [locale, setLocale] = useState(page.locale);
  const [answers, setAnswers] = useState(noAnswers);
  const loading = usePreviewForm(form);
  const compiled = loading.state === "ready" ? loading.form : null;
  const judgement = useMemo(
    () =>
      compiled === null
        ? null
        : judgeEntry({ form: compiled, answers, context: { kind: "test", values: {}, today }, locale }),
    [compiled, answers, locale, today],
  );
  const example: Example = { loading, answers, setAnswers, judgement, locale, setLocale };
  return <ExampleContext value={example}>{children}</ExampleContext>;
}
