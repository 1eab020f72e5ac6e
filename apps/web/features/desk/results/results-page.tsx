"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import type { SnapshotView } from "@kendali/api";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";
import { SelectBox } from "@kendali/ui/components/text-box";
import { databaseIcon, downloadIcon, printerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { ReportView } from "./report-view.tsx";
import { usePlanLine } from "./use-plan-line.ts";

/** The plan's results on one snapshot: the one in the address, or the newest that this person may open. */
export function ResultsPage({ snapshot }: { snapshot: string | null }) {
  const t = useTranslator(deskCatalogue);
  const { key } = useStudy();
  const list = useQuery(useTRPC().snapshot.list.queryOptions({ study: key }));
  return (
    <DeskPage>
      <DeskData query={list} heights={[26, 16, 90, 320, 220]} title={t("results_title")}>
        {(snapshots) => <ChosenResults snapshots={snapshots} asked={snapshot} />}
      </DeskData>
    </DeskPage>
  );
}

function ChosenResults({ snapshots, asked }: { snapshots: readonly SnapshotView[]; asked: string | null }) {
  const t = useTranslator(deskCatalogue);
  const current = snapshots.find((one) => (asked === null ? one.isOpen : one.id === asked));
  if (current === undefined) return <NoResults wasAsked={asked !== null} hasSome={snapshots.length > 0} />;
  return (
    <>
      <ResultsHead current={current} snapshots={snapshots} />
      {current.isOpen ? (
        <Results snapshot={current} />
      ) : (
        <Message tone="warn" title={t("snapshot_closed")}>
          {t("snapshot_closed_why")}
        </Message>
      )}
    </>
  );
}

function ResultsHead({ current, snapshots }: { current: SnapshotView; snapshots: readonly SnapshotView[] }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const router = useRouter();
  const { key, viewer } = useStudy();
  const line = usePlanLine(current);
  return (
    <>
      <PageHead
        title={t("results_title")}
        actions={
          <>
            <Button icon={printerIcon} onClick={() => window.print()}>
              {t("print")}
            </Button>
            {current.isOpen && mayDo(viewer, "snapshot.download") ? (
              <ButtonLink icon={downloadIcon} href={`/api/download/${key}/${current.id}.zip`} download>
                {t("download_with_r")}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        {line}
      </PageHead>
      {snapshots.length < 2 ? null : (
        <div className="desk-pick">
          <SelectBox
            id="snapshot-choice"
            locale={locale}
            label={t("snapshot")}
            value={current.id}
            onChange={(id) => router.push(`/s/${key}/results/${id}`)}
            options={snapshots.map((one) => ({
              value: one.id,
              label: one.isOpen ? `${one.name}: ${one.reason}` : `${one.name} (${t("snapshot_closed")})`,
            }))}
          />
        </div>
      )}
    </>
  );
}

function Results({ snapshot }: { snapshot: SnapshotView }) {
  const { key } = useStudy();
  // A snapshot never changes, and neither do its results.
  const analysis = useQuery({
    ...useTRPC().analysis.run.queryOptions({ study: key, snapshot: snapshot.id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <DeskData query={analysis} heights={[90, 340, 220, 220]}>
      {({ results }) => <ReportView results={results} snapshot={snapshot} />}
    </DeskData>
  );
}

function NoResults({ wasAsked, hasSome }: { wasAsked: boolean; hasSome: boolean }) {
  const t = useTranslator(deskCatalogue);
  const { key, viewer } = useStudy();
  const link = (
    <ButtonLink icon={databaseIcon} href={`/s/${key}/datasets`} link={AppLink}>
      {t(mayDo(viewer, "snapshot.freeze") && !hasSome ? "go_freeze" : "go_datasets")}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t("results_title")} />
      <EmptyState title={t(wasAsked ? "results_unknown" : hasSome ? "results_closed" : "results_none")} action={link}>
        {t(wasAsked ? "results_unknown_text" : hasSome ? "snapshot_closed_why" : "results_none_text")}
      </EmptyState>
    </>
  );
}
