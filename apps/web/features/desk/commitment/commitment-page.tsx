"use client";

import { useQuery } from "@tanstack/react-query";

import type { CommitmentView } from "@kendali/api";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";
import { printerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { CommitmentDigits } from "./commitment-digits.tsx";
import { CommitmentFacts } from "./commitment-facts.tsx";
import { HowToCheck } from "./how-to-check.tsx";
import { Signatures } from "./signatures.tsx";

/** What the study promised about its allocation list, on one page that everybody in it may read, print and sign. */
export function CommitmentPage() {
  const { protocol, status } = useStudy();
  return (
    <DeskPage>{protocol.allocation === null ? <NoList /> : status === "draft" ? <NotYet /> : <Promised />}</DeskPage>
  );
}

function NoList() {
  const t = useTranslator(goLiveCatalogue);
  return (
    <>
      <PageHead title={t("commitment_title")} />
      <EmptyState title={t("commitment_one_group")}>{t("commitment_one_group_text")}</EmptyState>
    </>
  );
}

function NotYet() {
  const t = useTranslator(goLiveCatalogue);
  const { key, viewer } = useStudy();
  return (
    <>
      <PageHead title={t("commitment_title")} />
      <EmptyState title={t("commitment_draft")}>{t("commitment_draft_text")}</EmptyState>
      {mayDo(viewer, "study.goLiveState") ? (
        <div className="acts">
          <ButtonLink href={`/s/${key}/go-live`} link={AppLink}>
            {t("commitment_draft_link")}
          </ButtonLink>
        </div>
      ) : null}
    </>
  );
}

function Promised() {
  const t = useTranslator(goLiveCatalogue);
  const { key } = useStudy();
  const commitment = useQuery(useTRPC().allocation.commitment.queryOptions({ study: key }));
  return (
    <DeskData query={commitment} heights={[34, 18, 180, 160]} title={t("commitment_title")}>
      {(data) => <Commitment promised={data} />}
    </DeskData>
  );
}

function Commitment({ promised }: { promised: CommitmentView }) {
  const t = useTranslator(commonCatalogue, goLiveCatalogue);
  const { locale } = useLocale();
  const { kind } = useStudy();
  return (
    <div className="commitment">
      <PageHead
        lead={{ words: t(promised.hasPublishedSeed ? "commitment_seed_lead" : "commitment_lead") }}
        actions={
          <>
            <CopyButton locale={locale} text={promised.commitment} />
            <Button kind="primary" icon={printerIcon} onClick={() => window.print()}>
              {t("print")}
            </Button>
          </>
        }
      >
        {t("commitment_what")}
      </PageHead>
      <DataLine locale={locale} kind={kind} />
      <div className="commitment-top">
        <CommitmentDigits value={promised.commitment} />
        <CommitmentFacts promised={promised} />
      </div>
      {promised.hasPublishedSeed ? (
        <Message tone="warn" title={t("commitment_seed_title")}>
          {t("commitment_seed_text")}
        </Message>
      ) : null}
      <HowToCheck promised={promised} />
      <Signatures approvals={promised.approvals} />
      <p className="commitment-not">{t("not_here")}</p>
    </div>
  );
}
