import { formatInstant } from "@kendali/i18n";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { maskingCatalogue } from "@kendali/i18n/catalogues/masking";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useZone } from "../audit/use-zone.ts";

/** Levels, categories, sites and times as the masking pages say them. */
export function useMaskingWords() {
  const t = useTranslator(authCatalogue, maskingCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const zone = useZone();
  return {
    t,
    locale,
    level: (level: "blind" | "own_act" | "none") => t(`level_${level}`),
    site: (key: string | null) =>
      key === null ? t("every_site") : (protocol.sites.find((site) => site.key === key)?.name[locale] ?? key),
    at: (instant: string, site: string | null) => formatInstant(locale, instant, zone(site)),
  };
}
