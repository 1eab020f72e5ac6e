"use client";

import type { SnapshotView } from "@kendali/api";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { Table } from "@kendali/ui/components/table";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useSnapshotNames } from "./use-snapshot-names.ts";

/** What the download of a snapshot holds, file by file, and the lines that load it in R. */
export function SnapshotFiles({ snapshot }: { snapshot: SnapshotView }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const { key, protocol, isUnblinded } = useStudy();
  const names = useSnapshotNames(snapshot);
  const files = [
    [names.table("participants"), t("file_participants")],
    [names.table("long"), t("file_long")],
    [`${names.table("codebook")}, ${names.table("codes").replace(/^.*_/, "")}`, t("file_codebook")],
    [
      `${names.table("screenings")}, ${names.table("events").replace(/^.*_/, "")}, ${names.table("register").replace(/^.*_/, "")}`,
      t("file_flow"),
    ],
    ...(protocol.allocation === null ? [] : [[names.table("deviations"), t("file_deviations")] as const]),
    ...(isUnblinded && snapshot.withArm ? [[names.table("guesses"), t("file_guesses")] as const] : []),
    ["results.json, numbers.csv", t("file_results")],
    ["analysis.R", t("file_script")],
    ["README.txt", t("file_readme")],
    ["manifest.json", t("file_manifest")],
  ] as const;
  const snippet = snippetOf(names.zip, key, t("snippet_check"));
  return (
    <>
      <section aria-labelledby="files">
        <h2 id="files">
          <span className="k" aria-hidden="true">
            2
          </span>
          {t("in_the_file")}
        </h2>
        <p className="mono small desk-zip">{names.zip}</p>
        <Table
          locale={locale}
          variant="data"
          label={t("in_the_file")}
          columns={[
            { key: "file", head: t("file") },
            { key: "what", head: t("file_holds") },
          ]}
          rows={files.map(([name, words]) => ({
            key: name,
            cells: [
              <code key="name" className="mono small">
                {name}
              </code>,
              words,
            ],
          }))}
        />
      </section>
      <section aria-labelledby="in-r">
        <h2 id="in-r">
          <span className="k" aria-hidden="true">
            3
          </span>
          {t("in_r")}
        </h2>
        <pre className="code mono" tabIndex={0} role="region" aria-label={t("r_code")}>
          {snippet}
        </pre>
        <div className="copy">
          <CopyButton locale={locale} text={snippet} />
        </div>
        <p className="note">{t("in_r_note")}</p>
      </section>
    </>
  );
}

/** Unpacks the download into a folder of its own and lets its script load and check it. */
function snippetOf(zip: string, folder: string, comment: string): string {
  return [
    `unzip("${zip}", exdir = "${folder}")`,
    `setwd("${folder}")`,
    `source("analysis.R")   # ${comment}`,
    "str(participants)",
  ].join("\n");
}
