"use client";

import type { SnapshotView } from "@kendali/api";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { ButtonLink } from "@kendali/ui/components/button";
import { DataTag } from "@kendali/ui/components/data-tag";
import { Message } from "@kendali/ui/components/message";
import { SightBadge } from "@kendali/ui/components/sight-badge";
import { chartLineIcon, downloadIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../may-do.ts";
import { useSnapshotNames } from "./use-snapshot-names.ts";

/** What the chosen files hold of the arms and of persons, and the download itself. */
export function DownloadCard({ snapshot }: { snapshot: SnapshotView }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const { key, kind, protocol, viewer } = useStudy();
  const { isPooled } = useSnapshotNames(snapshot);
  const sight = protocol.allocation === null ? "one_group" : isPooled ? "masked" : "arms";
  return (
    <aside className="desk-download" aria-labelledby="download">
      <section className="sheet">
        <h2 id="download" className="vh">
          {t("download")}
        </h2>
        <p className="desk-sight">
          <SightBadge locale={locale} sight={sight} {...(sight === "arms" ? { words: t("holds_arm") } : {})} />
          {kind === "live" ? null : <DataTag locale={locale} kind={kind} />}
        </p>
        <p className="small ink2">
          {t(sight === "masked" ? "files_masked" : sight === "arms" ? "files_with_arm" : "files_one_group")}{" "}
          {t("files_no_identity")}
        </p>
        {!snapshot.isOpen ? (
          <Message tone="warn" title={t("snapshot_closed")}>
            {t("snapshot_closed_why")}
          </Message>
        ) : mayDo(viewer, "snapshot.download") ? (
          <>
            <ButtonLink
              kind="primary"
              wide
              icon={downloadIcon}
              href={`/api/download/${key}/${snapshot.id}.zip`}
              download
            >
              {t("download_zip", { name: snapshot.name })}
            </ButtonLink>
            <p className="note">{t("download_recorded")}</p>
          </>
        ) : (
          <p className="small">{t("download_not_yours")}</p>
        )}
        {snapshot.isOpen ? (
          <ButtonLink wide icon={chartLineIcon} href={`/s/${key}/results/${snapshot.id}`} link={AppLink}>
            {t("see_results", { name: snapshot.name })}
          </ButtonLink>
        ) : null}
      </section>
    </aside>
  );
}
