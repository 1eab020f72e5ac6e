"use client";

import { useState } from "react";

import type { ParticipantView, VisitForm, VisitView } from "@kendali/api";
import { formatDate, formatDateRange } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { Icon } from "@kendali/ui/components/icon";
import { type State, StateChip } from "@kendali/ui/components/state-chip";
import { WindowTrack } from "@kendali/ui/components/window-track";
import { chevronRightIcon, lockIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { inLine } from "../words.ts";
import { MissedSheet } from "./missed-sheet.tsx";

export const visitLooks: Record<VisitView["state"], State> = {
  later: "later",
  due: "due",
  overdue: "late",
  done: "done",
  missed: "missed",
  not_applicable: "missed",
};

/** The visits of a participant from first to last, each with its window and its forms. */
export function VisitTimeline({ participant, visits }: { participant: ParticipantView; visits: readonly VisitView[] }) {
  const t = useTranslator(fieldCatalogue);
  return (
    <section className="timeline" aria-labelledby="visits">
      <h2 id="visits">{t("visits_title")}</h2>
      <ol>
        {visits.map((visit) => (
          <TimelineVisit key={visit.visit} participant={participant} visit={visit} />
        ))}
      </ol>
    </section>
  );
}

function TimelineVisit({ participant, visit }: { participant: ParticipantView; visit: VisitView }) {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { window } = visit;
  const isOpen = visit.state === "due" || visit.state === "overdue";
  return (
    <li id={visit.visit} className={isOpen ? "open" : undefined}>
      <div className="v1">
        <h3>{visit.label[locale]}</h3>
        <VisitChip visit={visit} />
      </div>
      {window === null || visit.targetDate === null ? (
        <p className="v2">{t("window_unknown")}</p>
      ) : (
        <div className="v2">
          {window.from === window.to ? null : (
            <WindowTrack
              opens={window.from}
              target={visit.targetDate}
              closes={window.to}
              today={participant.today}
              quiet={!isOpen}
            />
          )}
          <span>
            {visit.performedOn === null
              ? formatDateRange(locale, window.from, window.to)
              : t("performed_on_date", { date: formatDate(locale, visit.performedOn, "day") })}
            {visit.postpartumDay === null ? null : ` · ${t("postpartum_day", { day: visit.postpartumDay })}`}
          </span>
        </div>
      )}
      <VisitForms participant={participant} visit={visit} />
      {isOpen ? <RecordMissed participant={participant} visit={visit} /> : null}
    </li>
  );
}

/** What a visit consists of: its forms while they can be filled or read, their names while it lies ahead. */
function VisitForms({ participant, visit }: { participant: ParticipantView; visit: VisitView }) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const isAhead =
    visit.forms.every((form) => form.status === "empty") && visit.state !== "due" && visit.state !== "overdue";
  if (visit.missed !== null)
    return <p className="small ink2">{t("missed_because", { reason: visit.missed.reason })}</p>;
  if (isAhead) {
    const names = visit.forms.map((form, index) => (index === 0 ? form.title[locale] : inLine(form.title[locale])));
    return <p className="small ink2">{names.join(", ")}</p>;
  }
  return (
    <ul className="forms">
      {visit.forms.map((form) => (
        <FormRow key={form.form} participant={participant.number} visit={visit} form={form} />
      ))}
    </ul>
  );
}

export function VisitChip({ visit }: { visit: VisitView }) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const isSession = visit.kind === "intervention_session";
  if (visit.state === "done" && isSession) return <StateChip locale={locale} state="given" />;
  const words = visit.state === "not_applicable" ? t("state_not_applicable") : undefined;
  return (
    <StateChip locale={locale} state={visitLooks[visit.state]}>
      {words}
    </StateChip>
  );
}

/** A form that this person fills or may read is a link; of the others it is only said how they stand. */
function FormRow({ participant, visit, form }: { participant: string; visit: VisitView; form: VisitForm }) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, viewer } = useStudy();
  const isOpen = visit.state === "due" || visit.state === "overdue" || form.status !== "empty";
  const oversees = viewer.roles.some(
    (role) => role === "coordinator" || role === "investigator" || role === "data_manager",
  );
  const mayTry = isOpen && (form.mine || oversees);
  const words = (
    <>
      <span className="grow">
        {form.title[locale]}
        {form.required ? null : <span className="quiet"> · {t("form_optional")}</span>}
      </span>
      <FormState form={form} />
    </>
  );
  if (!mayTry) return <li className="flat">{words}</li>;
  return (
    <li>
      <AppLink href={`/s/${study}/participant/${participant}/${visit.visit}/${form.form}`}>
        {words}
        <Icon path={chevronRightIcon} />
      </AppLink>
    </li>
  );
}

function FormState({ form }: { form: VisitForm }) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  if (form.status === "locked") {
    return (
      <span className="state done">
        <Icon path={lockIcon} />
        {t("form_locked")}
      </span>
    );
  }
  if (form.status === "complete") return <StateChip locale={locale} state="done" />;
  return (
    <StateChip locale={locale} state="open">
      {form.mine ? undefined : t("form_of_colleague")}
    </StateChip>
  );
}

/** Coordinators, and whose forms they are, may state that a visit did not take place. */
export function RecordMissed({ participant, visit }: { participant: ParticipantView; visit: VisitView }) {
  const t = useTranslator(fieldCatalogue);
  const { viewer } = useStudy();
  const [isOpen, setOpen] = useState(false);
  const isMine = visit.forms.some((form) => form.mine);
  const isUntouched = visit.forms.every((form) => form.status === "empty");
  if (!isUntouched || !(isMine || viewer.roles.includes("coordinator"))) return null;
  return (
    <>
      <Button kind="plain" className="skip" onClick={() => setOpen(true)}>
        {t(visit.kind === "intervention_session" ? "record_missed_session" : "record_missed")}
      </Button>
      {isOpen ? <MissedSheet participant={participant} visit={visit} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
