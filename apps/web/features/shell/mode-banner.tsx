"use client";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";

import { useTranslator } from "../locale/locale-provider.tsx";

/** Says on every page that this installation is a demonstration. */
export function ModeBanner() {
  const t = useTranslator(commonCatalogue, authCatalogue);
  return (
    <aside className="banner demo-banner" aria-label={t("demo_banner_title")}>
      <span>
        <b>{t("demo_banner_title")}</b> {t("demo_banner_text")}
      </span>
    </aside>
  );
}
