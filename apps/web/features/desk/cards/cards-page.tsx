"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import type { CardPileView, PrintedCards } from "@kendali/api";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { PileTable } from "./pile-table.tsx";
import { ReadyToPrint } from "./ready-to-print.tsx";

/** The sealed cards of a study for who prints them: which piles there are, and a pile made ready for the printer. */
export function CardsPage() {
  const { protocol, status } = useStudy();
  return (
    <DeskPage>
      {protocol.allocation?.cards === undefined ? <NoCards /> : status === "draft" ? <NotYet /> : <Cards />}
    </DeskPage>
  );
}

function NoCards() {
  const t = useTranslator(cardsCatalogue);
  return (
    <>
      <PageHead title={t("cards_title")} />
      <EmptyState title={t("cards_none")}>{t("cards_none_text")}</EmptyState>
    </>
  );
}

function NotYet() {
  const t = useTranslator(cardsCatalogue);
  return (
    <>
      <PageHead title={t("cards_title")} />
      <EmptyState title={t("cards_draft")}>{t("cards_draft_text")}</EmptyState>
    </>
  );
}

function Cards() {
  const t = useTranslator(cardsCatalogue);
  const { key } = useStudy();
  const [ready, setReady] = useState<PrintedCards | null>(null);
  const [wasReady, setWasReady] = useState(false);
  const cards = useQuery(useTRPC().allocation.cards.queryOptions({ study: key }));
  const done = () => {
    setWasReady(true);
    setReady(null);
  };
  if (ready !== null) return <ReadyToPrint printed={ready} onDone={done} />;
  return (
    <DeskData query={cards} heights={[34, 18, 240]} title={t("cards_title")}>
      {({ piles }) => <Piles piles={piles} onReady={setReady} wasReady={wasReady} />}
    </DeskData>
  );
}

type PilesProps = {
  piles: readonly CardPileView[];
  onReady: (printed: PrintedCards) => void;
  wasReady: boolean;
};

function Piles({ piles, onReady, wasReady }: PilesProps) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { kind, status } = useStudy();
  const heading = useRef<HTMLHeadingElement>(null);
  // Back from a printed pile, whose button is gone: what is printed now is said first.
  useEffect(() => {
    if (wasReady) heading.current?.focus();
  }, [wasReady]);
  const printed = piles.filter(({ printings }) => printings.length > 0).length;
  const lead =
    printed === 0 ? "cards_lead_none" : printed === piles.length ? "cards_lead_all" : ("cards_lead_some" as const);
  return (
    <div className="cards">
      <PageHead
        title={t("cards_title")}
        lead={{ words: t(lead, { printed, count: piles.length }) }}
        headingRef={heading}
      >
        {t("cards_about")}
      </PageHead>
      <DataLine locale={locale} kind={kind} />
      {status === "locked" ? <Message tone="info">{t("cards_locked")}</Message> : null}
      <PileTable piles={piles} onReady={onReady} />
    </div>
  );
}
