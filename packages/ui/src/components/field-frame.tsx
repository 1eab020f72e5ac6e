import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import type { ReactNode } from "react";
import { Message } from "./message.tsx";

/** What is said about one answer: `warn` asks for a look or a reason, `bad` is impossible and stops. */
export type FieldProblem = {
  readonly tone: "warn" | "bad";
  /** What is wrong, with the limit: "265 ml di atas batas wajar (0–200 ml)." */
  readonly title: string;
  /** What to do. */
  readonly text?: string | undefined;
};

/** What every input takes. */
export type FieldProps = {
  readonly id: string;
  readonly locale: Locale;
  readonly label: string;
  /** The question is already the heading of the screen: the label is kept for screen readers only. */
  readonly labelHidden?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly problems?: readonly FieldProblem[] | undefined;
  /** Ids of other texts that describe the control. */
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly optional?: boolean | undefined;
};

/** The heaviest tone among problems, as the class of the box. */
export function toneOf(problems: readonly FieldProblem[] | undefined): "warn" | "bad" | "" {
  if (problems === undefined || problems.length === 0) return "";
  return problems.some(({ tone }) => tone === "bad") ? "bad" : "warn";
}

/** The ids that describe a control: its hint, its problems, and what the caller adds. */
export function describedBy({ id, hint, problems, describedBy: more }: FieldProps): string | undefined {
  const ids = [hint === undefined ? "" : `${id}-hint`, problems?.length ? `${id}-problems` : "", more ?? ""].filter(
    (part) => part !== "",
  );
  return ids.length === 0 ? undefined : ids.join(" ");
}

/** Label, control, hint and problems of one field; the hint stands below the box before anyone types. */
export function FieldFrame({ children, ...field }: FieldProps & { readonly children: ReactNode }) {
  return (
    <div className="item">
      <label className={field.labelHidden === true ? "vh" : "lab"} htmlFor={field.id}>
        <LabelWords {...field} />
      </label>
      {children}
      <FieldNotes {...field} />
    </div>
  );
}

/** The same for a group of controls: the label becomes the group's legend and the hint stands before the rows. */
export function FieldGroup({ children, ...field }: FieldProps & { readonly children: ReactNode }) {
  const { hint, ...rest } = field;
  return (
    <fieldset className="item" aria-describedby={describedBy(field)} disabled={field.disabled}>
      <legend className={field.labelHidden === true ? "vh" : "lab"}>
        <LabelWords {...field} />
      </legend>
      {hint !== undefined && (
        <span className="hint above" id={`${field.id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      <FieldNotes {...rest} />
    </fieldset>
  );
}

function LabelWords({ label, optional = false, locale }: FieldProps) {
  if (!optional) return label;
  return (
    <>
      {label} <span className="opt">{createTranslator(locale, uiCatalogue)("optional_mark")}</span>
    </>
  );
}

function FieldNotes({ id, hint, problems = [] }: FieldProps) {
  return (
    <>
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div id={`${id}-problems`} role="status" className="said">
        {problems.map(({ tone, title, text }) => (
          <Message key={title} tone={tone} title={title}>
            {text}
          </Message>
        ))}
      </div>
    </>
  );
}
