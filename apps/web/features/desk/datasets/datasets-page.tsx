"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { SnapshotView } from "@kendali/api";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { snowflakeIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { AllocationRecord } from "./allocation-record.tsx";
import { DownloadCard } from "./download-card.tsx";
import { FreezeSheet } from "./freeze-sheet.tsx";
import { SnapshotChoice } from "./snapshot-choice.tsx";
import { SnapshotFiles } from "./snapshot-files.tsx";

/** Frozen data sets: which there are, what is in them, and the way to take one along. */
export function DatasetsPage() {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { key, kind, status, viewer } = useStudy();
  const snapshots = useQuery(useTRPC().snapshot.list.queryOptions({ study: key }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [isFreezing, setFreezing] = useState(false);
  const mayFreeze = mayDo(viewer, "snapshot.freeze") && status !== "draft";
  const freezeButton = (
    <Button icon={snowflakeIcon} onClick={() => setFreezing(true)}>
      {t("freeze_new")}
    </Button>
  );
  return (
    <DeskPage>
      <PageHead title={t("datasets_title")} {...(mayFreeze ? { actions: freezeButton } : {})}>
        {t("datasets_lead")}
      </PageHead>
      <DataLine locale={locale} kind={kind} />
      <DeskData query={snapshots} heights={[22, 120, 60, 200]}>
        {(list) => <Snapshots list={list} chosen={chosen} onChoose={setChosen} mayFreeze={mayFreeze} />}
      </DeskData>
      <AllocationRecord />
      <FreezeSheet
        open={isFreezing}
        onClose={() => setFreezing(false)}
        onFrozen={setChosen}
        proposed={`S${(snapshots.data?.length ?? 0) + 1}`}
      />
    </DeskPage>
  );
}

type SnapshotsProps = {
  list: readonly SnapshotView[];
  chosen: string | null;
  onChoose: (id: string) => void;
  mayFreeze: boolean;
};

function Snapshots({ list, chosen, onChoose, mayFreeze }: SnapshotsProps) {
  const t = useTranslator(deskCatalogue);
  const { status } = useStudy();
  const current = list.find((one) => one.id === chosen) ?? list.find((one) => one.isOpen) ?? list[0];
  if (current === undefined)
    return (
      <EmptyState title={t("snapshots_none")}>
        {t(status === "draft" ? "snapshots_none_draft" : mayFreeze ? "snapshots_none_freeze" : "snapshots_none_wait")}
      </EmptyState>
    );
  return (
    <div className="cols">
      <div>
        <SnapshotChoice list={list} current={current} onChoose={onChoose} />
        <SnapshotFiles snapshot={current} />
      </div>
      <DownloadCard snapshot={current} />
    </div>
  );
}
