"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeviationPage, DeviationView } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { StateChip } from "@kendali/ui/components/state-chip";
import { Table } from "@kendali/ui/components/table";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";

/** Every error of allocation, the newest first: what happened, where it stands, and the way to its record. */
export function DeviationsPage() {
  const { t } = useErrorWords();
  const { protocol } = useStudy();
  return (
    <DeskPage>
      {protocol.allocation === null ? (
        <>
          <PageHead title={t("list_title")} />
          <EmptyState title={t("list_one_group")}>{t("list_one_group_text")}</EmptyState>
        </>
      ) : (
        <Deviations />
      )}
    </DeskPage>
  );
}

function Deviations() {
  const { t, locale } = useErrorWords();
  const { key, kind } = useStudy();
  const [onlyOpen, setOnlyOpen] = useState(false);
  const trpc = useTRPC();
  const client = useTRPCClient();
  const asked = { study: key, onlyOpen };
  const list = useInfiniteQuery({
    queryKey: trpc.deviation.list.queryKey(asked),
    queryFn: ({ pageParam }) =>
      client.deviation.list.query(pageParam === null ? asked : { ...asked, cursor: pageParam }),
    initialPageParam: null as DeviationPage["nextCursor"],
    getNextPageParam: (page: DeviationPage) => page.nextCursor,
  });
  return (
    <DeskData query={list} heights={[34, 18, 40, 40, 40]} title={t("list_title")}>
      {({ pages }) => {
        const open = pages[0]?.open ?? 0;
        const rows = pages.flatMap((page) => page.deviations);
        return (
          <>
            <PageHead lead={{ words: open === 0 ? leadWithout(rows) : t("list_lead", { count: open }) }}>
              {t("list_text")}
            </PageHead>
            <DataLine locale={locale} kind={kind} />
            {rows.length === 0 && !onlyOpen ? null : (
              <div className="acts error-filter">
                <button type="button" className="chip" aria-pressed={onlyOpen} onClick={() => setOnlyOpen(!onlyOpen)}>
                  {t("list_only_open")}
                </button>
              </div>
            )}
            <DeviationTable rows={rows} onlyOpen={onlyOpen} />
            {list.isFetchNextPageError ? <FailureMessage error={list.error} /> : null}
            {list.hasNextPage ? (
              <Button
                onClick={() => void list.fetchNextPage()}
                busy={list.isFetchingNextPage ? t("list_loading") : false}
              >
                {t("list_more")}
              </Button>
            ) : null}
          </>
        );
      }}
    </DeskData>
  );

  function leadWithout(rows: readonly DeviationView[]): string {
    return rows.length === 0 ? t("list_title") : t("list_lead_none");
  }
}

function DeviationTable({ rows, onlyOpen }: { rows: readonly DeviationView[]; onlyOpen: boolean }) {
  const { t, locale } = useErrorWords();
  const { key } = useStudy();
  if (rows.length === 0)
    return onlyOpen ? (
      <EmptyState title={t("list_lead_none")} />
    ) : (
      <EmptyState title={t("list_none")}>{t("list_none_text")}</EmptyState>
    );
  return (
    <Table
      locale={locale}
      variant="data"
      label={t("list_title")}
      columns={[
        { key: "participant", head: t("column_participant") },
        { key: "kind", head: t("column_kind") },
        { key: "found", head: t("column_found") },
        { key: "by", head: t("column_by") },
      ]}
      rows={rows.map((one) => ({
        key: one.deviation,
        cells: [
          one.participant,
          <div key="kind" className="error-list">
            <AppLink href={`/s/${key}/deviations/${one.deviation}`}>{t(`kind_${one.kind}`)}</AppLink>
            <div>
              <DeviationChip status={one.status} />
            </div>
          </div>,
          formatDate(locale, one.foundOn),
          one.reportedBy,
        ],
      }))}
    />
  );
}

const looks = { open: "open", reviewed: "due", closed: "done" } as const;

/** Where a record stands, as icon and words. */
export function DeviationChip({ status }: { status: DeviationView["status"] }) {
  const { t, locale } = useErrorWords();
  return (
    <StateChip locale={locale} state={looks[status]}>
      {t(`status_${status}`)}
    </StateChip>
  );
}
