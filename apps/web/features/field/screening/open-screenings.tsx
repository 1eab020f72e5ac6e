"use client";

import { formatDate } from "@kendali/i18n";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { StateChip } from "@kendali/ui/components/state-chip";
import { VisitGroup, VisitRow } from "@kendali/ui/components/visit-list";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useOpenScreenings } from "./use-open-screenings.ts";

/** Mothers who were screened and wait for consent or enrolment; they have a number, and no name yet. */
export function OpenScreenings() {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, protocol } = useStudy();
  const query = useOpenScreenings();
  if (query.isError) return <FailureMessage error={query.error} />;
  if (query.data === undefined || query.data.length === 0) return null;
  return (
    <VisitGroup id="screenings" title={t("screened_open")}>
      {query.data.map((screening) => (
        <VisitRow
          key={screening.number}
          href={`/s/${study}/screenings/${screening.number}`}
          link={AppLink}
          number={t("screening_number", { number: screening.number })}
          state={
            <StateChip locale={locale} state="due">
              {t(screening.status === "consented" ? "screening_consented" : "screening_eligible")}
            </StateChip>
          }
          about={[
            formatDate(locale, screening.screenedOn, "day"),
            protocol.sites.find((site) => site.key === screening.site)?.name[locale],
          ]
            .filter((part) => part !== undefined)
            .join(" · ")}
          what={t(screening.status === "consented" ? "screening_next_enrol" : "screening_next_consent")}
        />
      ))}
    </VisitGroup>
  );
}
