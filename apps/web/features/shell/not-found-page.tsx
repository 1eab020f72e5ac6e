"use client";

import Link from "next/link";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";

import { useTranslator } from "../locale/locale-provider.tsx";
import { PublicPage } from "./public-page.tsx";

/** The same words whether a page does not exist or is not this person's to see. */
export function NotFoundPage() {
  const t = useTranslator(commonCatalogue);
  return (
    <PublicPage title={t("not_found")} lead="">
      <Link className="btn primary" href="/">
        {t("back")}
      </Link>
    </PublicPage>
  );
}
