"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";

import type { Today, TodayRow } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";
import { CountNav, VisitGroup } from "@kendali/ui/components/visit-list";
import { userPlusIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { DraftList } from "./draft-list.tsx";
import { FieldPage } from "./field-page.tsx";
import { OpenScreenings } from "./screening/open-screenings.tsx";
import { TodayVisit } from "./today-visit.tsx";

/** The first screen of a working day: who is overdue, due, and done, two taps from the form. */
export function TodayPage() {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, viewer } = useStudy();
  const query = useQuery({ ...useTRPC().today.list.queryOptions({ study }), refetchOnMount: "always" });
  const isCoordinator = viewer.roles.includes("coordinator");
  return (
    <FieldPage>
      <div className="h">
        <h1>{t("today_title")}</h1>
        {query.data === undefined ? null : <span>{formatDate(locale, query.data.date, "weekday")}</span>}
      </div>
      <Suspense>
        <SavedNote />
      </Suspense>
      {query.isPending ? <Skeleton locale={locale} heights={[56, 18, 96, 96, 96]} /> : null}
      {query.isError ? (
        <div className="stack answer">
          <FailureMessage error={query.error} />
          <Button wide onClick={() => void query.refetch()}>
            {t("try_again")}
          </Button>
        </div>
      ) : null}
      {query.data === undefined ? null : <TodayGroups today={query.data} />}
      {isCoordinator ? <OpenScreenings /> : null}
      <DraftList />
    </FieldPage>
  );
}

/** Said once, after coming back from a form: the server has it. */
function SavedNote() {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const search = useSearchParams();
  const number = search.get("saved");
  const form = protocol.forms.find((candidate) => candidate.key === search.get("form"));
  if (number === null || form === undefined) return null;
  return (
    <div className="saved-note">
      <Message tone="ok" live="status" title={t("saved_note", { number, form: form.title[locale] })} />
    </div>
  );
}

type Groups = Readonly<Record<"overdue" | "due" | "waiting" | "done", readonly TodayRow[]>>;

function groupsOf(rows: readonly TodayRow[]): Groups {
  const isOpen = (row: TodayRow) => row.state === "overdue" || row.state === "due";
  const isMine = (row: TodayRow) => row.forms.some((form) => form.mine && form.status === "empty");
  return {
    overdue: rows.filter((row) => row.state === "overdue" && isMine(row)),
    due: rows.filter((row) => row.state === "due" && isMine(row)),
    waiting: rows.filter((row) => isOpen(row) && !isMine(row)),
    done: rows.filter((row) => !isOpen(row)),
  };
}

function TodayGroups({ today }: { today: Today }) {
  const t = useTranslator(fieldCatalogue);
  const { key: study, viewer } = useStudy();
  const isCoordinator = viewer.roles.includes("coordinator");
  const groups = groupsOf(today.rows);
  const titles = {
    overdue: t("group_overdue"),
    due: t("group_due"),
    waiting: t("group_waiting"),
    done: t("group_done"),
  };
  // What colleagues still owe is the coordinator's to watch; to the others it would only be noise.
  const names = isCoordinator
    ? (["overdue", "due", "done", "waiting"] as const)
    : (["overdue", "due", "done"] as const);
  const shown = names.filter((name) => groups[name].length > 0);
  return (
    <>
      <CountNav
        label={t("today_counts")}
        counts={(["overdue", "due", "done"] as const).map((name) => ({
          href: `#${name}`,
          count: groups[name].length,
          label: titles[name],
          urgent: name === "overdue",
        }))}
      />
      {isCoordinator ? (
        <p className="today-act">
          <ButtonLink kind="primary" wide icon={userPlusIcon} href={`/s/${study}/screen`} link={AppLink}>
            {t("new_screening")}
          </ButtonLink>
        </p>
      ) : null}
      {groups.overdue.length + groups.due.length === 0 ? (
        <EmptyState title={t("today_empty_title")}>{t("today_empty_text")}</EmptyState>
      ) : null}
      {shown.map((name) => (
        <VisitGroup key={name} id={name} title={titles[name]}>
          {groups[name].map((row) => (
            <TodayVisit key={`${row.participant}/${row.visit}`} row={row} sites={today.sites} />
          ))}
        </VisitGroup>
      ))}
    </>
  );
}
