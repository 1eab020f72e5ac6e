"use client";

import { useMemo } from "react";

import { editPath, pageOf } from "@kendali/builder";
import type { Json, Protocol } from "@kendali/domain";
import { builderDryRunCatalogue } from "@kendali/i18n/catalogues/builder-dry-run";
import { buildReport, type SaidComparisons, type SaidDryRun } from "@kendali/reports";
import { Button } from "@kendali/ui/components/button";
import { DataLine, DataTag } from "@kendali/ui/components/data-tag";
import { Message } from "@kendali/ui/components/message";
import { downloadIcon } from "@kendali/ui/icons";

import { ReportBody } from "../../desk/results/report-body.tsx";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { mendHref } from "../shell/mend-href.ts";
import { useBuilder } from "../shell/use-builder.ts";
import type { DryRunDone } from "./dry-run.worker.ts";

type ResultProps = {
  readonly done: DryRunDone;
  readonly said: SaidDryRun;
  /** The document that was lived through, which may be older than the draft. */
  readonly protocol: Protocol;
};

/** What a dry run comes to: how it went, its data, and what it shows of the design. */
export function DryRunResult({ done, said, protocol }: ResultProps) {
  const t = useTranslator(builderDryRunCatalogue);
  const { locale } = useLocale();
  return (
    <>
      {said.comparisons === undefined ? null : <Comparisons said={said.comparisons} />}
      <section className="builder-part" aria-labelledby="dry-facts">
        <h2 id="dry-facts">{t("facts")}</h2>
        <dl className="dry-facts">
          {said.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="dry-download">
          <Button icon={downloadIcon} onClick={() => save(done.zip)}>
            {t("download")}
          </Button>
          <DataTag locale={locale} kind="simulated" />
          <span className="hint">{t("download_note")}</span>
        </div>
      </section>
      <Findings said={said} protocol={protocol} />
    </>
  );
}

/** The power of every comparison with the control, and of them together. */
function Comparisons({ said: { title, head, rows, note } }: { readonly said: SaidComparisons }) {
  return (
    <section className="builder-part" aria-labelledby="dry-comparisons">
      <h2 id="dry-comparisons">{title}</h2>
      <ul className="dry-comparisons">
        {rows.map(([name, ...shares]) => (
          <li key={name}>
            <h3>{name}</h3>
            <dl>
              {shares.map((share, index) =>
                share === "" ? null : (
                  <div key={head[index + 1]} className={index === 0 ? undefined : "second"}>
                    <dt>{head[index + 1]}</dt>
                    <dd>{share}</dd>
                  </div>
                ),
              )}
            </dl>
          </li>
        ))}
      </ul>
      <p className="hint">{note}</p>
    </section>
  );
}

/** The report that the study would end in, with its tag on every figure. */
export function DryRunReport({ done, protocol }: Omit<ResultProps, "said">) {
  const t = useTranslator(builderDryRunCatalogue);
  const { locale } = useLocale();
  const report = useMemo(
    () => buildReport({ results: done.results, protocol, locale }),
    [done.results, protocol, locale],
  );
  return (
    <section className="builder-part" aria-labelledby="dry-report">
      <h2 id="dry-report">
        {t("report")} <DataTag locale={locale} kind="simulated" />
      </h2>
      <DataLine locale={locale} kind="simulated" words={report.tag?.sentence} />
      <div className="doc">
        <ReportBody report={report} fileName={done.results.study.key} />
      </div>
    </section>
  );
}

function Findings({ said, protocol }: Pick<ResultProps, "said" | "protocol">) {
  const t = useTranslator(builderDryRunCatalogue);
  const { draft } = useBuilder();
  const href = (path: string): string => {
    // A protocol is JSON; the type only names its parts.
    const place = editPath(protocol as unknown as Json, path);
    return mendHref(draft.id, { mend: { page: pageOf(place), path: place } });
  };
  return (
    <section className="builder-part" aria-labelledby="dry-findings">
      <h2 id="dry-findings">{t("findings")}</h2>
      {said.findings.length === 0 ? <Message tone="ok">{t("findings_none")}</Message> : null}
      <ul className="dry-findings">
        {said.findings.map(({ severity, words, times, path }) => (
          <li key={`${path} ${words}`}>
            <Message
              tone={severity === "must" ? "bad" : "info"}
              title={`${t(severity === "must" ? "findings_must" : "findings_should")}.`}
            >
              {words} {times === "" ? null : <span className="nowrap">({times})</span>}{" "}
              <AppLink href={href(path)}>{t("mend")}</AppLink>
            </Message>
          </li>
        ))}
      </ul>
    </section>
  );
}

function save({ fileName, bytes }: DryRunDone["zip"]): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
