"use client";

import { memo, useState } from "react";

import type { Finding } from "@kendali/builder";
import { type Form, placedItems } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { Icon } from "@kendali/ui/components/icon";
import { octagonXIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { findingWords } from "@kendali/i18n/finding-words";
import { useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import type { Selection } from "./designer.ts";
import { selectionOf } from "./form-selection.ts";
import { itemName, wordsOf } from "./paths.ts";

const firstFew = 3;

/** What is open in this form, on top of it; each leads to where it is mended. */
export const FormFindings = memo(function FormFindings({
  form: key,
  onOpen,
}: {
  form: string;
  onOpen: (selection: Selection) => void;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const findings = useFindingsAt(["forms", key]);
  const [isAll, setIsAll] = useState(false);
  const must = findings.filter(({ severity }) => severity === "must");
  // Their words are read when they are found: new findings come soon after every change.
  const form = store.get().document.forms.find((one) => one.key === key);
  if (must.length === 0 || form === undefined) return null;
  const shown = isAll ? must : must.slice(0, firstFew);
  return (
    <details className="fd-summary">
      <summary>
        <Icon path={octagonXIcon} />
        {t("findings")}: {t("findings_must", { count: must.length })}
      </summary>
      <ul>
        {shown.map((finding) => (
          <li key={`${finding.code} ${finding.path} ${JSON.stringify(finding.params)}`}>
            <button
              type="button"
              className="fd-link"
              onClick={() => onOpen(selectionOf(form, finding.path.split("/")) ?? { kind: "form" })}
            >
              <Icon path={finding.severity === "must" ? octagonXIcon : triangleAlertIcon} />
              <span>
                {t("finding_at", { place: placeWords(form, finding, locale), words: findingWords(locale, finding) })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < must.length && (
        <Button tight kind="plain" onClick={() => setIsAll(true)}>
          {t("findings_more", { count: must.length - shown.length })}
        </Button>
      )}
    </details>
  );
});

function placeWords(form: Form, { path }: Finding, locale: "id" | "en"): string {
  const [, , , section, , key] = path.split("/");
  const item = placedItems({ forms: [form] }).find((placed) => placed.item.key === key)?.item;
  if (item !== undefined) return itemName(item, locale) || item.key;
  const found = form.sections.find((one) => one.key === section);
  return wordsOf(found?.title ?? form.title, locale) || form.key;
}
