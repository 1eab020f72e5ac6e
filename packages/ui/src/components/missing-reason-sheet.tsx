"use client";

import type { MissingReason } from "@kendali/domain";
import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { useId, useState } from "react";
import { Button } from "./button.tsx";
import { ChoiceRow } from "./choice-rows.tsx";
import { Sheet } from "./sheet.tsx";

export type MissingReasonSheetProps = {
  readonly locale: Locale;
  readonly open: boolean;
  /** The reasons the item allows, in this order. */
  readonly reasons: readonly MissingReason[];
  readonly chosen: MissingReason | null;
  readonly onChoose: (reason: MissingReason) => void;
  readonly onClose: () => void;
};

/** "Kosongkan dengan alasan": nothing is left blank without saying why. */
export function MissingReasonSheet({ locale, open, reasons, chosen, onChoose, onClose }: MissingReasonSheetProps) {
  const t = createTranslator(locale, uiCatalogue);
  const id = useId();
  const [marked, mark] = useState<MissingReason | null>(chosen);
  return (
    <Sheet open={open} title={t("leave_empty")} onClose={onClose}>
      <div role="radiogroup" aria-label={t("leave_empty")}>
        {reasons.map((reason) => (
          <ChoiceRow
            key={reason}
            id={`${id}-${reason}`}
            name={id}
            kind="radio"
            option={{ value: reason, label: t(`missing_${reason}`), description: t(`missing_${reason}_why`) }}
            checked={marked === reason}
            onChange={() => mark(reason)}
          />
        ))}
      </div>
      <div className="acts">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="primary" disabled={marked === null} onClick={() => marked !== null && onChoose(marked)}>
          {t(marked === null ? "choose_one" : "leave_empty_do")}
        </Button>
      </div>
    </Sheet>
  );
}

export type EmptiedAnswerProps = {
  readonly locale: Locale;
  readonly reason: MissingReason;
  readonly onAnswer?: (() => void) | undefined;
};

/** Stands in the place of an answer that was left empty, with the way back. */
export function EmptiedAnswer({ locale, reason, onAnswer }: EmptiedAnswerProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <div className="emptied" role="status">
      <span>{t("left_empty", { reason: t(`missing_${reason}`) })}</span>
      {onAnswer !== undefined && (
        <Button kind="plain" className="skip" onClick={onAnswer}>
          {t("answer_after_all")}
        </Button>
      )}
    </div>
  );
}
