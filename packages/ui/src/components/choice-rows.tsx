"use client";

import { createTranslator, uiCatalogue } from "@kendali/i18n";
import { checkIcon } from "../icons.ts";
import { describedBy, FieldGroup, type FieldProps } from "./field-frame.tsx";
import { Icon } from "./icon.tsx";

export type ChoiceOption = {
  readonly value: string;
  readonly label: string;
  /** Half a line of meaning under the label. */
  readonly description?: string | undefined;
};

export type ChoiceRowsProps = FieldProps & {
  readonly options: readonly ChoiceOption[];
  /** `null` when nothing is chosen yet. */
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  /** One question per screen: rows of 76 px. */
  readonly big?: boolean | undefined;
};

/** One of several, as full-width rows; choosing does not move on by itself. */
export function ChoiceRows({ options, value, onChange, big = false, ...field }: ChoiceRowsProps) {
  return (
    <FieldGroup {...field}>
      <div className={big ? "big2" : "rows"}>
        {options.map((option, index) => (
          <ChoiceRow
            key={option.value}
            id={index === 0 ? field.id : `${field.id}-${option.value}`}
            name={field.id}
            kind="radio"
            option={option}
            checked={option.value === value}
            disabled={field.disabled}
            describedBy={describedBy(field)}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export type MultipleChoiceRowsProps = FieldProps & {
  readonly options: readonly ChoiceOption[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
};

/** Any number of several; the chosen ones keep the order of the options. */
export function MultipleChoiceRows({ options, value, onChange, ...field }: MultipleChoiceRowsProps) {
  const hint = field.hint ?? createTranslator(field.locale, uiCatalogue)("choose_many");
  const toggle = (chosen: string) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((option) => (option === chosen ? !value.includes(option) : value.includes(option))),
    );
  return (
    <FieldGroup {...field} hint={hint}>
      <div className="rows">
        {options.map((option, index) => (
          <ChoiceRow
            key={option.value}
            id={index === 0 ? field.id : `${field.id}-${option.value}`}
            name={`${field.id}-${option.value}`}
            kind="checkbox"
            option={option}
            checked={value.includes(option.value)}
            disabled={field.disabled}
            onChange={() => toggle(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export type ChoiceRowProps = {
  readonly id: string;
  readonly name: string;
  readonly kind: "radio" | "checkbox";
  readonly option: ChoiceOption;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
};

/** One row: a knob (round for one, square for many) and words. Selected is edge, tint and tick together. */
export function ChoiceRow({
  id,
  name,
  kind,
  option,
  checked,
  onChange,
  disabled,
  describedBy: description,
}: ChoiceRowProps) {
  return (
    <label className="row-choice">
      <input
        className="vh"
        id={id}
        type={kind}
        name={name}
        value={option.value}
        checked={checked}
        disabled={disabled}
        aria-describedby={description}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={kind === "radio" ? "knob" : "knob sq"}>
        <Icon path={checkIcon} />
      </span>
      <span>
        {option.label}
        {option.description !== undefined && <span className="desc">{option.description}</span>}
      </span>
    </label>
  );
}
