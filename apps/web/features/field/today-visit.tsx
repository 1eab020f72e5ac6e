"use client";

import type { Today, TodayRow } from "@kendali/api";
import { daysBetween } from "@kendali/domain";
import { formatDateRange, formatTimeRange } from "@kendali/i18n";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { StateChip } from "@kendali/ui/components/state-chip";
import { VisitRow } from "@kendali/ui/components/visit-list";
import { WindowTrack } from "@kendali/ui/components/window-track";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { inLine, motherWords } from "./words.ts";

/** One visit of the day. With one form left to this person the row leads straight to it. */
export function TodayVisit({ row, sites }: { row: TodayRow; sites: Today["sites"] }) {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const site = sites.find((candidate) => candidate.key === row.site);
  const today = site?.today ?? row.targetDate ?? "";
  const isOpen = row.state === "due" || row.state === "overdue";
  const mine = row.forms.filter((form) => form.mine && form.status === "empty");
  const [only, ...more] = mine;
  const page = `/s/${study}/participant/${row.participant}`;
  const href = only !== undefined && more.length === 0 ? `${page}/${row.visit}/${only.form}` : `${page}#${row.visit}`;
  const about = [
    motherWords(t("mother"), row.initials),
    row.postpartumDay === null || row.targetDate === null
      ? null
      : t("postpartum_day", { day: row.postpartumDay + daysBetween(row.targetDate, today) }),
    sites.length > 1 ? site?.name[locale] : null,
  ];
  return (
    <VisitRow
      href={href}
      link={AppLink}
      number={row.participant}
      state={<TodayState row={row} isMine={mine.length > 0} />}
      about={about.filter((part) => part !== null && part !== undefined).join(" · ")}
      what={whatWords(row, isOpen && mine.length > 0 ? mine : [], locale)}
      track={
        isOpen && row.window !== null && row.targetDate !== null && row.window.from !== row.window.to ? (
          <WindowTrack opens={row.window.from} target={row.targetDate} closes={row.window.to} today={today} />
        ) : undefined
      }
      when={isOpen ? <WhenWords row={row} /> : undefined}
    />
  );
}

/** The forms are named where a visit has more than one; a session is its own name. */
function whatWords(row: TodayRow, mine: TodayRow["forms"], locale: "id" | "en"): string {
  if (mine.length === 0 || row.forms.length === 1) return row.label[locale];
  const named = mine.slice(0, 2).map((form) => inLine(form.title[locale]));
  const more = mine.length > named.length ? ` +${mine.length - named.length}` : "";
  return `${row.label[locale]} · ${named.join(", ")}${more}`;
}

function TodayState({ row, isMine }: { row: TodayRow; isMine: boolean }) {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  if (row.state === "overdue")
    return (
      <StateChip locale={locale} state={isMine ? "late" : "later"}>
        {isMine ? undefined : t("with_colleague")}
      </StateChip>
    );
  if (row.state === "missed") return <StateChip locale={locale} state="missed" />;
  if (row.state === "done") return <StateChip locale={locale} state="sent" />;
  if (!isMine)
    return (
      <StateChip locale={locale} state="later">
        {t("with_colleague")}
      </StateChip>
    );
  const isAfternoon = row.timeOfDay !== null && row.timeOfDay.from >= "15:00";
  return (
    <StateChip locale={locale} state="due">
      {isAfternoon ? t("this_afternoon") : undefined}
    </StateChip>
  );
}

function WhenWords({ row }: { row: TodayRow }) {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const dates = row.window === null ? null : formatDateRange(locale, row.window.from, row.window.to);
  if (row.state === "overdue" && dates !== null) return t("window_passed", { window: dates, count: row.daysLate });
  if (row.timeOfDay !== null)
    return t("time_of_day", { hours: formatTimeRange(locale, row.timeOfDay.from, row.timeOfDay.to) });
  return dates;
}
