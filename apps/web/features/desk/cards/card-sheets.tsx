"use client";

import type { PrintedCards } from "@kendali/api";
import { createTranslator } from "@kendali/i18n";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { DataTag } from "@kendali/ui/components/data-tag";

import { useStudy } from "../../study/study-provider.tsx";
import { siteWords, stratumWords } from "./pile-words.ts";
import { cardsPerSheet, pagesOf } from "./print-pages.ts";
import { SecurityTint } from "./security-tint.tsx";

type Card = PrintedCards["cards"][number];
const [id, en] = [createTranslator("id", cardsCatalogue), createTranslator("en", cardsCatalogue)];

/**
 * Sheets of two cards, each of three panels on one side of the paper: the outside, the inside with the arm, and a cover. The
 * cover folds up over the inside, the outside folds back behind it, so that paper and a pattern of the same letters lie
 * over the arm from either side.
 */
export function CardSheets({ printed }: { printed: PrintedCards }) {
  const { protocol } = useStudy();
  const letters = protocol.arms.flatMap(({ label }) => [label.id, label.en]).join("");
  return pagesOf(printed.cards, cardsPerSheet).map((cards) => (
    <section key={cards[0]?.code} className="card-sheet">
      {cards.map((card) => (
        <article key={card.code} className="sealed-card">
          <Outside printed={printed} card={card} letters={letters} />
          <Inside card={card} />
          <div className="panel cover">
            <SecurityTint letters={letters} width={97} height={93} />
            <b className="name">{id("card_cover")}</b>
          </div>
        </article>
      ))}
    </section>
  ));
}

function Outside({ printed, card, letters }: { printed: PrintedCards; card: Card; letters: string }) {
  const { key, protocol, kind } = useStudy();
  const stratum = [stratumWords(protocol, printed, "id"), stratumWords(protocol, printed, "en")] as const;
  return (
    <div className="panel outside">
      <p className="study">
        <b>{protocol.shortTitle.id}</b> {kind === "live" ? null : <DataTag locale="id" kind={kind} />}
        <span className="number">{id("card_number", { number: card.number, count: printed.cards.length })}</span>
      </p>
      <p className="code">{card.code}</p>
      <p className="pile">
        <b>{siteWords(protocol, printed, "id")}</b>
        {stratum[0] === "" ? null : (
          <>
            {" · "}
            <b>{stratum[0]}</b>
            {stratum[1] === stratum[0] ? null : <span lang="en"> ({stratum[1]})</span>}
          </>
        )}
        <span className="key"> {key}</span>
      </p>
      <div className="rules">
        {[id, en].map((t, language) => (
          <ol key={language === 0 ? "id" : "en"} lang={language === 0 ? "id" : "en"}>
            {(["card_use_1", "card_use_2", "card_use_3", "card_use_4"] as const).map((rule) => (
              <li key={rule}>{t(rule)}</li>
            ))}
          </ol>
        ))}
      </div>
      <SecurityTint letters={letters} width={97} height={25} />
    </div>
  );
}

function Inside({ card }: { card: Card }) {
  const { protocol, key } = useStudy();
  const blanks = ["card_participant", "card_opened", "card_signature"] as const;
  return (
    <div className="panel inside">
      <div className="arm">
        <b>{card.arm.label.id}</b>
        {card.arm.label.en === card.arm.label.id ? null : <span lang="en">{card.arm.label.en}</span>}
      </div>
      <p className="hide">
        {id("card_hide")} <span lang="en">{en("card_hide")}</span>
      </p>
      <p className="study">
        {protocol.shortTitle.id} ({key}) · <span className="whole">{card.code}</span>
      </p>
      {blanks.map((blank) => (
        <p key={blank} className="blank">
          <span>
            {id(blank)} <small lang="en">{en(blank)}</small>
          </span>
        </p>
      ))}
    </div>
  );
}
