"use client";

import { memo } from "react";

import type { CompiledField, MissingReason } from "@kendali/domain";
import { problemWords } from "@kendali/i18n/problem-words";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import type { Timing } from "@kendali/ui/components/pump-timer";
import { ItemField, ItemMatrix } from "@kendali/ui/item-inputs";

import type { Answers } from "../../../field/entry/answers.ts";
import { fieldProblem } from "../../../field/words.ts";
import type { Example } from "./example-answers.ts";

/** What of the example an item needs. */
type ItemExample = Pick<Example, "answers" | "setAnswers" | "judgement" | "locale">;

/** Answers by one tap are judged at once; what is typed is judged when the field is left. */
const oneTap: ReadonlySet<string> = new Set(["single_choice", "yes_no", "several_choices"]);

/** What the phone shows and says of an item's example answer now. */
function saidOf(field: CompiledField, { answers, judgement, locale }: ItemExample, isTouched: boolean) {
  const { key } = field.item;
  const computed = judgement?.computed[key];
  const value = field.definition.isComputed
    ? computed === undefined
      ? ""
      : field.definition.format(computed, field, locale)
    : (answers.texts[key] ?? "");
  const found = isTouched ? (judgement?.findings.get(key) ?? []) : [];
  const problems = found
    .filter(({ kind }) => kind !== "open")
    .map(({ kind, problem }) => fieldProblem(kind === "asks" ? "warn" : "bad", problemWords(locale, problem)));
  return {
    locale,
    value,
    problems,
    missing: answers.missing[key] ?? null,
    reason: answers.reasons[key] ?? "",
    timing: answers.timings[key] ?? null,
  };
}

/** One item of the preview, bound to its example answer and to what the phone says about it. */
export function PreviewItem({
  example,
  field,
  alone,
  isTouched,
  touch,
}: {
  example: ItemExample;
  field: CompiledField;
  alone: boolean;
  isTouched: boolean;
  touch: Touch;
}) {
  return (
    <DrawnItem
      {...saidOf(field, example, isTouched)}
      field={field}
      alone={alone}
      change={example.setAnswers}
      touch={touch}
    />
  );
}

/** The same items as one table of questions and answers. */
export function PreviewMatrix({
  example,
  fields,
  title,
  touched,
  touch,
}: {
  example: ItemExample;
  fields: readonly CompiledField[];
  title: string;
  touched: ReadonlySet<string>;
  touch: Touch;
}) {
  const rows = fields.map((field) => ({
    ...saidOf(field, example, touched.has(field.item.key)),
    ...bound(field, example.setAnswers, touch),
  }));
  return <ItemMatrix locale={example.locale} title={title} rows={rows} />;
}

type Touch = (keys: readonly string[]) => void;
type Change = (next: (before: Answers) => Answers) => void;

/** The item and how its answer changes. */
function bound({ item, codelist, definition }: CompiledField, change: Change, touch: Touch) {
  const { key } = item;
  return {
    id: `preview/${key}`,
    item,
    codelist,
    onChange: (text: string) => {
      change((before) => ({ ...before, texts: { ...before.texts, [key]: text } }));
      if (oneTap.has(definition.defaultInput)) touch([key]);
    },
    onMissing: (why: MissingReason | null) =>
      change((before) => {
        const { [key]: _before, ...others } = before.missing;
        return { ...before, missing: why === null ? others : { ...others, [key]: why } };
      }),
    onReason: (text: string) => change((before) => ({ ...before, reasons: { ...before.reasons, [key]: text } })),
  };
}

type DrawnProps = {
  field: CompiledField;
  locale: "id" | "en";
  value: string;
  missing: Answers["missing"][string] | null;
  reason: string;
  timing: Timing | null;
  problems: readonly FieldProblem[];
  alone: boolean;
  change: Change;
  touch: Touch;
};

/** Drawn again only when something of this very item has changed: a form may have hundreds. */
const DrawnItem = memo(function DrawnItem(props: DrawnProps) {
  const { field, locale, value, missing, reason, timing, problems, alone, change, touch } = props;
  const { key } = field.item;
  return (
    <div
      className="entry-item"
      data-preview={key}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) touch([key]);
      }}
    >
      <ItemField
        {...bound(field, change, touch)}
        locale={locale}
        value={value}
        missing={missing}
        problems={problems}
        reason={reason}
        alone={alone}
        timing={timing}
        onTiming={(next) => change((before) => ({ ...before, timings: { ...before.timings, [key]: next } }))}
        timeZone="Asia/Jakarta"
      />
    </div>
  );
}, isSameItem);

function isSameItem(before: DrawnProps, after: DrawnProps): boolean {
  return (
    before.field.item === after.field.item &&
    before.field.codelist === after.field.codelist &&
    before.locale === after.locale &&
    before.value === after.value &&
    before.missing === after.missing &&
    before.reason === after.reason &&
    before.timing === after.timing &&
    before.alone === after.alone &&
    before.touch === after.touch &&
    before.problems.length === after.problems.length &&
    before.problems.every(({ tone, title, text }, index) => {
      const other = after.problems[index];
      return other !== undefined && other.tone === tone && other.title === title && other.text === text;
    })
  );
}
