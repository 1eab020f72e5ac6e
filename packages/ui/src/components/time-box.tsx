"use client";

import { createTranslator, formatTime, type Locale, uiCatalogue } from "@kendali/i18n";
import { writeTime } from "./date-parts.ts";
import { describedBy, FieldFrame, type FieldProps, toneOf } from "./field-frame.tsx";
import { useTyped } from "./use-typed.ts";

export type TimeBoxProps = FieldProps & {
  /** `HH:MM`, or the text as typed when it is no time yet. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The time now at the site, `HH:MM`; with it the chip "Sekarang" is shown. */
  readonly now?: string | undefined;
  /** Shown inside the box: WIB, WITA or WIT. */
  readonly zone?: string | undefined;
};

/** A time of day on the 24-hour clock: 14.30, 14:30 and 1430 are all understood. */
export function TimeBox({ value, onChange, now, zone, ...field }: TimeBoxProps) {
  const t = createTranslator(field.locale, uiCatalogue);
  const withHint = { ...field, hint: field.hint ?? t("time_hint") };
  return (
    <FieldFrame {...withHint}>
      <div className="boxes time">
        <TimeInput {...withHint} value={value} onChange={onChange} zone={zone} />
      </div>
      {now !== undefined && (
        <div className="chips">
          <button type="button" className="chip" aria-pressed={value === now} onClick={() => onChange(now)}>
            {t("now")} {formatTime(field.locale, now)}
          </button>
        </div>
      )}
    </FieldFrame>
  );
}

type TimeInputProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly zone?: string | undefined;
};

/** The box alone. */
export function TimeInput({ value, onChange, zone, ...field }: TimeInputProps) {
  const [typed, type] = useTyped(value, (time) => showTime(field.locale, time), writeTime, onChange);
  const tone = toneOf(field.problems);
  return (
    <div className={`box ${tone}`}>
      <input
        id={field.id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        maxLength={5}
        value={typed}
        disabled={field.disabled}
        aria-describedby={describedBy(field)}
        aria-invalid={tone === "bad" || undefined}
        onChange={(event) => type(event.target.value)}
      />
      {zone !== undefined && <span className="unit">{zone}</span>}
    </div>
  );
}

function showTime(locale: Locale, time: string): string {
  return /^\d{2}:\d{2}$/.test(time) ? formatTime(locale, time) : time;
}
