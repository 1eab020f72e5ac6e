"use client";

import { memo, useEffect, useMemo, useRef, useState } from "react";

import type { CompiledField, Section } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { createTranslator } from "@kendali/i18n";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { arrowRightIcon, chevronLeftIcon } from "@kendali/ui/icons";
import { fitsMatrix } from "@kendali/ui/item-inputs";

import { noAnswers } from "../../../field/entry/answers.ts";
import { isAnswered, isShown, type Judgement } from "../../../field/entry/judge-entry.ts";
import { type Screen, screensOf } from "../../../field/entry/screens.ts";
import { inLine } from "../../../field/words.ts";
import { useTranslator } from "../../../locale/locale-provider.tsx";
import { useDesignerPage } from "../designer.ts";
import { wordsOf } from "../paths.ts";
import type { Example } from "./example-answers.ts";
import { PreviewItem, PreviewMatrix } from "./preview-item.tsx";
import type { PreviewForm } from "./preview-engine.ts";

type Mode = "one" | "whole";

/** The form as the phone shows it, answering as the phone does; in one language or the other. */
export const PhonePreview = memo(function PhonePreview({ example }: { example: Example }) {
  const t = useTranslator(builderFormsCatalogue);
  const { loading, locale, setLocale, setAnswers } = example;
  const phone = usePhoneWords(locale);
  const [mode, setMode] = useState<Mode>("one");
  return (
    <aside className="fd-preview" aria-label={t("preview")}>
      <div className="seg fd-mode" role="group" aria-label={t("preview_mode")}>
        {(["one", "whole"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
            {t(`preview_${one}`)}
          </button>
        ))}
      </div>
      <div className="fd-phone field" lang={locale}>
        <div className="fd-phone-top">
          <span>
            <span className="nowrap">MLT-000-0</span> · {phone("preview_example")}
          </span>
          <div className="seg" role="group" aria-label={t("preview_language")}>
            {(["id", "en"] as const).map((one) => (
              <button key={one} type="button" lang={one} aria-pressed={locale === one} onClick={() => setLocale(one)}>
                {one.toUpperCase()}
                <span className="vh">, {t(`in_${one}`)}</span>
              </button>
            ))}
          </div>
        </div>
        {loading.state === "ready" && mode === "one" && <OneQuestion preview={loading} example={example} />}
        {loading.state === "ready" && mode === "whole" && <WholeForm preview={loading} example={example} />}
        {loading.state === "failed" && (
          <div className="fd-phone-body">
            <Message tone="info">{t("preview_failed")}</Message>
            <Button onClick={loading.retry}>{t("preview_retry")}</Button>
          </div>
        )}
        {(loading.state === "loading" || loading.state === "none") && <div className="fd-phone-body" />}
      </div>
      <p className="fd-preview-note">{t("preview_note")}</p>
      {loading.state === "ready" && loading.broken > 0 && (
        <p className="fd-preview-note">{t("preview_broken", { count: loading.broken })}</p>
      )}
      <Button tight kind="plain" onClick={() => setAnswers(() => noAnswers)}>
        {t("preview_clear")}
      </Button>
    </aside>
  );
});

/** The words of the phone, in the language of the preview. */
function usePhoneWords(locale: Example["locale"]) {
  return useMemo(() => createTranslator(locale, uiCatalogue, builderFormsCatalogue), [locale]);
}

