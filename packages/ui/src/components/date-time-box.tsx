"use client";

import { createTranslator, formatDate, readCivilDate, uiCatalogue } from "@kendali/i18n";
import { joinDateTime, splitDateTime } from "./date-parts.ts";
import { DatePartBoxes } from "./date-boxes.tsx";
import { FieldGroup, type FieldProps } from "./field-frame.tsx";
import { TimeInput } from "./time-box.tsx";

export type DateTimeBoxProps = FieldProps & {
  /** `YYYY-MM-DDTHH:MM`, local to the site, or its two halves as far as they are written. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Date and time now at the site, `YYYY-MM-DDTHH:MM`; with it the chips are shown. */
  readonly now?: string | undefined;
  readonly zone?: string | undefined;
  readonly echo?: string | undefined;
};

/** A date in three boxes and a time beside it. */
export function DateTimeBox({ value, onChange, now, zone, echo, ...field }: DateTimeBoxProps) {
  const t = createTranslator(field.locale, uiCatalogue);
  const [date, time] = splitDateTime(value);
  const said =
    echo ??
    (date.length === 10 && readCivilDate(date) !== null ? formatDate(field.locale, date, "weekday") : undefined);
  const today = now === undefined ? undefined : splitDateTime(now)[0];
  return (
    <FieldGroup {...field}>
      <DatePartBoxes {...field} value={date} onChange={(next) => onChange(joinDateTime(next, time))} />
      <p className="hint" aria-live="polite">
        {said}
      </p>
      <div className="boxes time">
        <label>
          <span className="cap">{t("time_of_day")}</span>
          <TimeInput
            {...field}
            id={`${field.id}-time`}
            value={time}
            onChange={(next) => onChange(joinDateTime(date, next))}
            zone={zone}
            describedBy={`${field.id}-time-hint`}
          />
        </label>
      </div>
      <span className="hint" id={`${field.id}-time-hint`}>
        {t("time_hint")}
      </span>
      {now !== undefined && today !== undefined && (
        <div className="chips">
          <button type="button" className="chip" aria-pressed={value === now} onClick={() => onChange(now)}>
            {t("now")}
          </button>
          <button
            type="button"
            className="chip"
            aria-pressed={date === today}
            onClick={() => onChange(joinDateTime(today, time))}
          >
            {t("today")}
          </button>
        </div>
      )}
    </FieldGroup>
  );
}
