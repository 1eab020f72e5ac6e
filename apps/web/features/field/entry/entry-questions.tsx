"use client";

import { lazy, Suspense, useEffect, useRef } from "react";

import type { CompiledField } from "@kendali/domain";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { Question, type Step, Stepper } from "@kendali/ui/components/stepper";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { inLine } from "../words.ts";
import type { EntryFrame } from "./entry-form.tsx";
import { EntryItem } from "./entry-item.tsx";
import { EntryFacts, OpenItems } from "./entry-review.tsx";
import { isFileField } from "./is-file-field.ts";
import { isAnswered, isShown } from "./judge-entry.ts";
import { type Screen, screensOf } from "./screens.ts";
import type { EntryState } from "./use-entry.ts";

const AttachedList = lazy(async () => ({ default: (await import("./attach/attached-now.tsx")).AttachedList }));

/** The phone's layout: one question a screen, and at the end when and by whom, with what is still open. */
export function EntryQuestions({ entry, frame }: { entry: EntryState; frame: EntryFrame }) {
  const t = useTranslator(uiCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const focus = useFocusAfter();
  const screens = screensOf(entry.form).filter((screen) => shownFields(screen, entry).length > 0);
  const current = Math.min(frame.step, screens.length);
  const screen = screens[current];
  const steps = useSteps(screens, entry);

  function go(index: number) {
    if (index > current && screen !== undefined) {
      const keys = screen.fields.map((field) => field.item.key);
      entry.touch(keys);
      const stop = keys.find((key) => entry.judgement.findings.get(key)?.some(isStopping) === true);
      if (index === current + 1 && stop !== undefined && isUnexplained(entry, stop)) return focus(stop);
    }
    frame.setStep(index);
  }

  function open(field: CompiledField) {
    const index = screens.findIndex((candidate) => candidate.fields.includes(field));
    if (index < 0) return;
    frame.setStep(index);
    focus(field.item.key);
  }

  function finish() {
    const first = frame.save();
    const field = entry.form.fields.find((candidate) => candidate.item.key === first);
    if (first !== null && field === undefined) focus(first);
    else if (field !== undefined) open(field);
  }

  return (
    <Stepper
      locale={locale}
      title={entry.form.form.title[locale]}
      steps={steps}
      current={current}
      onGo={go}
      leave={frame.leave}
      saved={frame.saved}
      who={frame.who}
      onFinish={finish}
      finishLabel={t("send")}
      busy={frame.sending}
    >
      {screen === undefined ? (
        <>
          <h1 tabIndex={-1}>{t("review_title")}</h1>
          <p className="ink2">{t("review_lead", { form: inLine(entry.form.form.title[locale]) })}</p>
          <div className="stack answer">
            {frame.failed}
            <OpenItems entry={entry} onOpen={open} />
            {entry.form.fields.some(isFileField) ? (
              <Suspense>
                <AttachedList entry={entry} />
              </Suspense>
            ) : null}
            <EntryFacts entry={entry} />
          </div>
        </>
      ) : (
        <QuestionScreen screen={screen} entry={entry} number={current + 1} total={screens.length} />
      )}
      <EntryLanguage />
    </Stepper>
  );
}

/** The language changes in the middle of a form and keeps everything typed; the head of the page is for what is saved. */
export function EntryLanguage() {
  const { locale, setLocale } = useLocale();
  return (
    <div className="entry-language">
      <LanguageSwitch locale={locale} onChange={setLocale} />
    </div>
  );
}

function QuestionScreen({
  screen,
  entry,
  number,
  total,
}: {
  screen: Screen;
  entry: EntryState;
  number: number;
  total: number;
}) {
  const { locale } = useLocale();
  const { form } = entry.form;
  const section = form.sections.find((candidate) => candidate.key === screen.section);
  const fields = shownFields(screen, entry);
  const [first, ...rest] = fields;
  if (first === undefined || section === undefined) return null;
  const isTimed = first.item.timerMinutes !== undefined && rest.length > 0;
  const shownRest = isTimed && !isAnswered(entry.answers, first.item.key) ? [] : rest;
  const hint = [section.instructions?.[locale], isTimed ? undefined : first.item.hint?.[locale]].filter(
    (words) => words !== undefined,
  );
  return (
    <Question
      locale={locale}
      form={form.title[locale]}
      number={number}
      total={total}
      source={form.sections.length > 1 && !isTimed ? inLine(section.title[locale]) : undefined}
      ask={(isTimed ? section.title : first.item.label)[locale]}
      hint={hint.length === 0 ? undefined : hint.join(" ")}
    >
      <div className="stack">
        <EntryItem field={first} entry={entry} alone={!isTimed} />
        {shownRest
          .filter((field) => !isWaiting(field, entry))
          .map((field) => (
            <EntryItem key={field.item.key} field={field} entry={entry} />
          ))}
      </div>
    </Question>
  );
}

function shownFields(screen: Screen, entry: EntryState): readonly CompiledField[] {
  return screen.fields.filter((field) => isShown(field, entry.form, entry.answers, entry.judgement));
}

/** A computed measurement is shown once it has a value; before that there is nothing to read. */
function isWaiting({ definition, item }: CompiledField, { judgement }: EntryState): boolean {
  return definition.isComputed && judgement.computed[item.key] === undefined;
}

function isStopping({ kind }: { readonly kind: "asks" | "stops" | "open" }): boolean {
  return kind !== "open";
}

/** An unusual value with its reason does not hold anybody up. */
function isUnexplained(entry: EntryState, key: string): boolean {
  return entry.judgement.blocking.includes(key);
}

function useSteps(screens: readonly Screen[], entry: EntryState): readonly Step[] {
  const t = useTranslator(uiCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const steps = screens.map((screen): Step => {
    const fields = shownFields(screen, entry).filter(
      (field) => !field.definition.isComputed && field.definition.isStored,
    );
    const label = fields[0]?.item.label[locale] ?? screen.key;
    const empty = fields.map((field) => entry.answers.missing[field.item.key]).find((reason) => reason !== undefined);
    const isOpen = fields.some((field) => field.item.required && !isAnswered(entry.answers, field.item.key));
    if (isOpen) return { key: screen.key, label, state: "open" };
    if (empty === undefined) return { key: screen.key, label, state: "answered" };
    return { key: screen.key, label, state: "empty", emptyReason: t(`missing_${empty}`) };
  });
  return [
    ...steps,
    { key: "review", label: t("review_title"), state: entry.factProblems.length === 0 ? "answered" : "open" },
  ];
}

/** Puts the focus on an element once the screen that holds it is drawn. */
export function useFocusAfter(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const element = document.getElementById(wanted.current);
    if (element === null) return;
    wanted.current = null;
    element.focus();
    element.closest(".item, .entry-item")?.scrollIntoView({ block: "center" });
  });
  return (id) => {
    wanted.current = id;
    const element = document.getElementById(id);
    if (element !== null) requestAnimationFrame(() => element.focus());
  };
}
