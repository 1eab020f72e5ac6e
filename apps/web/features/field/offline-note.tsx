"use client";

import { useEffect, useState } from "react";

import { formatTime } from "@kendali/i18n";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Banner } from "@kendali/ui/components/banner";
import { wifiOffIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";

/** That the device has no connection, and since when; what is typed is safe, and is sent by hand once it has. */
export function OfflineNote() {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const since = useOfflineSince();
  if (since === null) return null;
  return (
    <Banner icon={wifiOffIcon} title={t("offline_title", { time: formatTime(locale, since) })}>
      {t("offline_text")}
    </Banner>
  );
}

/** The time of day by the device at which the connection went, `HH:MM`; null while there is one. */
function useOfflineSince(): string | null {
  const [since, setSince] = useState<string | null>(null);
  useEffect(() => {
    const look = () => setSince((before) => (navigator.onLine ? null : (before ?? clockNow())));
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return since;
}

function clockNow(): string {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
