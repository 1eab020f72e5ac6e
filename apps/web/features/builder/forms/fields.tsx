"use client";

import { type ReactNode, useState } from "react";

import type { Finding } from "@kendali/builder";
import { readNumber } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { FindingLines, toneOfFindings } from "./finding-lines.tsx";

const none: readonly Finding[] = [];

type FrameProps = {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed and is therefore not in the document. */
  readonly refused?: string | null | undefined;
  readonly findings?: readonly Finding[];
  readonly children: (given: { readonly describedBy: string | undefined; readonly tone: string }) => ReactNode;
};

/** Label, control, hint and what is open, of one field of the designer. */
export function Frame({ id, label, hint, refused = null, findings = none, children }: FrameProps) {
  const describedBy = [
    hint === undefined ? "" : `${id}-hint`,
    findings.length > 0 ? `${id}-finds` : "",
    refused === null ? "" : `${id}-refused`,
  ]
    .filter((part) => part !== "")
    .join(" ");
  return (
    <div className="fd-field">
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      {children({
        describedBy: describedBy === "" ? undefined : describedBy,
        tone: refused === null ? toneOfFindings(findings) : "bad",
      })}
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {refused !== null && (
        <p className="fd-refused" id={`${id}-refused`} role="alert">
          {refused}
        </p>
      )}
      {findings.length > 0 && <FindingLines id={`${id}-finds`} findings={findings} />}
    </div>
  );
}

type BoxProps = {
  readonly id: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly describedBy: string | undefined;
  readonly tone: string;
  readonly long?: boolean | undefined;
  readonly mono?: boolean | undefined;
  readonly lang?: string | undefined;
  readonly unit?: ReactNode;
  readonly decimal?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly label?: string | undefined;
  /** What it shows does not stand in the draft, so that taking a step back is the browser's. */
  readonly unbound?: boolean | undefined;
  /** It cannot be changed here, whoever looks. */
  readonly locked?: boolean | undefined;
  readonly onEnter?: (() => void) | undefined;
};

/** The box itself. */
export function Box({ id, value, onChange, describedBy, tone, long, mono, lang, unit, ...more }: BoxProps) {
  const mayEdit = useBuilderStore().get().draft.mayEdit && more.locked !== true;
  const shared = {
    id,
    value,
    lang,
    readOnly: !mayEdit,
    "aria-describedby": describedBy,
    "aria-invalid": tone === "bad" || undefined,
    "aria-label": more.label,
    maxLength: more.maxLength,
    className: mono === true ? "mono" : undefined,
    autoComplete: "off",
    spellCheck: mono === true ? false : undefined,
    onBlur: more.onBlur,
    "data-bound": more.unbound === true ? undefined : "",
  };
  return (
    <div className={`box ${tone}${mayEdit ? "" : " off"}`}>
      {long === true ? (
        <textarea {...shared} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={more.decimal === true ? "decimal" : undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && !event.ctrlKey && !event.metaKey && more.onEnter?.()}
        />
      )}
      {unit !== undefined && unit !== "" && <span className="unit">{unit}</span>}
    </div>
  );
}

/** How a number box reads what was typed: nothing, a number, or why it cannot be one. */
type NumberRead = { readonly value: number | null } | { readonly refused: string };

/**
 * A number as a person types it, comma or point. What cannot be read stays in the box with its reason and is not in the
 * document.
 */
export function NumberBoxAt({
  id,
  value,
  onChange,
  label,
  check,
  describedBy,
  tone = "",
  ...box
}: {
  id: string;
  value: number | null;
  onChange: (value: number | null) => void;
  /** For a box whose label is elsewhere. */
  label?: string;
  check?: (value: number) => string | null;
  describedBy?: string | undefined;
  tone?: string;
  unit?: ReactNode;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const [typed, setTyped] = useState<{ text: string; of: number | null; refused: string | null } | null>(null);
  // Without signs between groups of three: "1.440" could be read as 1.44.
  const kept = value === null ? "" : String(value).replace(".", locale === "id" ? "," : ".");
  const shown = typed !== null && typed.of === value ? typed : null;
  const read = (text: string): NumberRead => {
    if (text.trim() === "") return { value: null };
    const reading = readNumber(text, null, locale);
    const refused = reading.ok
      ? (check?.(reading.value) ?? null)
      : t("number_bad", { kept: value === null ? t("nothing") : kept });
    return refused === null && reading.ok ? { value: reading.value } : { refused: refused ?? "" };
  };
  const change = (text: string) => {
    const outcome = read(text);
    if ("refused" in outcome) return setTyped({ text, of: value, refused: outcome.refused });
    setTyped({ text, of: outcome.value, refused: null });
    if (outcome.value !== value) onChange(outcome.value);
  };
  const refused = shown?.refused ?? null;
  return (
    <div>
      <Box
        {...box}
        id={id}
        label={label}
        value={shown?.text ?? kept}
        onChange={change}
        onBlur={() => refused === null && setTyped(null)}
        describedBy={
          [describedBy, refused === null ? undefined : `${id}-refused`].filter(Boolean).join(" ") || undefined
        }
        tone={refused === null ? tone : "bad"}
        unbound={refused !== null}
        decimal
      />
      {refused !== null && (
        <p className="fd-refused" id={`${id}-refused`} role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}

type Option = { readonly value: string; readonly label: string };

/** One of a few, as the desk chooses. */
export function Select({
  id,
  label,
  value,
  options,
  onChange,
  hint,
  findings = none,
  disabled = false,
}: {
  id: string;
  label: ReactNode;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  hint?: ReactNode;
  findings?: readonly Finding[];
  disabled?: boolean;
}) {
  const { mayEdit } = useBuilderStore().get().draft;
  return (
    <Frame id={id} label={label} hint={hint} findings={findings}>
      {({ describedBy, tone }) => (
        <div className={`box ${tone}`}>
          <select
            id={id}
            value={value}
            disabled={!mayEdit || disabled}
            aria-describedby={describedBy}
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
      )}
    </Frame>
  );
}

/** Any of a few, as ticks in a row. */
export function Ticks({
  label,
  hint,
  options,
  chosen,
  onToggle,
  path,
}: {
  label: string;
  hint?: string | undefined;
  options: readonly Option[];
  chosen: readonly string[];
  onToggle: (value: string, isChosen: boolean) => void;
  path: readonly string[];
}) {
  const { mayEdit } = useBuilderStore().get().draft;
  const findings = useFindingsAt(path);
  const id = fieldId(path);
  return (
    <fieldset className="fd-ticks" aria-describedby={findings.length > 0 ? `${id}-finds` : undefined}>
      <legend className="lab">{label}</legend>
      <div>
        {options.map(({ value, label: words }, index) => (
          <label key={value}>
            <input
              id={index === 0 ? id : undefined}
              type="checkbox"
              checked={chosen.includes(value)}
              disabled={!mayEdit}
              onChange={(event) => onToggle(value, event.target.checked)}
            />
            {words}
          </label>
        ))}
      </div>
      {hint !== undefined && <span className="hint">{hint}</span>}
      {findings.length > 0 && <FindingLines id={`${id}-finds`} findings={findings} />}
    </fieldset>
  );
}
