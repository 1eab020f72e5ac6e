"use client";

import { useState } from "react";

import type { CardPileView, PrintedCards } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { Button } from "@kendali/ui/components/button";
import { Table } from "@kendali/ui/components/table";
import { printerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { siteWords, stratumWords } from "./pile-words.ts";
import { PrintPileSheet } from "./print-pile-sheet.tsx";

type Ready = (printed: PrintedCards) => void;

/** Every pile with when it was printed and by whom; nothing of how many are used, which would tell of participants. */
export function PileTable({ piles, onReady }: { piles: readonly CardPileView[]; onReady: Ready }) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { protocol, status } = useStudy();
  const [chosen, choose] = useState<CardPileView | null>(null);
  return (
    <>
      <Table
        locale={locale}
        variant="data"
        label={t("piles_label")}
        columns={[
          { key: "pile", head: t("pile") },
          { key: "cards", head: t("pile_cards"), numeric: true },
          { key: "printed", head: t("pile_printed") },
        ]}
        rows={piles.map((pile) => {
          const stratum = stratumWords(protocol, pile, locale);
          return {
            key: `${pile.site} ${stratum}`,
            cells: [
              <span key="pile" className="pile-name">
                {stratum === "" ? t("pile_no_strata") : stratum}
                <small className="ink2">{siteWords(protocol, pile, locale)}</small>
              </span>,
              pile.cards,
              <div key="printed" className="pile-printed">
                <Printings pile={pile} />
                {status === "live" ? (
                  <Button icon={printerIcon} onClick={() => choose(pile)}>
                    {t(pile.printings.length === 0 ? "print_pile" : "print_pile_again")}
                  </Button>
                ) : null}
              </div>,
            ],
          };
        })}
      />
      {chosen === null ? null : <PrintPileSheet pile={chosen} onClose={() => choose(null)} onReady={onReady} />}
    </>
  );
}

function Printings({ pile }: { pile: CardPileView }) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const zone = protocol.sites.find((site) => site.key === pile.site)?.timeZone ?? "UTC";
  if (pile.printings.length === 0) return <span>{t("pile_not_printed")}</span>;
  return (
    <ol className="printings">
      {pile.printings.map(({ at, by, reason }, index) => {
        const words = { time: formatInstant(locale, at, zone), name: by };
        return (
          <li key={at}>
            {reason === null
              ? t("pile_printed_by", words)
              : t("pile_printed_again", { ...words, printing: index + 1, reason })}
          </li>
        );
      })}
    </ol>
  );
}
