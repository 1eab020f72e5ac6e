"use client";

import { useId } from "react";

import type { DocumentReference } from "@kendali/builder";
import { type Form, placedItems, type Protocol } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { Sheet } from "@kendali/ui/components/sheet";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore } from "../shell/use-builder.ts";
import { itemName, wordsOf } from "./paths.ts";

/** Before a form goes: what still refers to it, and what becomes of it. */
export function RemoveFormSheet({
  form,
  references,
  isInBase,
  onClose,
  onRemove,
}: {
  form: Form;
  references: readonly DocumentReference[];
  isInBase: boolean;
  onClose: () => void;
  onRemove: () => void;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const id = useId();
  const name = wordsOf(form.title, locale) || form.key;
  const items = form.sections.reduce((sum, section) => sum + section.items.length, 0);
  return (
    <Sheet open title={t("remove_form_title", { name })} onClose={onClose}>
      <p>{t("remove_form_text", { items })}</p>
      {isInBase && <p>{t("remove_form_base")}</p>}
      {references.length === 0 ? (
        <p>{t("remove_refers_none")}</p>
      ) : (
        <>
          <p id={id}>{t("remove_refers")}</p>
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
      )}
      <div className="acts">
        <Button onClick={onClose}>{t("keep")}</Button>
        <Button kind="danger" onClick={onRemove}>
          {t("remove_form_do")}
        </Button>
      </div>
    </Sheet>
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
    case "stratum":
    case "delivery":
    case "assumption":
      return by;
  }
}
