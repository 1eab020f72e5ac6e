"use client";

import { useMemo, useState } from "react";

import type { EntryView } from "@kendali/api";
import type { CompiledForm, MissingReason } from "@kendali/domain";
import type { Timing } from "@kendali/ui/components/pump-timer";

import { useLocale } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useSiteNow } from "../use-site-now.ts";
import type { Answers, Drawing } from "./answers.ts";
import type { VisitFacts } from "./draft-store.ts";
import { type Judgement, judgeEntry } from "./judge-entry.ts";
import type { DraftKeeping } from "./use-draft.ts";
import { useWords } from "./use-words.ts";
import { type FactProblem, judgeFacts } from "./visit-facts.ts";

/** An entry on the screen: what was answered, what is said about it, and how it changes. */
export type EntryState = {
  readonly form: CompiledForm;
  readonly view: EntryView;
  readonly answers: Answers;
  readonly facts: VisitFacts;
  readonly baseRevision: number;
  readonly judgement: Judgement;
  readonly factProblems: readonly FactProblem[];
  /** What is wrong with an answer, in words. */
  readonly say: ReturnType<typeof useWords>;
  readonly touched: ReadonlySet<string>;
  readonly isSubmitted: boolean;
  readonly now: string;
  readonly timeZone: string;
  readonly answer: (key: string, text: string) => void;
  readonly leaveEmpty: (key: string, reason: MissingReason | null) => void;
  readonly explain: (key: string, reason: string) => void;
  readonly time: (key: string, timing: Timing) => void;
  /** Keeps a signature in the making; without strokes it is forgotten. */
  readonly draw: (key: string, drawing: Drawing) => void;
  readonly setFacts: (facts: Partial<VisitFacts>) => void;
  readonly touch: (keys: readonly string[]) => void;
  readonly submit: () => void;
};

export function useEntry(view: EntryView, form: CompiledForm, keeping: DraftKeeping): EntryState {
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const { draft, change } = keeping;
  const [touched, setTouched] = useState<ReadonlySet<string>>(() => new Set(answeredKeys(draft.answers)));
  const [isSubmitted, setSubmitted] = useState(false);
  const timeZone = protocol.sites.find((site) => site.key === view.site)?.timeZone ?? "UTC";
  const now = useSiteNow(timeZone, view.context.today ?? "");
  const today = now.slice(0, 10);
  const judgement = useMemo(
    () => judgeEntry({ form, answers: draft.answers, context: { ...view.context, today }, locale }),
    [form, draft.answers, view.context, today, locale],
  );
  const say = useWords();
  const setAnswers = (next: (answers: Answers) => Partial<Answers>) =>
    change(({ answers }) => ({ answers: { ...answers, ...next(answers) } }));
  return {
    form,
    view,
    answers: draft.answers,
    facts: draft.facts,
    baseRevision: draft.baseRevision,
    judgement,
    factProblems: judgeFacts({ view, facts: draft.facts, baseRevision: draft.baseRevision, today }),
    say,
    touched,
    isSubmitted,
    now,
    timeZone,
    answer: (key, text) => setAnswers(({ texts }) => ({ texts: { ...texts, [key]: text } })),
    leaveEmpty: (key, reason) =>
      setAnswers(({ missing }) => {
        const { [key]: _before, ...others } = missing;
        return { missing: reason === null ? others : { ...others, [key]: reason } };
      }),
    explain: (key, reason) => setAnswers(({ reasons }) => ({ reasons: { ...reasons, [key]: reason } })),
    time: (key, timing) => setAnswers(({ timings }) => ({ timings: { ...timings, [key]: timing } })),
    draw: (key, drawing) =>
      setAnswers(({ drawings = {} }) => {
        const { [key]: _before, ...others } = drawings;
        return { drawings: drawing.length === 0 ? others : { ...others, [key]: drawing } };
      }),
    setFacts: (facts) => change((before) => ({ facts: { ...before.facts, ...facts } })),
    touch: (keys) =>
      setTouched((before) => (keys.every((key) => before.has(key)) ? before : new Set([...before, ...keys]))),
    submit: () => {
      setSubmitted(true);
      setTouched(new Set(form.fields.map((field) => field.item.key)));
    },
  };
}

function answeredKeys({ texts, missing }: Answers): readonly string[] {
  return [...Object.keys(texts).filter((key) => texts[key] !== ""), ...Object.keys(missing)];
}
