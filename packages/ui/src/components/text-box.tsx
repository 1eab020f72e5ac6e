"use client";

import type { InputHTMLAttributes } from "react";
import { describedBy, FieldFrame, type FieldProps, toneOf } from "./field-frame.tsx";

export type TextBoxProps = FieldProps & {
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly long?: boolean | undefined;
  readonly type?: "text" | "email" | "password" | "tel" | "search" | undefined;
  readonly autoComplete?: InputHTMLAttributes<HTMLInputElement>["autoComplete"];
  readonly maxLength?: number | undefined;
  readonly name?: string | undefined;
  readonly required?: boolean | undefined;
  /** A printed code: nothing is corrected or spelt, and letters begin as capitals. */
  readonly isCode?: boolean | undefined;
};

/** Words in one line, or with `long` in several. */
export function TextBox({
  value,
  onChange,
  onBlur,
  long = false,
  type = "text",
  autoComplete,
  maxLength,
  name,
  required,
  isCode = false,
  ...field
}: TextBoxProps) {
  const tone = toneOf(field.problems);
  const shared = {
    id: field.id,
    value,
    name,
    maxLength,
    required,
    disabled: field.disabled,
    autoComplete,
    "aria-describedby": describedBy(field),
    "aria-invalid": tone === "bad" || undefined,
    onBlur,
    ...(isCode ? { autoCapitalize: "characters", autoCorrect: "off", spellCheck: false } : {}),
  };
  return (
    <FieldFrame {...field}>
      <div className={`box ${tone}`}>
        {long ? (
          <textarea {...shared} rows={4} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
        )}
      </div>
    </FieldFrame>
  );
}

export type SelectBoxProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** One of many at the desk; on a phone, choice rows are easier to hit. */
export function SelectBox({ value, onChange, options, ...field }: SelectBoxProps) {
  const tone = toneOf(field.problems);
  return (
    <FieldFrame {...field}>
      <div className={`box ${tone}`}>
        <select
          id={field.id}
          value={value}
          disabled={field.disabled}
          aria-describedby={describedBy(field)}
          aria-invalid={tone === "bad" || undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}
