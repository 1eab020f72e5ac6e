"use client";

import { useEffect, useRef } from "react";

import type { PrintedCards } from "@kendali/api";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";
import { printerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { CardSheets } from "./card-sheets.tsx";
import { CodeList } from "./code-list.tsx";
import { pileWords } from "./pile-words.ts";
import { cardsPerSheet, codesPerPage, pagesOf } from "./print-pages.ts";

/** A pile made ready: what to do with it stands on the screen, what is inside the cards only on the print. */
export function ReadyToPrint({ printed, onDone }: { printed: PrintedCards; onDone: () => void }) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { protocol, kind } = useStudy();
  const heading = useRef<HTMLHeadingElement>(null);
  // The pile's button went with its table: the focus goes to what became of it.
  useEffect(() => heading.current?.focus(), []);
  const count = printed.cards.length;
  const words = { count, pile: pileWords(protocol, printed, locale) };
  const pages = {
    sheets: pagesOf(printed.cards, cardsPerSheet).length,
    covers: pagesOf(printed.cards, codesPerPage).length,
  };
  return (
    <>
      <div className="no-print cards">
        <PageHead
          title={t("cards_title")}
          lead={{ words: t("ready_title", words) }}
          headingRef={heading}
          actions={
            <>
              <Button onClick={onDone}>{t("ready_done")}</Button>
              <Button kind="primary" icon={printerIcon} onClick={() => window.print()}>
                {t("ready_print")}
              </Button>
            </>
          }
        >
          {t("ready_printing", { printing: printed.printing })}. {t("ready_pages", pages)}
        </PageHead>
        <DataLine locale={locale} kind={kind} />
        <Message tone="warn" title={t("print_alone")}>
          {t("ready_text")}
        </Message>
        <section className="fold" aria-labelledby="fold">
          <h2 id="fold">{t("fold_title")}</h2>
          <ol>
            {(["fold_1", "fold_2", "fold_3", "fold_4"] as const).map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ol>
        </section>
      </div>
      <div className="card-print">
        <CodeList printed={printed} />
        <CardSheets printed={printed} />
      </div>
    </>
  );
}
