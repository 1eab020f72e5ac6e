"use client";

import { useId } from "react";

import type { DocumentReference } from "@kendali/builder";
import { placedItems, type Protocol } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore } from "../shell/use-builder.ts";
import { itemName, wordsOf } from "./paths.ts";

/** What still names a thing that is about to go, as people call it, and what becomes of that. */
export function ReferenceList({ title, references }: { title: string; references: readonly DocumentReference[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const id = useId();
  return (
    <>
      <p id={id}>{title}</p>
      <div className="fd-refers" role="region" aria-labelledby={id} tabIndex={0}>
        <ul>
          {references.map((one) => (
            <li key={`${one.kind} ${one.path}`}>
              {t(`refers_${one.kind}`, { name: nameOfReference(one, store.get().document, locale) })}
            </li>
          ))}
        </ul>
      </div>
      <p>{t("remove_refers_after")}</p>
    </>
  );
}

/** What refers, as people call it. */
function nameOfReference({ kind, by }: DocumentReference, document: Protocol, locale: "id" | "en"): string {
  const among = <T extends { readonly key: string }>(
    list: readonly T[],
    words: (one: T) => { readonly id: string; readonly en: string },
  ) => {
    const found = list.find(({ key }) => key === by);
    return found === undefined ? by : wordsOf(words(found), locale) || by;
  };
  switch (kind) {
    case "visit":
      return among(document.visits, ({ label }) => label);
    case "outcome":
      return among(document.outcomes, ({ label }) => label);
    case "analysis":
      return among(document.analysisPlan.analyses, ({ title }) => title);
    case "intervention":
      return among(document.interventions, (one) => one.name);
    case "scale":
      return among(document.scales ?? [], (one) => one.name);
    case "item":
    case "item_expression": {
      const item = placedItems(document).find((placed) => placed.item.key === by)?.item;
      return item === undefined ? by : itemName(item, locale) || by;
    }
    case "assumption":
      // It has no name of its own: what it says, in the list's own quotes.
      return among(document.assumptions, ({ note }) => note);
    case "stratum":
    case "delivery":
      return by;
  }
}
