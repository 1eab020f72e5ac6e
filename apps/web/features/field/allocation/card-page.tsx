"use client";

import { useState } from "react";

import type { CardAnswer, ParticipantView } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { allocationErrorsCatalogue } from "@kendali/i18n/catalogues/allocation-errors";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { ButtonLink } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";
import { triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../../desk/may-do.ts";
import { InnerPage } from "../inner-page.tsx";
import { NotYours } from "../not-yours.tsx";
import { useParticipant } from "../participant/use-participant.ts";
import { useTopOn } from "../use-top-on.ts";
import { motherWords } from "../words.ts";
import { CardForm } from "./card-form.tsx";

/** Entering the sealed card that was opened for a participant without a network, and what the card came to. */
export function CardPage({ number }: { number: string }) {
  const t = useTranslator(commonCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const { key: study, viewer } = useStudy();
  const query = useParticipant(number);
  return (
    <InnerPage
      back={{ href: `/s/${study}/participant/${number}`, words: t("participant") }}
      who={{ number, about: motherWords(t("mother"), query.data?.initials ?? null) }}
    >
      {query.isPending ? <Skeleton locale={locale} heights={[32, 60, 120, 200]} /> : null}
      {query.isError ? <FailureMessage error={query.error} /> : null}
      {query.data === undefined ? null : mayDo(viewer, "allocation.useCard") ? (
        <Card participant={query.data} />
      ) : (
        <NotYours number={number} />
      )}
    </InnerPage>
  );
}

/** Her record, read anew after the card was entered, does not take what was told away. */
function Card({ participant }: { participant: ParticipantView }) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const [used, setUsed] = useState<CardAnswer | null>(null);
  useTopOn(used === null ? "form" : "used");
  if (used !== null) return <UsedCard used={used} />;
  if (protocol.allocation?.cards === undefined) return <Message tone="info">{t("used_no_cards")}</Message>;
  if (participant.allocatedOn !== null)
    return (
      <div className="stack">
        <h1>{t("used_already", { date: formatDate(locale, participant.allocatedOn) })}</h1>
        <Message tone="warn">{t("used_already_text")}</Message>
        <ReportLink number={participant.number} />
        <BackLinks number={participant.number} />
      </div>
    );
  return <CardForm participant={participant} onUsed={setUsed} />;
}

/** What the card told, to be held against the paper, and what was reported with it. */
function UsedCard({ used }: { used: CardAnswer }) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { arm, number, code, deviations } = used;
  return (
    <div className="stack">
      <h1>{t("used_title", { number, code })}</h1>
      {arm === null ? (
        <Message tone="info">{t("used_masked")}</Message>
      ) : (
        <>
          <p className="unmasked-arm" role="status">
            {arm.label[locale]}
          </p>
          <Message tone="info" title={t("used_compare")}>
            {t("used_compare_text")}
          </Message>
        </>
      )}
      {deviations.includes("card_wrong_pile") ? (
        <Message tone="warn" title={t("used_wrong_pile")}>
          {t("used_wrong_pile_text")}
        </Message>
      ) : null}
      {deviations.includes("card_out_of_order") ? (
        <Message tone="warn" title={t("used_out_of_order")}>
          {t("used_out_of_order_text")}
        </Message>
      ) : null}
      <BackLinks number={number} />
    </div>
  );
}

/** Where a card that was opened all the same is reported. */
function ReportLink({ number }: { number: string }) {
  const t = useTranslator(allocationErrorsCatalogue);
  const { key: study } = useStudy();
  return (
    <ButtonLink wide href={`/s/${study}/participant/${number}/error`} link={AppLink} icon={triangleAlertIcon}>
      {t("err_link")}
    </ButtonLink>
  );
}

function BackLinks({ number }: { number: string }) {
  const t = useTranslator(cardsCatalogue);
  const { key: study } = useStudy();
  return (
    <>
      <ButtonLink kind="primary" wide href={`/s/${study}/participant/${number}/allocate`} link={AppLink}>
        {t("used_slip")}
      </ButtonLink>
      <ButtonLink wide href={`/s/${study}/participant/${number}`} link={AppLink}>
        {t("used_back")}
      </ButtonLink>
    </>
  );
}
