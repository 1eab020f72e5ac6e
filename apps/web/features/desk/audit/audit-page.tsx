"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";

import type { AuditPage as Page, AuditView } from "@kendali/api";
import { dateAtInstant, formatDate } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { AuditRow } from "./audit-row.tsx";
import { useZone } from "./use-zone.ts";

const chainParameter = "chain";

/** What happened in the study, the newest first, of everybody or of one participant. */
export function AuditPage() {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { key, kind, viewer } = useStudy();
  const chain = useSearchParams().get(chainParameter) ?? "";
  const trpc = useTRPC();
  const client = useTRPCClient();
  const asked = { study: key, ...(chain === "" ? {} : { chain }) };
  const trail = useInfiniteQuery({
    queryKey: trpc.audit.list.queryKey(asked),
    queryFn: ({ pageParam }) => client.audit.list.query(pageParam === null ? asked : { ...asked, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
  });
  return (
    <DeskPage>
      <PageHead title={t("audit_title")}>
        {t("audit_lead")} {viewer.isMasked ? t("audit_masked") : null}
      </PageHead>
      <DataLine locale={locale} kind={kind} />
      <ChainFilter key={chain} chain={chain} />
      <DeskData query={trail} heights={[20, 56, 56, 56, 56, 56]}>
        {({ pages }) => (
          <>
            <Events events={pages.flatMap((page) => page.events)} chain={chain} />
            {trail.isFetchNextPageError ? <FailureMessage error={trail.error} /> : null}
            {trail.hasNextPage ? (
              <Button
                onClick={() => void trail.fetchNextPage()}
                busy={trail.isFetchingNextPage ? t("audit_loading_more") : false}
              >
                {t("audit_more")}
              </Button>
            ) : (
              <p className="note">{t("audit_end")}</p>
            )}
          </>
        )}
      </DeskData>
    </DeskPage>
  );
}

/** Shows one chain of events: a participant's, or the study's own. */
function ChainFilter({ chain }: { chain: string }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const router = useRouter();
  const { key } = useStudy();
  const [typed, setTyped] = useState(chain === "study" ? "" : chain);
  const go = (next: string) =>
    router.push(`/s/${key}/audit${next === "" ? "" : `?${chainParameter}=${encodeURIComponent(next)}`}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(typed.trim().toUpperCase());
  };
  return (
    <form className="audit-filter" role="search" aria-label={t("audit_filter")} onSubmit={submit}>
      <TextBox
        id="audit-participant"
        locale={locale}
        label={t("participant_number")}
        hint={t("audit_filter_hint")}
        type="search"
        autoComplete="off"
        maxLength={40}
        value={typed}
        onChange={setTyped}
      />
      <div className="acts">
        <Button type="submit">{t("show")}</Button>
        <button
          type="button"
          className="chip"
          aria-pressed={chain === "study"}
          onClick={() => go(chain === "study" ? "" : "study")}
        >
          {t("audit_only_study")}
        </button>
        {chain === "" ? null : (
          <Button kind="plain" onClick={() => go("")}>
            {t("audit_everything")}
          </Button>
        )}
      </div>
    </form>
  );
}

function Events({ events, chain }: { events: readonly AuditView[]; chain: string }) {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const zone = useZone();
  if (events.length === 0)
    return (
      <EmptyState title={chain === "" ? t("audit_none") : t("audit_none_for", { chain })}>
        {t(chain === "" ? "audit_none_text" : "audit_none_for_text")}
      </EmptyState>
    );
  return groupByDay(events, zone).map(([day, list]) => (
    <section key={day} className="audit-day" aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`}>{formatDate(locale, day, "long")}</h2>
      <ol>
        {list.map((event) => (
          <AuditRow
            key={`${event.at} ${event.chain} ${event.hash ?? list.indexOf(event)} ${event.action}`}
            event={event}
          />
        ))}
      </ol>
    </section>
  ));
}

function groupByDay(
  events: readonly AuditView[],
  zone: (site: string | null) => string,
): readonly (readonly [string, readonly AuditView[]])[] {
  const days = new Map<string, AuditView[]>();
  for (const event of events) {
    const day = dateAtInstant(event.at, zone(event.site)) ?? event.at.slice(0, 10);
    const list = days.get(day);
    if (list === undefined) days.set(day, [event]);
    else list.push(event);
  }
  return [...days];
}