/** One screen at a time, with what belongs to the selected item. */
function OneQuestion({ preview: { form }, example }: { preview: PreviewForm; example: Example }) {
  const page = useDesignerPage();
  const { answers, judgement } = example;
  const t = usePhoneWords(example.locale);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const top = useRef<HTMLDivElement>(null);
  const screens = useMemo(() => screensOf(form), [form]);
  const selected = page.selection.kind === "item" ? page.selection.item : null;
  const inSection = page.selection.kind === "section" ? page.selection.section : null;
  const at = screens.findIndex((screen) =>
    selected === null
      ? inSection === null || screen.section === inSection
      : screen.fields.some((field) => field.item.key === selected),
  );
  const field = selected === null ? undefined : form.fieldOf.get(selected);
  useEffect(() => {
    const box = top.current;
    const item = selected === null ? null : box?.querySelector<HTMLElement>(`[data-preview="${selected}"]`);
    const isFirst = item?.previousElementSibling === null;
    box?.scrollTo(0, item == null || isFirst ? 0 : item.offsetTop - 12);
  }, [selected]);
  if (judgement === null) return null;
  const shown = screens.filter((screen) => shownFields(screen, form, answers, judgement).length > 0);
  const screen = screens[at] ?? (field === undefined ? shown[0] : undefined);
  const number = screen === undefined ? 0 : shown.indexOf(screen) + 1;
  const touch = (keys: readonly string[]) =>
    setTouched((before) => (keys.every((key) => before.has(key)) ? before : new Set([...before, ...keys])));

  const go = (by: -1 | 1) => {
    const next =
      shown[(number === 0 ? shown.findIndex((one) => screens.indexOf(one) > at) - (by > 0 ? 1 : 0) : number - 1) + by];
    if (by > 0 && screen !== undefined) {
      const keys = screen.fields.map((one) => one.item.key);
      touch(keys);
      if (keys.some((key) => isStopped(judgement, key))) return;
    }
    const first = next?.fields[0];
    if (next !== undefined && first !== undefined)
      page.select({ kind: "item", section: next.section, item: first.item.key });
  };

  return (
    <>
      <div className="fd-phone-body" ref={top}>
        {screen === undefined ? (
          <NoScreen field={field} form={form} example={example} touched={touched} touch={touch} />
        ) : (
          <QuestionScreen
            screen={screen}
            preview={form}
            example={example}
            number={number}
            total={shown.length}
            touched={touched}
            touch={touch}
            selected={selected}
          />
        )}
      </div>
      <div className="fd-phone-foot">
        <Button less icon={chevronLeftIcon} disabled={number <= 1} onClick={() => go(-1)}>
          {t("back")}
        </Button>
        <Button
          kind="primary"
          iconAfter={arrowRightIcon}
          disabled={number === shown.length || shown.length === 0}
          onClick={() => go(1)}
        >
          {t("next")}
        </Button>
      </div>
    </>
  );
}

/** A computed value with the answers it is made of, to try them; or nothing. */
function NoScreen({
  field,
  form,
  example,
  touched,
  touch,
}: {
  field: CompiledField | undefined;
  form: PreviewForm["form"];
  example: Example;
  touched: ReadonlySet<string>;
  touch: (keys: readonly string[]) => void;
}) {
  const { judgement, locale } = example;
  const t = usePhoneWords(locale);
  if (field === undefined) return <p className="ink2">{t("preview_nothing")}</p>;
  const value = judgement?.computed[field.item.key];
  const parts = (field.calculation?.names ?? []).flatMap((name) => form.fieldOf.get(name) ?? []);
  return (
    <>
      <p className="fd-ask">{wordsOf(field.item.label, locale) || t("no_label")}</p>
      <p className="ask-hint">
        {value === undefined
          ? t("preview_computed")
          : t("preview_computed_is", { value: field.definition.format(value, field, locale) })}
      </p>
      <div className="stack answer">
        {parts.map((part) => (
          <PreviewItem
            key={part.item.key}
            example={example}
            field={part}
            alone={false}
            isTouched={touched.has(part.item.key)}
            touch={touch}
          />
        ))}
      </div>
    </>
  );
}

function QuestionScreen({
  screen,
  preview,
  example,
  number,
  total,
  touched,
  touch,
  selected,
}: {
  screen: Screen;
  preview: PreviewForm["form"];
  example: Example;
  number: number;
  total: number;
  touched: ReadonlySet<string>;
  touch: (keys: readonly string[]) => void;
  selected: string | null;
}) {
  const { answers, judgement, locale } = example;
  const t = usePhoneWords(locale);
  const { form } = preview;
  const section = form.sections.find(({ key }) => key === screen.section);
  if (judgement === null || section === undefined) return null;
  const asked = shownFields(screen, preview, answers, judgement);
  // What is edited is shown in any case, with a word where the phone would not ask it now.
  const fields = screen.fields.filter((field) => asked.includes(field) || field.item.key === selected);
  const [first = screen.fields[0], ...rest] = fields;
  if (first === undefined) return null;
  const isTimed = first.item.timerMinutes !== undefined && screen.fields.length > 1;
  const isAsked = asked.includes(first);
  const isSelectedHidden = selected !== null && !asked.some(({ item }) => item.key === selected);
  const isWaiting = isTimed && !isAnswered(answers, first.item.key);
  const shownRest = rest.filter(
    ({ item, definition }) =>
      item.key === selected || (!isWaiting && (!definition.isComputed || judgement.computed[item.key] !== undefined)),
  );
  const hint = [section.instructions?.[locale], isTimed ? undefined : first.item.hint?.[locale]].filter(
    (words) => words !== undefined && words !== "",
  );
  const ask = (isTimed ? section.title : first.item.label)[locale];
  return (
    <>
      <p className="qn">
        {form.title[locale] || t("no_title")}
        {isAsked && number > 0 && ` · ${t("number_of", { number, total })}`}
        {form.sections.length > 1 && !isTimed && section.title[locale] !== "" && ` · ${inLine(section.title[locale])}`}
      </p>
      <p className={ask === "" ? "fd-ask quiet" : "fd-ask"}>{ask === "" ? t("no_label") : ask}</p>
      {hint.length > 0 && <p className="ask-hint">{hint.join(" ")}</p>}
      {isSelectedHidden && <p className="fd-not-asked">{t("preview_not_asked")}</p>}
      <div className="stack answer">
        <PreviewItem
          example={example}
          field={first}
          alone={!isTimed}
          isTouched={touched.has(first.item.key)}
          touch={touch}
        />
        {shownRest.map((field) => (
          <PreviewItem
            key={field.item.key}
            example={example}
            field={field}
            alone={false}
            isTouched={touched.has(field.item.key)}
            touch={touch}
          />
        ))}
      </div>
    </>
  );
}

