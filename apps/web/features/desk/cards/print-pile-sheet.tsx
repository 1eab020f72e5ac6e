"use client";

import { useState } from "react";

import type { CardPileView, PrintedCards } from "@kendali/api";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { ActSheet } from "../act-sheet.tsx";
import { pileWords } from "./pile-words.ts";
import { usePrintCards } from "./use-print-cards.ts";

type PrintPileSheetProps = {
  pile: CardPileView;
  onClose: () => void;
  onReady: (printed: PrintedCards) => void;
};

/** What printing a pile means, and for a second printing why; the cards come with the answer. */
export function PrintPileSheet({ pile, onClose, onReady }: PrintPileSheetProps) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const [reason, setReason] = useState("");
  const print = usePrintCards(pile, onReady);
  const isAgain = pile.printings.length > 0;
  const words = { pile: pileWords(protocol, pile, locale), count: pile.cards, printing: pile.printings.length + 1 };
  return (
    <ActSheet
      open
      title={t(isAgain ? "reprint_title" : "print_title", words)}
      onClose={onClose}
      confirm={t(isAgain ? "reprint_do" : "print_do", words)}
      missing={isAgain && reason.trim() === "" ? t("reprint_missing") : null}
      danger={isAgain}
      isPending={print.isPending}
      error={print.error}
      onConfirm={() => void print.run(isAgain ? reason.trim() : null)}
    >
      {isAgain ? (
        <>
          <Message tone="warn" title={t("reprint_warning")}>
            {t("reprint_text")}
          </Message>
          <TextBox
            id="reprint-reason"
            locale={locale}
            label={t("reprint_reason")}
            hint={t("reprint_reason_hint")}
            value={reason}
            onChange={setReason}
            maxLength={500}
          />
        </>
      ) : null}
      <Message tone="info" title={t("print_alone")}>
        {t("print_alone_text")}
      </Message>
      <p className="ink2">{t("print_recorded")}</p>
    </ActSheet>
  );
}
