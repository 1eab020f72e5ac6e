"use client";

import { useState } from "react";

import type { ParticipantView } from "@kendali/api";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { maskingCatalogue } from "@kendali/i18n/catalogues/masking";
import { ButtonLink } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../../desk/may-do.ts";
import { InnerPage } from "../inner-page.tsx";
import { NotYours } from "../not-yours.tsx";
import { useParticipant } from "../participant/use-participant.ts";
import { motherWords } from "../words.ts";
import { ShownArm } from "./shown-arm.tsx";
import { UnmaskForm } from "./unmask-form.tsx";
import { useShownOnce } from "./use-shown-once.ts";

/** Emergency unblinding of one participant: what follows from it, who asks and why, the arm once, and then nothing more. */
export function UnmaskPage({ number }: { number: string }) {
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
      {query.data === undefined ? null : mayDo(viewer, "masking.unmask") ? (
        <Unmask participant={query.data} />
      ) : (
        <NotYours number={number} />
      )}
    </InnerPage>
  );
}

function Unmask({ participant }: { participant: ParticipantView }) {
  const t = useTranslator(maskingCatalogue);
  const { key: study, viewer } = useStudy();
  const [arm, show, hide] = useShownOnce();
  const [isDone, setDone] = useState(false);
  const { number } = participant;
  const back = `/s/${study}/participant/${number}`;
  if (arm !== null) return <ShownArm number={number} arm={arm} onHide={hide} />;
  if (isDone)
    return (
      <div className="stack">
        <h1>{t("hidden_title", { number })}</h1>
        <Message tone="ok" live="status">
          {t("hidden_text")}
        </Message>
        <ButtonLink wide href={back} link={AppLink}>
          {t("hidden_back")}
        </ButtonLink>
      </div>
    );
  if (!viewer.isMasked || participant.allocatedOn === null)
    return (
      <div className="stack">
        <h1>{t("unmask_title", { number })}</h1>
        <Message tone="info">{t(viewer.isMasked ? "unmask_not_allocated" : "unmask_not_masked")}</Message>
        <ButtonLink wide href={back} link={AppLink}>
          {t("hidden_back")}
        </ButtonLink>
      </div>
    );
  return (
    <UnmaskForm
      number={number}
      onShown={(label) => {
        setDone(true);
        show(label);
      }}
    />
  );
}
