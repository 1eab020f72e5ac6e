"use client";

import type { ParticipantView, VisitView } from "@kendali/api";
import { addDays } from "@kendali/domain";
import { formatDate, formatTimeRange, type Locale, type Translator } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { ButtonLink } from "@kendali/ui/components/button";
import { SessionCells, type SessionDay, type SessionDayState, SessionLog } from "@kendali/ui/components/session-log";
import { timerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { RecordMissed, VisitChip } from "./visit-timeline.tsx";

const dayStates: Record<VisitView["state"], SessionDayState> = {
  done: "given",
  missed: "missed",
  not_applicable: "missed",
  due: "today",
  overdue: "today",
  later: "later",
};

/** The daily sessions in one picture and as a log, made in advance from the schedule; drawn only where the server lists them. */
export function SessionSection({
  participant,
  sessions,
}: {
  participant: ParticipantView;
  sessions: readonly VisitView[];
}) {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const days = sessions.map((session, index) => sessionDay({ t, locale, study, participant, session, day: index + 1 }));
  const count = (state: VisitView["state"]) => sessions.filter((session) => session.state === state).length;
  const params = {
    given: count("done"),
    missed: count("missed"),
    left: count("later") + count("due") + count("overdue"),
  };
  const summary = t("sessions_summary", params);
  return (
    <section className="sessions" aria-labelledby="sessions">
      <h2 id="sessions">{t("sessions_title", { count: sessions.length })}</h2>
      <p className="ink2">{summary}</p>
      <SessionCells label={summary} days={days} />
      <SessionLog days={days} />
    </section>
  );
}

type DayRequest = {
  readonly t: Translator<typeof commonCatalogue | typeof fieldCatalogue>;
  readonly locale: Locale;
  readonly study: string;
  readonly participant: ParticipantView;
  readonly session: VisitView;
  readonly day: number;
};

function sessionDay({ t, locale, study, participant, session, day }: DayRequest): SessionDay {
  const { today } = participant;
  const date = session.performedOn ?? session.targetDate;
  const near = date === today ? t("today") : date === addDays(today, 1) ? t("tomorrow") : null;
  const dateWords = date === null ? t("window_unknown") : formatDate(locale, date, "day");
  const isOpen = session.state === "due" || session.state === "overdue";
  const form = session.forms.find((candidate) => candidate.mine && candidate.status === "empty");
  const hours =
    session.timeOfDay === null
      ? ""
      : t("afternoon", { hours: formatTimeRange(locale, session.timeOfDay.from, session.timeOfDay.to) });
  return {
    day,
    state: dayStates[session.state],
    date: near === null ? dateWords : t("day_and_date", { day: near, date: dateWords }),
    detail: session.missed?.reason ?? (session.state === "done" ? "" : hours),
    chip: session.state === "due" || session.state === "later" ? undefined : <VisitChip visit={session} />,
    action: isOpen ? (
      <>
        {form === undefined ? null : (
          <ButtonLink
            kind="primary"
            icon={timerIcon}
            href={`/s/${study}/participant/${participant.number}/${session.visit}/${form.form}`}
            link={AppLink}
          >
            {t(session.state === "due" ? "start_session" : "enter_session", { day })}
          </ButtonLink>
        )}
        <span className="act">
          <RecordMissed participant={participant} visit={session} />
        </span>
      </>
    ) : undefined,
  };
}
