"use client";

import type { StudyOverview } from "@kendali/api";
import { formatNumber } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { Table } from "@kendali/ui/components/table";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

/** How each site recruits. */
export function SitesSection({ overview: { sites, recruitment } }: { overview: StudyOverview }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const number = (value: number) => formatNumber(locale, value);
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">{t("sites")}</h2>
      <Table
        locale={locale}
        variant="data"
        label={t("sites")}
        columns={[
          { key: "site", head: t("site") },
          { key: "count", head: t(recruitment.counts === "allocated" ? "allocated" : "enrolled"), numeric: true },
          { key: "recent", head: t("last_four_weeks"), numeric: true },
          { key: "screened", head: t("screened"), numeric: true },
          { key: "not", head: t("screened_not_enrolled"), numeric: true },
        ]}
        rows={sites.map((site) => ({
          key: site.site,
          cells: [
            site.name[locale],
            <b key="count">{number(site.count)}</b>,
            number(site.lastFourWeeks),
            number(site.screened),
            number(site.notConsented),
          ],
        }))}
      />
    </section>
  );
}
