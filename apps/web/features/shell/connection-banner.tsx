"use client";

import { useEffect, useState } from "react";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { formatTime } from "@kendali/i18n";
import { Banner } from "@kendali/ui/components/banner";
import { wifiOffIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";

/** Says that there is no internet, since when, and that this is no error; nothing while there is. */
export function ConnectionBanner() {
  const t = useTranslator(authCatalogue);
  const { locale } = useLocale();
  const since = useOfflineSince();
  if (since === null) return null;
  return (
    <Banner icon={wifiOffIcon} title={t("offline_title", { time: formatTime(locale, since) })}>
      {t("offline_text")}
    </Banner>
  );
}

/** The time of day (`HH:MM`) at which this device lost its connection, or null. */
function useOfflineSince(): string | null {
  const [since, setSince] = useState<string | null>(null);
  useEffect(() => {
    const lose = () => setSince((known) => known ?? new Date().toTimeString().slice(0, 5));
    const regain = () => setSince(null);
    if (!navigator.onLine) lose();
    addEventListener("offline", lose);
    addEventListener("online", regain);
    return () => {
      removeEventListener("offline", lose);
      removeEventListener("online", regain);
    };
  }, []);
  return since;
}
