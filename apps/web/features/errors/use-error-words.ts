"use client";

import { stratumItems, type Item } from "@kendali/domain";
import { formatInstant } from "@kendali/i18n";
import { allocationErrorsCatalogue } from "@kendali/i18n/catalogues/allocation-errors";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { useStudy } from "../study/study-provider.tsx";

/** The words of allocation errors, with the names that the protocol gives to sites, criteria and strata. */
export function useErrorWords() {
  const t = useTranslator(uiCatalogue, commonCatalogue, allocationErrorsCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const asked = stratumItems(protocol);
  const siteOf = (key: string) => protocol.sites.find((site) => site.key === key);
  const itemWords = (item: Item): string => (item.shortLabel ?? item.label)[locale];
  return {
    t,
    locale,
    asked,
    itemWords,
    site: (key: string): string => siteOf(key)?.name[locale] ?? key,
    at: (instant: string, site: string): string => formatInstant(locale, instant, siteOf(site)?.timeZone ?? "UTC"),
    criterion: (key: string): string =>
      protocol.eligibility.criteria.find((each) => each.key === key)?.text[locale] ?? key,
    item: (key: string): string => {
      const found = asked.find(({ item }) => item.key === key);
      return found === undefined ? key : itemWords(found.item);
    },
    level: (key: string, level: string): string => {
      const item = asked.find((each) => each.item.key === key)?.item;
      const list = protocol.codelists.find((each) => each.key === item?.codelist);
      const label = list?.codes.find(({ code }) => String(code) === level)?.label[locale];
      if (label !== undefined) return label;
      return level === "true" ? t("yes") : level === "false" ? t("no") : level;
    },
  };
}
