"use client";

import { createTranslator, uiCatalogue } from "@kendali/i18n";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { EmptiedAnswer, MissingReasonSheet } from "../components/missing-reason-sheet.tsx";
import { SoftReason } from "../components/soft-reason.tsx";
import type { ItemInputComponent, ItemInputProps } from "./item-input.ts";
import { itemInputs } from "./registry.ts";

/**
 * One item with everything around its input: the answer, or the reason why it is empty; the reason for an unusual value; the way to
 * leave it empty. This is what forms draw.
 */
export function ItemField(props: ItemInputProps) {
  const { item, locale, missing, onMissing, problems, reason, onReason, disabled } = props;
  const t = createTranslator(locale, uiCatalogue);
  const [asking, ask] = useState(false);
  const Input: ItemInputComponent = itemInputs[item.type];
  const id = props.id ?? item.key;
  const reasons = item.missingReasons ?? [];
  const unusual =
    problems?.some(({ tone }) => tone === "warn") === true && problems.every(({ tone }) => tone === "warn");

  if (missing !== null) {
    return (
      <div className="item">
        <p className={props.alone === true ? "vh" : "lab"}>{item.label[locale]}</p>
        <EmptiedAnswer
          locale={locale}
          reason={missing}
          onAnswer={disabled === true || onMissing === undefined ? undefined : () => onMissing(null)}
        />
      </div>
    );
  }
  return (
    <div>
      <Input {...props} />
      {unusual && onReason !== undefined && (
        <SoftReason id={id} locale={locale} value={reason ?? ""} onChange={onReason} />
      )}
      {onMissing !== undefined && reasons.length > 0 && disabled !== true && (
        <>
          <Button kind="plain" className="skip" onClick={() => ask(true)}>
            {t("leave_empty")}
            {props.alone !== true && <span className="vh">: {item.label[locale]}</span>}
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
      )}
    </div>
  );
}
