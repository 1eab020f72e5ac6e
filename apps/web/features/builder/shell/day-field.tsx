"use client";

import { useState } from "react";

import { readCivilDate } from "@kendali/i18n";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { DateBoxes } from "@kendali/ui/components/date-boxes";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FindingNote, type FieldPath } from "./edit-fields.tsx";
import { fieldId } from "./mend-href.ts";
import { useAt, useBuilderStore } from "./use-builder.ts";

/**
 * A day of the document, in boxes for day, month and year as on the forms: a browser's own field shows the order of its
 * own language. A day that is half typed or in no calendar stays in the boxes and is not sent. `emptied` is what the
 * document holds of no day: `undefined` takes the property out.
 */
export function DayField({
  path,
  label,
  hint,
  ...empty
}: {
  readonly path: FieldPath;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly emptied?: "" | undefined;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const value = useAt(path);
  const stored = typeof value === "string" ? value : "";
  const [typing, setTyping] = useState<{
    readonly over: string;
    readonly text: string;
    readonly isLeft: boolean;
  } | null>(null);
  // A value that came from elsewhere replaces what was not fit to be sent.
  const unfit = typing !== null && typing.over === stored ? typing : null;
  const id = fieldId(path);
  const mayBeEmpty = "emptied" in empty;
  const change = (text: string) => {
    const fits = text === "" ? mayBeEmpty : isDay(text);
    setTyping(fits ? null : { over: stored, text, isLeft: false });
    if (fits) store.get().set(path, text === "" ? empty.emptied : text);
  };
  const isWhole = unfit !== null && /^\d{4}-\d{2}-\d{2}$/u.test(unfit.text);
  return (
    <div
      className="day-field"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (typing !== null && !currentTarget.contains(relatedTarget)) setTyping({ ...typing, isLeft: true });
      }}
    >
      <DateBoxes
        id={id}
        locale={locale}
        label={label}
        hint={hint}
        value={unfit?.text ?? stored}
        onChange={change}
        disabled={!store.get().draft.mayEdit}
        describedBy={`${id}-said`}
        problems={
          unfit !== null && (isWhole || unfit.isLeft)
            ? [{ tone: "bad", title: t(isWhole ? "day_not_in_calendar" : "field_date_shape") }]
            : []
        }
      />
      <FindingNote path={path} id={`${id}-said`} />
    </div>
  );
}

function isDay(text: string): boolean {
  return text.length === 10 && readCivilDate(text) !== null;
}
