"use client";

import { useQuery } from "@tanstack/react-query";

import type { ScreeningView } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { ButtonLink } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { AtSite } from "../../study/version-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { FieldTabs } from "../field-page.tsx";
import { InnerPage } from "../inner-page.tsx";
import { useTopOn } from "../use-top-on.ts";
import { ConsentForm } from "./consent-form.tsx";
import { EnrolForm } from "./enrol-form.tsx";
import { FailedCriteria } from "./failed-criteria.tsx";

/** One screening on its way: consent, enrolment, number; or why it ends here. */
export function ScreeningPage({ number }: { number: number }) {
  const { locale } = useLocale();
  const { key: study, viewer } = useStudy();
  const query = useQuery({
    ...useTRPC().screening.get.queryOptions({ study, screening: number }),
    refetchOnWindowFocus: false,
  });
  useTopOn(query.data?.status);
  const isCoordinator = viewer.roles.includes("coordinator");
  if (query.data === undefined) {
    return (
      <ScreeningFrame>
        {query.isError ? <FailureMessage error={query.error} /> : <Skeleton locale={locale} />}
      </ScreeningFrame>
    );
  }
  if (isCoordinator && query.data.status === "eligible")
    return (
      <AtSite site={query.data.site}>
        <ConsentForm screening={query.data} />
      </AtSite>
    );
  if (isCoordinator && query.data.status === "consented") return <EnrolForm screening={query.data} />;
  return (
    <ScreeningFrame>
      <ScreeningResult screening={query.data} />
    </ScreeningFrame>
  );
}

function ScreeningFrame({ children }: { children: React.ReactNode }) {
  const t = useTranslator(commonCatalogue);
  const { key: study } = useStudy();
  return (
    <InnerPage back={{ href: `/s/${study}/today`, words: t("today") }} foot={<FieldTabs />}>
      {children}
    </InnerPage>
  );
}

function ScreeningResult({ screening }: { screening: ScreeningView }) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const { participant } = screening;
  if (participant !== null) return <Enrolled number={participant} />;
  return (
    <>
      <h1>{t("screening_number", { number: screening.number })}</h1>
      <p className="ink2">{t("screened_on", { date: formatDate(locale, screening.screenedOn, "weekday") })}</p>
      <div className="stack answer">
        {screening.status === "screen_failure" ? <FailedCriteria failed={screening.failed} /> : null}
        {screening.status === "declined" ? (
          <Message tone="info" title={t("screening_declined_title")}>
            {screening.declinedReason ?? t("screening_declined_consent")}
          </Message>
        ) : null}
        {screening.status === "eligible" || screening.status === "consented" ? (
          <Message tone="info" title={t(`screening_${screening.status}`)} />
        ) : null}
        <p className="ink2">{t("screening_kept")}</p>
        <ButtonLink wide href={`/s/${study}/screen`} link={AppLink}>
          {t("screen_another")}
        </ButtonLink>
      </div>
    </>
  );
}

/** The number, as large as it must be to be copied onto the card without a slip. */
function Enrolled({ number }: { number: string }) {
  const t = useTranslator(fieldCatalogue);
  const { key: study } = useStudy();
  return (
    <>
      <h1>{t("enrolled_title")}</h1>
      <p className="ink2">{t("enrolled_lead")}</p>
      <p className="card-number" aria-label={t("participant_number_is", { number })}>
        {number}
      </p>
      <div className="stack">
        <ButtonLink kind="primary" wide href={`/s/${study}/participant/${number}`} link={AppLink}>
          {t("enrolled_next")}
        </ButtonLink>
        <ButtonLink wide href={`/s/${study}/today`} link={AppLink}>
          {t("back_to_today")}
        </ButtonLink>
      </div>
    </>
  );
}