/** Everything one below the other, as wider windows show it. */
function WholeForm({ preview: { form }, example }: { preview: PreviewForm; example: Example }) {
  const { answers, judgement, locale } = example;
  const page = useDesignerPage();
  const t = usePhoneWords(locale);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [touch] = useState(
    () => (keys: readonly string[]) =>
      setTouched((before) => (keys.every((key) => before.has(key)) ? before : new Set([...before, ...keys]))),
  );
  const body = useRef<HTMLDivElement>(null);
  const selected = page.selection.kind === "item" ? page.selection.item : null;
  useEffect(() => {
    const box = body.current;
    const item = selected === null ? null : box?.querySelector<HTMLElement>(`[data-preview="${selected}"]`);
    if (box === null || item == null) return;
    // Above the first question stand the form's name and the section's: they are part of what is looked at.
    const isFirst = item === box.querySelector("[data-preview]");
    const offset = item.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTo(0, isFirst ? 0 : box.scrollTop + offset - 40);
  }, [selected]);
  if (judgement === null) return null;
  const drawn = new Map<string, CompiledField[]>();
  for (const field of form.fields) {
    if (field.definition.isComputed && field.item.unit === undefined) continue;
    if (!isShown(field, form, answers, judgement)) continue;
    const beside = drawn.get(field.section);
    if (beside === undefined) drawn.set(field.section, [field]);
    else beside.push(field);
  }
  return (
    <div className="fd-phone-body whole" ref={body} tabIndex={0} role="region" aria-label={t("preview_whole")}>
      <p className="fd-ask">{form.form.title[locale] || t("no_title")}</p>
      {form.form.sections.map((section) => (
        <WholeSection
          key={section.key}
          section={section}
          fields={drawn.get(section.key) ?? none}
          answers={answers}
          setAnswers={example.setAnswers}
          judgement={judgement}
          locale={locale}
          touched={touched}
          touch={touch}
        />
      ))}
    </div>
  );
}

const none: readonly CompiledField[] = [];

type WholeSectionProps = Pick<Example, "answers" | "setAnswers" | "judgement" | "locale"> & {
  section: Section;
  fields: readonly CompiledField[];
  touched: ReadonlySet<string>;
  touch: (keys: readonly string[]) => void;
};

/** Drawn again only when something of this section has changed: a form may have hundreds of items. */
const WholeSection = memo(function WholeSection(props: WholeSectionProps) {
  const { section, fields, locale, touched, touch } = props;
  return (
    <section className="entry-section">
      <h3>{section.title[locale]}</h3>
      {section.instructions !== undefined && <p className="ink2">{section.instructions[locale]}</p>}
      {section.layout === "matrix" && fitsMatrix(fields) ? (
        <PreviewMatrix example={props} fields={fields} title={section.title[locale]} touched={touched} touch={touch} />
      ) : (
        <div className="stack">
          {fields.map((field) => (
            <PreviewItem
              key={field.item.key}
              example={props}
              field={field}
              alone={false}
              isTouched={touched.has(field.item.key)}
              touch={touch}
            />
          ))}
        </div>
      )}
    </section>
  );
}, isSameSection);

function isSameSection(before: WholeSectionProps, after: WholeSectionProps): boolean {
  return (
    before.section === after.section &&
    before.answers === after.answers &&
    before.judgement === after.judgement &&
    before.locale === after.locale &&
    before.touched === after.touched &&
    before.fields.length === after.fields.length &&
    before.fields.every((field, index) => field === after.fields[index])
  );
}

function shownFields(
  screen: Screen,
  form: PreviewForm["form"],
  answers: Example["answers"],
  judgement: Judgement,
): readonly CompiledField[] {
  return screen.fields.filter((field) => isShown(field, form, answers, judgement));
}

/** Whether the phone would hold the person at this item: an answer that is impossible or has no reason yet. */
function isStopped(judgement: Judgement, key: string): boolean {
  return judgement.blocking.includes(key) && judgement.findings.get(key)?.some(({ kind }) => kind !== "open") === true;
}
