"use client";

import { useQuery } from "@tanstack/react-query";

import type { StudyOverview } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { printerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { AttentionList } from "./attention-list.tsx";
import { FlowSection } from "./flow-section.tsx";
import { RecruitmentSection } from "./recruitment-section.tsx";
import { SitesSection } from "./sites-section.tsx";
import { StandingSection } from "./standing-section.tsx";
import { useOverviewSentence } from "./use-overview-sentence.ts";
import { VisitsSection } from "./visits-section.tsx";

/** The study's first page: how far it is, what needs a person, and the acts that concern the whole study. */
export function OverviewPage() {
  const t = useTranslator(deskCatalogue);
  const { key } = useStudy();
  const overview = useQuery(useTRPC().study.overview.queryOptions({ study: key }));
  return (
    <DeskPage>
      <DeskData query={overview} heights={[34, 18, 260, 320, 160]} title={t("rail_overview")}>
        {(data) => <Overview overview={data} />}
      </DeskData>
    </DeskPage>
  );
}

function Overview({ overview }: { overview: StudyOverview }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const study = useStudy();
  const { words, after } = useOverviewSentence(overview);
  return (
    <>
      <PageHead
        lead={after === null ? { words } : { words, after }}
        actions={
          <Button icon={printerIcon} onClick={() => window.print()}>
            {t("print")}
          </Button>
        }
      >
        {formatDate(locale, overview.today, "long")}. {overview.isMasked ? t("arms_merged_role") : null}
      </PageHead>
      <DataLine locale={locale} kind={study.kind} />
      <div className="over">
        <div className="col">
          <RecruitmentSection overview={overview} />
          <FlowSection overview={overview} />
          <SitesSection overview={overview} />
        </div>
        <div className="col">
          <AttentionList overview={overview} />
          <StandingSection overview={overview} />
          <VisitsSection overview={overview} />
        </div>
      </div>
    </>
  );
}
