"use client";

import type { ParticipantView, VisitView } from "@kendali/api";
import { formatDate, formatInstant } from "@kendali/i18n";
import { allocationErrorsCatalogue } from "@kendali/i18n/catalogues/allocation-errors";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";
import { type State, StateChip } from "@kendali/ui/components/state-chip";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../../desk/may-do.ts";
import { ErrorRecords } from "../errors/error-records.tsx";
import { FieldTabs } from "../field-page.tsx";
import { GuessSection } from "../guess/guess-section.tsx";
import { InnerPage } from "../inner-page.tsx";
import { motherWords } from "../words.ts";
import { ParticipantActions } from "./participant-actions.tsx";
import { ParticipantIdentity } from "./participant-identity.tsx";
import { SessionSection } from "./session-section.tsx";
import { useParticipant } from "./use-participant.ts";
import { VisitTimeline } from "./visit-timeline.tsx";

/** One participant: where she stands, her visits with their forms, her sessions, and what may be done. */
export function ParticipantPage({ number }: { number: string }) {
  const t = useTranslator(commonCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const query = useParticipant(number);
  return (
    <InnerPage
      back={{ href: `/s/${study}/participants`, words: t("participants") }}
      who={{
        number,
        about: motherWords(t("mother"), query.data?.initials ?? null),
      }}
      foot={<FieldTabs />}
    >
      {query.isPending ? <Skeleton locale={locale} heights={[32, 14, 96, 96, 96]} /> : null}
      {query.isError ? (
        <div className="stack">
          <FailureMessage error={query.error} />
          <Button wide onClick={() => void query.refetch()}>
            {t("try_again")}
          </Button>
        </div>
      ) : null}
      {query.data === undefined ? null : <Participant participant={query.data} />}
    </InnerPage>
  );
}

function Participant({ participant }: { participant: ParticipantView }) {
  const { viewer } = useStudy();
  const isSession = (visit: VisitView) => visit.kind === "intervention_session";
  const sessions = participant.schedule.filter(isSession);
  const visits = participant.schedule.filter((visit) => !isSession(visit));
  const isProvider = viewer.roles.includes("provider");
  const log = sessions.length === 0 ? null : <SessionSection participant={participant} sessions={sessions} />;
  return (
    <>
      <ParticipantHead participant={participant} />
      <ClosedNumber participant={participant} />
      {isProvider ? log : null}
      <VisitTimeline participant={participant} visits={visits} />
      {isProvider ? null : log}
      {viewer.isMasked && mayDo(viewer, "guess.record") ? <GuessSection participant={participant} /> : null}
      <ParticipantActions participant={participant} />
      {participant.allocatedOn !== null && mayDo(viewer, "deviation.list") ? (
        <ErrorRecords participant={participant} />
      ) : null}
      <Ends participant={participant} />
      {viewer.roles.includes("coordinator") ? <ParticipantIdentity number={participant.number} /> : null}
    </>
  );
}

/** Under the second number of a mother nothing more is done; the first one is a step away. */
function ClosedNumber({ participant }: { participant: ParticipantView }) {
  const t = useTranslator(allocationErrorsCatalogue);
  const { key: study } = useStudy();
  const kept = participant.ends.find((end) => end.kind === "duplicate")?.reason;
  if (kept === undefined) return null;
  return (
    <div className="error-closed">
      <Message tone="warn" title={t("closed_number")}>
        {t("closed_number_text")} <AppLink href={`/s/${study}/participant/${kept}`}>{kept}</AppLink>.
      </Message>
    </div>
  );
}

const statusLooks: Record<ParticipantView["status"], State> = {
  enrolled: "due",
  allocated: "due",
  discontinued: "missed",
  completed: "done",
  withdrawn: "missed",
  lost_to_follow_up: "missed",
  duplicate: "missed",
};

function ParticipantHead({ participant }: { participant: ParticipantView }) {
  const t = useTranslator(commonCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const { arm, deliveredAt, consent } = participant;
  const site = protocol.sites.find((candidate) => candidate.key === participant.site);
  const timeZone = site?.timeZone ?? "UTC";
  const facts = [
    [t("site"), site?.name[locale] ?? participant.site],
    [t("enrolled_on"), formatDate(locale, participant.enrolledOn)],
    ...(participant.allocatedOn === null ? [] : [[t("allocated_on"), formatDate(locale, participant.allocatedOn)]]),
    ...(deliveredAt === null ? [] : [[t("delivered_at"), formatInstant(locale, deliveredAt, timeZone)]]),
    ...(consent === null
      ? []
      : [
          [t("consent"), t("consent_version_on", { version: consent.version, date: dateOf(locale, consent.signedOn) })],
        ]),
  ];
  return (
    <>
      <div className="h">
        <h1>{participant.number}</h1>
        <StateChip locale={locale} state={statusLooks[participant.status]}>
          {t(`status_${participant.status}`)}
        </StateChip>
      </div>
      <dl className="kv participant-facts">
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {arm === null || arm === "hidden" ? null : (
          <div>
            <dt>{t("arm")}</dt>
            <dd>
              <b>{arm.label[locale]}</b>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

function dateOf(locale: "id" | "en", date: string | null): string {
  return date === null ? "–" : formatDate(locale, date);
}

function Ends({ participant }: { participant: ParticipantView }) {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  if (participant.ends.length === 0) return null;
  return (
    <section className="list" aria-labelledby="ends">
      <h2 id="ends">{t("events")}</h2>
      <ul>
        {participant.ends.map((end) => (
          <li key={end.kind} className="q">
            <div className="v1">
              <b className="event">{t(`end_${end.kind}`)}</b>
              <span className="small">{formatDate(locale, end.on)}</span>
            </div>
            <p>{end.reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
