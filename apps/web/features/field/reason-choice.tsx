"use client";

import { useState } from "react";

import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { ChoiceRow } from "@kendali/ui/components/choice-rows";
import { FieldGroup, type FieldProblem } from "@kendali/ui/components/field-frame";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";

/** A reason by one tap, or in own words. */
export function ReasonChoice({
  id,
  label,
  ready,
  value,
  onChange,
  problems,
}: {
  id: string;
  label: string;
  ready: readonly string[];
  value: string;
  onChange: (reason: string) => void;
  problems?: readonly FieldProblem[];
}) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const [isOwn, setOwn] = useState(false);
  return (
    <FieldGroup id={id} locale={locale} label={label} problems={problems}>
      <div className="rows">
        {ready.map((reason, index) => (
          <ChoiceRow
            key={reason}
            id={index === 0 ? id : `${id}-${index}`}
            name={id}
            kind="radio"
            option={{ value: reason, label: reason }}
            checked={!isOwn && value === reason}
            onChange={() => {
              setOwn(false);
              onChange(reason);
            }}
          />
        ))}
        <ChoiceRow
          id={`${id}-own`}
          name={id}
          kind="radio"
          option={{ value: "own", label: t("reason_own") }}
          checked={isOwn}
          onChange={() => {
            setOwn(true);
            onChange("");
          }}
        />
        {isOwn ? (
          <TextBox
            id={`${id}-words`}
            locale={locale}
            label={t("reason_own_words")}
            value={value}
            onChange={onChange}
            maxLength={200}
            long
          />
        ) : null}
      </div>
    </FieldGroup>
  );
}
