"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeviationView } from "@kendali/api";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { printerIcon } from "@kendali/ui/icons";

import { ErrorRecord } from "../../errors/error-record.tsx";
import { useErrorWords } from "../../errors/use-error-words.ts";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { DeviationChip } from "./deviations-page.tsx";
import { ReviewSheet } from "./review-sheet.tsx";

/** One error of allocation with its consequence and its reviews, on a page that prints on one sheet. */
export function OneDeviationPage({ deviation }: { deviation: string }) {
  const { t } = useErrorWords();
  const { key } = useStudy();
  const query = useQuery(useTRPC().deviation.get.queryOptions({ study: key, deviation }));
  return (
    <DeskPage>
      <DeskData query={query} heights={[34, 200, 160, 160]} title={t("list_title")}>
        {(data) => <OneDeviation deviation={data} />}
      </DeskData>
    </DeskPage>
  );
}

function OneDeviation({ deviation }: { deviation: DeviationView }) {
  const { t, locale } = useErrorWords();
  const { key, kind, viewer, status } = useStudy();
  const [isReviewing, setReviewing] = useState(false);
  const mayReview = deviation.status !== "closed" && status !== "draft" && mayDo(viewer, "deviation.review");
  return (
    <>
      <PageHead
        title={`${deviation.participant}: ${t(`kind_${deviation.kind}`)}`}
        actions={
          <>
            <Button icon={printerIcon} onClick={() => window.print()}>
              {t("print")}
            </Button>
            {mayReview ? (
              <Button kind="primary" onClick={() => setReviewing(true)}>
                {t("review_do")}
              </Button>
            ) : null}
          </>
        }
      >
        <DeviationChip status={deviation.status} /> <AppLink href={`/s/${key}/deviations`}>{t("all_errors")}</AppLink>
      </PageHead>
      <DataLine locale={locale} kind={kind} />
      <ErrorRecord deviation={deviation} />
      {isReviewing ? <ReviewSheet deviation={deviation.deviation} onClose={() => setReviewing(false)} /> : null}
    </>
  );
}
