"use client";

import { useMemo } from "react";

import type { SnapshotView, AnalysisAnswer } from "@kendali/api";
import { formatNumber } from "@kendali/i18n";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { buildReport } from "@kendali/reports";
import { DataLine } from "@kendali/ui/components/data-tag";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { ReportBody } from "./report-body.tsx";

type Results = AnalysisAnswer["results"];

/** The results of a snapshot: a sentence first, then figures and tables with the proof in the margin, and what the study cannot show. */
export function ReportView({ results, snapshot }: { results: Results; snapshot: SnapshotView }) {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { protocol, status } = useStudy();
  const report = useMemo(() => buildReport({ results, protocol, locale }), [results, protocol, locale]);
  return (
    <>
      <DataLine
        locale={locale}
        kind={report.studyKind}
        {...(report.tag === null ? {} : { words: [report.tag.sentence, ...report.notes].join(" ") })}
      />
      {report.isMasked ? (
        <div className="desk-masked">
          <Message tone="info" title={t("results_masked")}>
            {t(status === "locked" ? "results_masked_locked" : "results_masked_live")}
          </Message>
        </div>
      ) : null}
      <div className="doc">
        <ReportBody report={report} fileName={results.study.key} />
        <hr />
        <p className="note">
          {t("recomputed_in_r", { count: formatNumber(locale, report.numberCount), name: snapshot.name })}
        </p>
      </div>
    </>
  );
}
