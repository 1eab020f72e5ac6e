"use client";

import type { PrintedCards } from "@kendali/api";
import { createTranslator, formatInstant } from "@kendali/i18n";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { DataTag } from "@kendali/ui/components/data-tag";

import { useStudy } from "../../study/study-provider.tsx";
import { pileWords } from "./pile-words.ts";
import { codesPerPage, pagesOf } from "./print-pages.ts";

const [id, en] = [createTranslator("id", cardsCatalogue), createTranslator("en", cardsCatalogue)];

/** The codes of a pile without what is inside, for the site file: who took which card is written here before it is opened. */
export function CodeList({ printed }: { printed: PrintedCards }) {
  const { key, protocol, kind } = useStudy();
  const zone = protocol.sites.find((site) => site.key === printed.site)?.timeZone ?? "UTC";
  const pages = pagesOf(printed.cards, codesPerPage);
  const both = (word: "list_number" | "card_code" | "card_participant" | "card_opened" | "card_signature") => (
    <>
      {id(word)}
      <small lang="en">{en(word)}</small>
    </>
  );
  return pages.map((cards, index) => (
    <section key={cards[0]?.code} className="code-list">
      <header>
        <h2>
          {id("list_title")} <small lang="en">{en("list_title")}</small>
        </h2>
        <p>
          <b>{protocol.shortTitle.id}</b> ({key}) {kind === "live" ? null : <DataTag locale="id" kind={kind} />}
        </p>
        <p className="pile">{pileWords(protocol, printed, "id")}</p>
        <p>
          {id("list_text")} <span lang="en">{en("list_text")}</span>
        </p>
      </header>
      <table>
        <thead>
          <tr>
            <th>{both("list_number")}</th>
            <th>{both("card_code")}</th>
            <th>{both("card_participant")}</th>
            <th>{both("card_opened")}</th>
            <th>{both("card_signature")}</th>
          </tr>
        </thead>
        <tbody>
          {cards.map(({ number, code }) => (
            <tr key={code}>
              <td>{number}</td>
              <td className="code">{code}</td>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <span>
          {id("list_printed", { time: formatInstant("id", printed.printedAt, zone) })} ·{" "}
          {id("ready_printing", { printing: printed.printing })}
        </span>
        <span>{id("list_page", { page: index + 1, pages: pages.length })}</span>
      </footer>
    </section>
  ));
}
