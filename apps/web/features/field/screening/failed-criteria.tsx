"use client";

import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** Why a mother cannot take part: the criteria that do not hold, in the protocol's words. */
export function FailedCriteria({ failed }: { failed: readonly string[] }) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const { criteria } = useStudy().protocol.eligibility;
  return (
    <Message tone="warn" live="status" title={t("not_eligible_title")}>
      <ul>
        {criteria
          .filter((criterion) => failed.includes(criterion.key))
          .map((criterion) => (
            <li key={criterion.key}>
              {t(criterion.kind === "inclusion" ? "failed_inclusion" : "failed_exclusion", {
                criterion: criterion.text[locale],
              })}
            </li>
          ))}
      </ul>
      {t("not_eligible_text")}
    </Message>
  );
}
