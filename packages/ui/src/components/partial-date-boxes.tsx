"use client";

import { createTranslator, uiCatalogue } from "@kendali/i18n";
import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { describedBy, FieldGroup, type FieldProps, toneOf } from "./field-frame.tsx";
import { readPartialDate, writePartialDate } from "./partial-date-parts.ts";
import { useTyped } from "./use-typed.ts";

export type PartialDateBoxesProps = FieldProps & {
  /** `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or a half-written one as this component gave it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The date as it will be shown, once it can be read. */
  readonly kept?: string | undefined;
};

/** The three boxes of a date, with a way to say that the day, or the day and the month, are not known. */
export function PartialDateBoxes({ value, onChange, kept, ...field }: PartialDateBoxesProps) {
  const t = createTranslator(field.locale, uiCatalogue);
  const words = createTranslator(field.locale, itemInputsCatalogue);
  const [parts, type] = useTyped(value, readPartialDate, writePartialDate, onChange);
  const tone = toneOf(field.problems);
  const isUnknown = {
    day: parts.unknown !== "nothing",
    month: parts.unknown === "month",
    year: false,
  };
  const toggle = (part: "day" | "month") => {
    const unknown = parts.unknown === part ? (part === "month" ? "day" : "nothing") : part;
    type({
      ...parts,
      unknown,
      day: unknown === "nothing" ? parts.day : "",
      month: unknown === "month" ? "" : parts.month,
    });
  };
  return (
    <FieldGroup {...field}>
      <div className="boxes date">
        {(["day", "month", "year"] as const).map((part) => (
          <label key={part}>
            <span className="cap" aria-hidden="true">
              {t(`date_${part}`)}
            </span>
            <span className="vh">{t(`date_${part}_long`)}</span>
            <span className={`box ${isUnknown[part] ? "off" : tone}`}>
              <input
                // The year is always asked, so the field's name leads there.
                id={part === "year" ? field.id : `${field.id}-${part}`}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                maxLength={part === "year" ? 4 : 2}
                value={parts[part]}
                disabled={field.disabled === true || isUnknown[part]}
                aria-describedby={describedBy(field)}
                aria-invalid={tone === "bad" || undefined}
                onChange={(event) => type({ ...parts, [part]: event.target.value.replace(/\D/g, "") })}
              />
            </span>
          </label>
        ))}
      </div>
      <div className="chips">
        {(["day", "month"] as const).map((part) => (
          <button
            key={part}
            type="button"
            className="chip"
            aria-pressed={isUnknown[part]}
            disabled={field.disabled}
            onClick={() => toggle(part)}
          >
            {words(`${part}_unknown`)}
          </button>
        ))}
      </div>
      <p className="hint" aria-live="polite">
        {kept !== undefined && parts.unknown !== "nothing" ? words("partial_kept", { date: kept }) : null}
      </p>
    </FieldGroup>
  );
}
