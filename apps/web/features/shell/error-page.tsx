"use client";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";

import { useTranslator } from "../locale/locale-provider.tsx";
import { PublicPage } from "./public-page.tsx";

/** A page that failed while it was drawn: what it means for what was typed, and two ways on. */
export function ErrorPage({ onRetry }: { onRetry: () => void }) {
  const t = useTranslator(commonCatalogue, authCatalogue);
  return (
    <PublicPage title={t("page_failed_title")} lead={t("page_failed_text")}>
      <button type="button" className="btn primary wide" onClick={onRetry}>
        {t("try_again")}
      </button>
      {/* Loads the page anew, whatever is broken in this one; a link of the router would keep it. */}
      <button type="button" className="btn wide" onClick={() => location.assign("/")}>
        {t("page_failed_home")}
      </button>
    </PublicPage>
  );
}
