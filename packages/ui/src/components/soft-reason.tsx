"use client";

import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { useState } from "react";
import { ChoiceRow } from "./choice-rows.tsx";
import { TextBox } from "./text-box.tsx";

export type SoftReasonProps = {
  readonly id: string;
  readonly locale: Locale;
  /** The reason kept with the value; empty while none is given. */
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** Reasons to choose from; the two general ones when absent. "Alasan lain" is always added. */
  readonly reasons?: readonly string[] | undefined;
};

/** Why an unusual value is right all the same: two ready answers and one in own words. */
export function SoftReason({ id, locale, value, onChange, reasons }: SoftReasonProps) {
  const t = createTranslator(locale, uiCatalogue);
  const ready = reasons ?? [t("soft_rechecked"), t("soft_as_reported")];
  const [own, setOwn] = useState(value !== "" && !ready.includes(value));
  return (
    <div className="why" role="radiogroup" aria-label={t("soft_reason")}>
      {ready.map((reason, index) => (
        <ChoiceRow
          key={reason}
          id={`${id}-reason-${index}`}
          name={`${id}-reason`}
          kind="radio"
          option={{ value: reason, label: reason }}
          checked={!own && value === reason}
          onChange={() => {
            setOwn(false);
            onChange(reason);
          }}
        />
      ))}
      <ChoiceRow
        id={`${id}-reason-own`}
        name={`${id}-reason`}
        kind="radio"
        option={{ value: "own", label: t("soft_other") }}
        checked={own}
        onChange={() => {
          setOwn(true);
          onChange("");
        }}
      />
      {own && (
        <TextBox
          id={`${id}-reason-words`}
          locale={locale}
          label={t("soft_other_words")}
          value={value}
          onChange={onChange}
          long
        />
      )}
    </div>
  );
}
