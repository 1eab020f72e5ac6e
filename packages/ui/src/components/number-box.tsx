"use client";

import { describedBy, FieldFrame, type FieldProps, toneOf } from "./field-frame.tsx";

export type NumberBoxProps = FieldProps & {
  /** The text as typed, with comma or point; it is never changed or cleared for the person. */
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly unit?: string | undefined;
  /** Whole numbers get the keyboard without a decimal sign. */
  readonly whole?: boolean | undefined;
  /** A reading: large figures. */
  readonly big?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
};

/** A number with its unit inside the box. It is a text input on purpose: number inputs lose commas and change on scrolling. */
export function NumberBox({ value, onChange, onBlur, unit, whole = false, big = false, ...field }: NumberBoxProps) {
  const tone = toneOf(field.problems);
  return (
    <FieldFrame {...field}>
      <div className={["box", big ? "big" : "", tone, field.disabled === true ? "off" : ""].filter(Boolean).join(" ")}>
        <input
          id={field.id}
          type="text"
          inputMode={whole ? "numeric" : "decimal"}
          autoComplete="off"
          enterKeyHint="next"
          value={value}
          disabled={field.disabled}
          aria-describedby={describedBy(field)}
          aria-invalid={tone === "bad" || undefined}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
        {unit !== undefined && <span className="unit">{unit}</span>}
      </div>
    </FieldFrame>
  );
}
