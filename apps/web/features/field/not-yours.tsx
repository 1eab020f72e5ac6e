"use client";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { ButtonLink } from "@kendali/ui/components/button";

import { useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { useStudy } from "../study/study-provider.tsx";

/** An act that none of this person's roles has, opened by its address: said before anything is typed. */
export function NotYours({ number }: { number: string }) {
  const t = useTranslator(commonCatalogue);
  const { key: study } = useStudy();
  return (
    <div className="stack">
      <h1>{t("not_yours_title")}</h1>
      <ButtonLink wide href={`/s/${study}/participant/${number}`} link={AppLink}>
        {t("participant")} {number}
      </ButtonLink>
    </div>
  );
}
