"use client";

import type { StudyOverview } from "@kendali/api";
import { formatNumber } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { ShareBar, ShareKey } from "@kendali/ui/components/share-bar";
import { Table } from "@kendali/ui/components/table";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

/** For each visit, how many of those who have it are done, missed or left, and due. */
export function VisitsSection({ overview: { visits } }: { overview: StudyOverview }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  if (visits.length === 0)
    return (
      <section aria-labelledby="visits">
        <h2 id="visits">{t("visits")}</h2>
        <EmptyState title={t("visits_none")}>{t("visits_none_text")}</EmptyState>
      </section>
    );
  const totals = new Set(visits.map((visit) => visit.of));
  const [only] = totals.size === 1 ? totals : [];
  return (
    <section aria-labelledby="visits" className="desk-visits">
      <h2 id="visits">{t("visits")}</h2>
      <Table
        locale={locale}
        variant="data"
        label={t("visits")}
        columns={[
          { key: "visit", head: t("visit") },
          { key: "bar", head: only === undefined ? t("visits_share") : t("visits_of", { count: only }) },
          { key: "done", head: t("visits_done"), numeric: true },
        ]}
        rows={visits.map((visit) => {
          const [missed, due] = [visit.missed + visit.left, visit.due + visit.overdue];
          return {
            key: visit.visit,
            cells: [
              visit.label[locale],
              <ShareBar
                key="bar"
                total={visit.of}
                done={visit.done}
                missed={missed}
                due={due}
                label={t("visits_bar", { done: visit.done, missed, due, later: visit.later, total: visit.of })}
              />,
              only === undefined ? (
                <span key="done" className="nowrap">
                  <b>{formatNumber(locale, visit.done)}</b> / {formatNumber(locale, visit.of)}
                </span>
              ) : (
                <b key="done">{formatNumber(locale, visit.done)}</b>
              ),
            ],
          };
        })}
      />
      <ShareKey done={t("key_done")} missed={t("key_missed")} due={t("key_due")} later={t("key_later")} />
    </section>
  );
}
