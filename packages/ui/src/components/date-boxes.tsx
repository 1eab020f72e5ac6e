"use client";

import { addDays, createTranslator, formatDate, readCivilDate, uiCatalogue } from "@kendali/i18n";
import { readDateParts, writeDateParts } from "./date-parts.ts";
import { describedBy, FieldGroup, type FieldProps, toneOf } from "./field-frame.tsx";
import { useTyped } from "./use-typed.ts";

export type DateBoxesProps = FieldProps & {
  /** `YYYY-MM-DD`, or a half-written date as this component gave it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Today at the site; with it the chips "Hari ini" and "Kemarin" are shown. */
  readonly today?: string | undefined;
  /** Said under the boxes instead of the date in words, e.g. "Hari nifas ke-3". */
  readonly echo?: string | undefined;
};

/** Three boxes for day, month and year: quicker than a picker for births, and what paper forms taught. */
export function DateBoxes({ value, onChange, today, echo, ...field }: DateBoxesProps) {
  const t = createTranslator(field.locale, uiCatalogue);
  const said =
    echo ??
    (readCivilDate(value) !== null && value.length === 10 ? formatDate(field.locale, value, "weekday") : undefined);
  return (
    <FieldGroup {...field}>
      <DatePartBoxes {...field} value={value} onChange={onChange} />
      <p className="hint" aria-live="polite">
        {said}
      </p>
      {today !== undefined && (
        <div className="chips">
          <DateChip words={t("today")} date={today} value={value} onChange={onChange} />
          <DateChip words={t("yesterday")} date={addDays(today, -1)} value={value} onChange={onChange} />
        </div>
      )}
    </FieldGroup>
  );
}

/** The boxes alone, for a group that holds more than the date. The first carries the field's id. */
export function DatePartBoxes({
  value,
  onChange,
  ...field
}: FieldProps & { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = createTranslator(field.locale, uiCatalogue);
  const [parts, type] = useTyped(value, readDateParts, writeDateParts, onChange);
  const tone = toneOf(field.problems);
  return (
    <div className="boxes date">
      {(["day", "month", "year"] as const).map((part) => (
        <label key={part}>
          <span className="cap" aria-hidden="true">
            {t(`date_${part}`)}
          </span>
          <span className="vh">{t(`date_${part}_long`)}</span>
          <span className={`box ${tone}`}>
            <input
              id={part === "day" ? field.id : `${field.id}-${part}`}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              maxLength={part === "year" ? 4 : 2}
              value={parts[part]}
              disabled={field.disabled}
              aria-describedby={describedBy(field)}
              aria-invalid={tone === "bad" || undefined}
              onChange={(event) => type({ ...parts, [part]: event.target.value.replace(/\D/g, "") })}
            />
          </span>
        </label>
      ))}
    </div>
  );
}

type DateChipProps = {
  readonly words: string;
  readonly date: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function DateChip({ words, date, value, onChange }: DateChipProps) {
  return (
    <button type="button" className="chip" aria-pressed={value === date} onClick={() => onChange(date)}>
      {words}
    </button>
  );
}
