"use client";

import { itemTypeOf, type MissingReason } from "@kendali/domain";
import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { Fragment, useState } from "react";
import { Button } from "../components/button.tsx";
import type { ChoiceOption } from "../components/choice-rows.tsx";
import { toneOf } from "../components/field-frame.tsx";
import { Icon } from "../components/icon.tsx";
import { Message } from "../components/message.tsx";
import { EmptiedAnswer, MissingReasonSheet } from "../components/missing-reason-sheet.tsx";
import { SoftReason } from "../components/soft-reason.tsx";
import { checkIcon } from "../icons.ts";
import type { ItemInputProps } from "./item-input.ts";
import { optionsOf } from "./options-of.ts";

/** More answers than this do not stand beside each other on a page for reading. */
const mostAnswers = 7;

export type ItemMatrixProps = {
  readonly locale: Locale;
  /** Names the table. */
  readonly title: string;
  /** Choices of one code list, each as `ItemField` takes it. */
  readonly rows: readonly ItemInputProps[];
};

/** Whether items can be drawn as one table: choices that share few enough answers. */
export function fitsMatrix(rows: readonly Pick<ItemInputProps, "item" | "codelist">[]): boolean {
  const [first] = rows;
  const count = first?.codelist?.codes.length ?? 0;
  return (
    count > 0 &&
    count <= mostAnswers &&
    rows.every(
      ({ item, codelist }) =>
        itemTypeOf(item).defaultInput === "single_choice" && codelist?.key === first?.codelist?.key,
    )
  );
}

/**
 * Questions that share their answers, as one table: a question a row, an answer a column. Each cell's button is named by its
 * question and its answer; arrow keys go along a row, Tab to the next question, past its way to be left empty.
 */
export function ItemMatrix({ locale, title, rows }: ItemMatrixProps) {
  const options = optionsOf(rows[0]?.codelist ?? null, locale);
  const first = rows[0];
  if (first === undefined) return null;
  const name = `matrix-${idOf(first)}`;
  return (
    <div className="matrix-frame" role="region" aria-label={title} tabIndex={0}>
      <table className="matrix">
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <td />
            {options.map((option) => (
              <th key={option.value} scope="col" id={`${name}-${option.value}`}>
                {option.label}
                {option.description !== undefined && <span className="desc">{option.description}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MatrixRow key={row.item.key} table={name} options={options} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MatrixRow(props: ItemInputProps & { readonly table: string; readonly options: readonly ChoiceOption[] }) {
  const { item, locale, value, onChange, missing, onMissing, problems = [], options, table, disabled } = props;
  const id = idOf(props);
  const tone = toneOf(problems);
  const hint = item.hint?.[locale];
  const described = [hint === undefined ? "" : `${id}-hint`, problems.length > 0 ? `${id}-problems` : ""];
  return (
    <Fragment>
      <tr className={tone}>
        <th scope="row">
          <span id={`${id}-label`}>{item.label[locale]}</span>
          {hint !== undefined && (
            <span className="hint" id={`${id}-hint`}>
              {hint}
            </span>
          )}
          {missing === null && <LeaveEmpty {...props} />}
        </th>
        {missing === null ? (
          options.map((option, index) => (
            <td key={option.value}>
              <label className="cell">
                <input
                  className="vh"
                  id={index === 0 ? id : `${id}-${option.value}`}
                  type="radio"
                  name={id}
                  value={option.value}
                  checked={option.value === value}
                  disabled={disabled}
                  aria-labelledby={`${id}-label ${table}-${option.value}`}
                  aria-describedby={described.filter((part) => part !== "").join(" ") || undefined}
                  onChange={() => onChange(option.value)}
                />
                <span className="knob">
                  <Icon path={checkIcon} />
                </span>
              </label>
            </td>
          ))
        ) : (
          <td colSpan={options.length}>
            <EmptiedAnswer
              locale={locale}
              reason={missing}
              onAnswer={disabled === true || onMissing === undefined ? undefined : () => onMissing(null)}
            />
          </td>
        )}
      </tr>
      {missing === null && problems.length > 0 && (
        <tr className="said">
          <td colSpan={options.length + 1}>
            <RowNotes {...props} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** What is said about the answer, and the reason for an unusual one. */
function RowNotes(props: ItemInputProps) {
  const { locale, problems = [], reason, onReason } = props;
  const id = idOf(props);
  return (
    <>
      <div id={`${id}-problems`} role="status">
        {problems.map((found) => (
          <Message key={found.title} tone={found.tone} title={found.title}>
            {found.text}
          </Message>
        ))}
      </div>
      {onReason !== undefined && problems.every(({ tone }) => tone === "warn") && (
        <SoftReason id={id} locale={locale} value={reason ?? ""} onChange={onReason} />
      )}
    </>
  );
}

/** The way to leave a question empty with a reason, where the item allows it. */
function LeaveEmpty({ item, locale, onMissing, disabled }: ItemInputProps) {
  const t = createTranslator(locale, uiCatalogue);
  const [asking, ask] = useState(false);
  const reasons: readonly MissingReason[] = item.missingReasons ?? [];
  if (onMissing === undefined || reasons.length === 0 || disabled === true) return null;
  return (
    <>
      <Button kind="plain" className="skip" onClick={() => ask(true)}>
        {t("leave_empty")}
        <span className="vh">: {item.label[locale]}</span>
      </Button>
      <MissingReasonSheet
        locale={locale}
        open={asking}
        reasons={reasons}
        chosen={null}
        onClose={() => ask(false)}
        onChoose={(chosen) => {
          ask(false);
          onMissing(chosen);
        }}
      />
    </>
  );
}

function idOf({ id, item }: Pick<ItemInputProps, "id" | "item">): string {
  return id ?? item.key;
}
