"use client";

import { useEffect, useState } from "react";

import { formatInstant } from "@kendali/i18n";
import { builderSavingCatalogue } from "@kendali/i18n/catalogues/builder-saving";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useAt } from "./use-builder.ts";
import type { ToldChange } from "./who-changed.ts";

/** How often the words are written anew, in ms: they name minutes. */
const refreshMs = 30_000;

/** Says who changed a place and when, as long ago and as a time of the first site. */
export function useChangedWords(changed: ToldChange | null): string {
  const t = useTranslator(builderSavingCatalogue);
  const { locale } = useLocale();
  const zone = useAt(["sites"]);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  if (changed === null) return t("changed_unknown");
  const { by, isOwn, at, secondsAgo, heardAt } = changed;
  const minutes = Math.floor((secondsAgo + Math.max(0, now - heardAt) / 1000) / 60);
  const ago =
    minutes < 1
      ? t("just_now")
      : minutes < 60
        ? t("minutes_ago", { count: minutes })
        : minutes < 24 * 60
          ? t("hours_ago", { count: Math.floor(minutes / 60) })
          : t("days_ago", { count: Math.floor(minutes / (24 * 60)) });
  const time = formatInstant(locale, at, zoneOfSites(zone));
  return isOwn ? t("changed_by_you", { ago, time }) : t("changed_by", { name: by, ago, time });
}

/** The zone of the first site; the device's own where the draft has none yet. */
function zoneOfSites(sites: unknown): string {
  const [first] = Array.isArray(sites) ? (sites as readonly { readonly timeZone?: unknown }[]) : [];
  const zone = first?.timeZone;
  return typeof zone === "string" && zone !== "" ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
