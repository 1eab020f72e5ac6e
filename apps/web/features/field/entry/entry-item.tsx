"use client";

import { lazy, Suspense } from "react";

import { type CompiledField, daysBetween, type Locale } from "@kendali/domain";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { ItemField, type ItemInputProps } from "@kendali/ui/item-inputs";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { fieldProblem } from "../words.ts";
import { isFileField } from "./is-file-field.ts";
import type { EntryState } from "./use-entry.ts";

/** Camera, files and signatures: a form without them does not load them. */
const AttachField = lazy(async () => ({ default: (await import("./attach/attach-field.tsx")).AttachField }));

/** Answers by one tap are judged at once; what is typed is judged when the field is left. */
const oneTap: ReadonlySet<string> = new Set(["single_choice", "yes_no", "several_choices"]);

/** One item of the entry, bound to its answer and to what is said about it. */
export function EntryItem({
  field,
  entry,
  alone = false,
}: {
  field: CompiledField;
  entry: EntryState;
  alone?: boolean;
}) {
  const { locale } = useLocale();
  const { key } = field.item;
  const props: ItemInputProps = {
    ...itemProps(field, entry, locale),
    alone,
    now: entry.now,
    timeZone: entry.timeZone,
    echo: useEcho(field, entry.answers.texts[key] ?? "", entry.now),
    timing: entry.answers.timings[key] ?? null,
    onTiming: (timing) => entry.time(key, timing),
  };
  return (
    <div
      className="entry-item"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) entry.touch([key]);
      }}
    >
      {isFileField(field) ? (
        <Suspense>
          <AttachField {...props} field={field} entry={entry} />
        </Suspense>
      ) : (
        <ItemField {...props} />
      )}
    </div>
  );
}

/** An item's question, answer and findings as its input takes them. */
export function itemProps(field: CompiledField, entry: EntryState, locale: Locale): ItemInputProps {
  const { item, codelist, definition } = field;
  const { answers, judgement } = entry;
  const { key } = item;
  const computed = judgement.computed[key];
  const value = definition.isComputed
    ? computed === undefined
      ? ""
      : definition.format(computed, field, locale)
    : (answers.texts[key] ?? "");
  return {
    item,
    codelist,
    locale,
    value,
    onChange: (text) => {
      entry.answer(key, text);
      if (oneTap.has(definition.defaultInput)) entry.touch([key]);
    },
    missing: answers.missing[key] ?? null,
    onMissing: (reason) => entry.leaveEmpty(key, reason),
    problems: findingsOf(field, entry),
    reason: answers.reasons[key] ?? "",
    onReason: (reason) => entry.explain(key, reason),
  };
}

/** What is said about an item now: only after it was left, and that it is still open only when saving was tried. */
export function findingsOf(field: CompiledField, entry: EntryState): readonly FieldProblem[] {
  const { key } = field.item;
  if (!entry.touched.has(key)) return [];
  return (entry.judgement.findings.get(key) ?? [])
    .filter((finding) => finding.kind !== "open" || entry.isSubmitted)
    .map(({ kind, problem }) => fieldProblem(kind === "asks" ? "warn" : "bad", entry.say.problem(problem)));
}

/** The date of delivery is answered at once with the day after it that today is. */
function useEcho(field: CompiledField, text: string, now: string): string | undefined {
  const t = useTranslator(entryCatalogue);
  const { protocol } = useStudy();
  if (field.item.key !== protocol.deliveryItem || field.definition.check(text, field).length > 0) return undefined;
  const days = daysBetween(text.slice(0, 10), now.slice(0, 10));
  return days < 0 ? undefined : t("postpartum_day_today", { day: days });
}
