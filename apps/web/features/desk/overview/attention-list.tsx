"use client";

import type { ReactNode } from "react";

import type { Attention, StudyOverview } from "@kendali/api";
import { formatDate, formatNumber } from "@kendali/i18n";
import { allocationErrorsCatalogue } from "@kendali/i18n/catalogues/allocation-errors";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { maskingCatalogue } from "@kendali/i18n/catalogues/masking";
import { StateChip, WarnChip } from "@kendali/ui/components/state-chip";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../may-do.ts";
import { NoticeItems } from "./notice-items.tsx";

const mostShown = 4;

/** What waits for somebody, the most urgent first, each with where to do it. */
export function AttentionList({ overview: { attention } }: { overview: StudyOverview }) {
  const t = useTranslator(deskCatalogue);
  const { status } = useStudy();
  return (
    <aside aria-labelledby="attention">
      <h2 id="attention">{t("attention")}</h2>
      {attention.length === 0 ? (
        <p className="desk-calm">{t(status === "locked" ? "attention_none_locked" : "attention_none")}</p>
      ) : (
        <ul className="todo">
          {attention.map((one) => (
            <li key={one.kind}>
              <AttentionItem one={one} />
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}

function AttentionItem({ one }: { one: Attention }) {
  const t = useTranslator(deskCatalogue);
  const masking = useTranslator(maskingCatalogue);
  const errors = useTranslator(allocationErrorsCatalogue);
  const { locale } = useLocale();
  const { key, protocol } = useStudy();
  const siteName = (key: string) => protocol.sites.find((site) => site.key === key)?.name[locale] ?? key;
  switch (one.kind) {
    case "visits_overdue":
      return (
        <>
          <StateChip locale={locale} state="late">
            {t("overdue_chip", { count: one.count })}
          </StateChip>
          <p>
            {one.sites.map((site) => `${siteName(site.site)} ${formatNumber(locale, site.count)}`).join(", ")}.{" "}
            {t("overdue_oldest", { count: one.oldestDays })}
          </p>
          <ParticipantLinks participants={one.participants} words={t("see_who_to_call")} />
        </>
      );
    case "ethics_ending": {
      const date = formatDate(locale, one.on);
      return (
        <>
          <WarnChip>{one.days < 0 ? t("ethics_ended_chip") : t("ethics_ending_chip", { count: one.days })}</WarnChip>
          <p>{t("ethics_ending_text", { date })}</p>
        </>
      );
    }
    case "ethics_missing":
      return (
        <>
          <WarnChip>{t("ethics_missing_chip")}</WarnChip>
          <p>{t("ethics_missing_text")}</p>
        </>
      );
    case "baseline_to_lock":
      return (
        <Waiting title={t("baseline_to_lock", { count: one.count })} text={t("baseline_to_lock_text")}>
          <ParticipantLinks participants={one.participants} words={t("see_participants")} />
        </Waiting>
      );
    case "to_allocate":
      return (
        <Waiting title={t("to_allocate", { count: one.count })} text={t("to_allocate_text")}>
          <ParticipantLinks participants={one.participants} words={t("see_participants")} />
        </Waiting>
      );
    case "to_enrol":
      return (
        <Waiting title={t("to_enrol", { count: one.count })} text={t("to_enrol_text")}>
          <Screenings screenings={one.screenings} />
        </Waiting>
      );
    case "to_consent":
      return (
        <Waiting title={t("to_consent", { count: one.count })} text={t("to_consent_text")}>
          <Screenings screenings={one.screenings} />
        </Waiting>
      );
    case "notices":
      return <NoticeItems notices={one.notices} count={one.count} />;
    case "deviations_open":
      return (
        <Waiting title={errors("attention_errors", { count: one.count })} text={errors("attention_errors_text")}>
          <AppLink href={`/s/${key}/deviations`}>{errors("attention_errors_link")}</AppLink>
        </Waiting>
      );
    case "masking_to_decide":
      return (
        <Waiting title={masking("masking_to_decide", { count: one.count })} text={masking("masking_to_decide_text")}>
          <AppLink href={`/s/${key}/masking`}>{masking("masking_to_decide_link")}</AppLink>
        </Waiting>
      );
    case "register_missing":
      return (
        <Waiting
          title={t("register_missing", { count: one.sites.length })}
          text={t("register_missing_text", { sites: one.sites.map(siteName).join(", ") })}
        >
          <a href="#standing">{t("register_missing_link")}</a>
        </Waiting>
      );
  }
}

function Waiting({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <>
      <p>
        <b>{title}</b> {text}
      </p>
      {children}
    </>
  );
}

/** The numbers themselves for whoever may open them; a number alone names nobody. */
function ParticipantLinks({ participants, words }: { participants: readonly string[]; words: string }) {
  const t = useTranslator(deskCatalogue);
  const { key, viewer } = useStudy();
  const rest = participants.length - mostShown;
  const shown = participants.slice(0, mostShown);
  if (!mayDo(viewer, "participant.list"))
    return <p className="small">{listed(shown, rest, t("and_more", { count: rest }))}</p>;
  return (
    <>
      <p className="desk-numbers">
        {shown.map((number) => (
          <AppLink key={number} href={`/s/${key}/participant/${number}`}>
            {number}
          </AppLink>
        ))}
        {rest > 0 ? <span>{t("and_more", { count: rest })}</span> : null}
      </p>
      <AppLink href={`/s/${key}/participants`}>{words}</AppLink>
    </>
  );
}

function Screenings({ screenings }: { screenings: readonly number[] }) {
  const t = useTranslator(deskCatalogue);
  const rest = screenings.length - mostShown;
  const shown = screenings.slice(0, mostShown).map(String);
  return (
    <p className="small">{t("screenings_named", { numbers: listed(shown, rest, t("and_more", { count: rest })) })}</p>
  );
}

function listed(shown: readonly string[], rest: number, more: string): string {
  return [...shown, ...(rest > 0 ? [more] : [])].join(", ");
}
