"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";

import type { ParticipantSummary } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Skeleton } from "@kendali/ui/components/skeleton";
import { type State, StateChip } from "@kendali/ui/components/state-chip";
import { TextBox } from "@kendali/ui/components/text-box";
import { VisitRow } from "@kendali/ui/components/visit-list";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { useTRPC, useTRPCClient } from "../trpc/trpc.ts";
import { FieldPage } from "./field-page.tsx";
import { labelOf, motherWords } from "./words.ts";

/** Everybody enrolled at this person's sites, found by number, and by name for who may know names. */
export function ParticipantsPage() {
  const t = useTranslator(commonCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, viewer } = useStudy();
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: [...trpc.participant.list.pathKey(), study, search],
    queryFn: ({ pageParam }) =>
      client.participant.list.query({
        study,
        ...(search === "" ? {} : { search }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const participants = query.data?.pages.flatMap((page) => page.participants);
  return (
    <FieldPage>
      <h1>{t("participants")}</h1>
      <div className="answer">
        <TextBox
          id="search"
          locale={locale}
          label={t("search_participant")}
          hint={t(viewer.roles.includes("coordinator") ? "search_hint_name" : "search_hint")}
          type="search"
          autoComplete="off"
          maxLength={80}
          value={typed}
          onChange={setTyped}
        />
      </div>
      {query.isPending ? <Skeleton locale={locale} heights={[84, 84, 84, 84]} /> : null}
      {query.isError ? <FailureMessage error={query.error} /> : null}
      {participants?.length === 0 ? (
        <EmptyState title={t(search === "" ? "participants_empty" : "search_empty")}>
          {t(search === "" ? "participants_empty_text" : "search_empty_text")}
        </EmptyState>
      ) : null}
      {participants === undefined || participants.length === 0 ? null : (
        <section className="list" aria-label={t("participants")}>
          <ul>
            {participants.map((participant) => (
              <ParticipantRow key={participant.number} participant={participant} />
            ))}
          </ul>
        </section>
      )}
      {query.hasNextPage ? (
        <p className="answer">
          <Button wide busy={query.isFetchingNextPage && t("loading")} onClick={() => void query.fetchNextPage()}>
            {t("show_more")}
          </Button>
        </p>
      ) : null}
    </FieldPage>
  );
}

function ParticipantRow({ participant }: { participant: ParticipantSummary }) {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, protocol } = useStudy();
  const { next } = participant;
  const site = protocol.sites.find((candidate) => candidate.key === participant.site)?.name[locale] ?? participant.site;
  const nextWords =
    next === null
      ? t("no_visit_left")
      : next.targetDate === null
        ? labelOf(protocol.visits, next.visit, locale)
        : t("next_visit", {
            visit: labelOf(protocol.visits, next.visit, locale),
            date: formatDate(locale, next.targetDate, "day"),
          });
  return (
    <VisitRow
      href={`/s/${study}/participant/${participant.number}`}
      link={AppLink}
      number={participant.number}
      state={<ParticipantState participant={participant} />}
      about={`${motherWords(t("mother"), participant.initials)} · ${site}`}
      what={nextWords}
      when={t("visits_done", { done: participant.done, planned: participant.planned })}
    />
  );
}

function ParticipantState({ participant }: { participant: Pick<ParticipantSummary, "status" | "next"> }) {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const urgent: Partial<Record<string, State>> = { overdue: "late", due: "due" };
  const state = participant.next === null ? undefined : urgent[participant.next.state];
  if (state !== undefined) return <StateChip locale={locale} state={state} />;
  const look: State =
    participant.status === "completed"
      ? "done"
      : ["withdrawn", "lost_to_follow_up", "duplicate"].includes(participant.status)
        ? "missed"
        : "later";
  return (
    <StateChip locale={locale} state={look}>
      {t(`status_${participant.status}`)}
    </StateChip>
  );
}
