"use client";

import { useQuery } from "@tanstack/react-query";

import type { BundleDescription } from "@kendali/api";
import { formatNumber } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { ButtonLink } from "@kendali/ui/components/button";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { downloadIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { mayDo } from "../may-do.ts";

/** Every allocation with the secret behind it, for anybody to derive again: there only once the study is unblinded. */
export function AllocationRecord() {
  const t = useTranslator(deskCatalogue);
  const { key, protocol, viewer, isUnblinded } = useStudy();
  const isThere = isUnblinded && protocol.allocation !== null && mayDo(viewer, "allocation.bundle");
  const bundle = useQuery(useTRPC().allocation.bundle.queryOptions({ study: key }, { enabled: isThere }));
  if (!isThere) return null;
  return (
    <section aria-labelledby="allocations" className="desk-record">
      <h2 id="allocations">{t("record_title")}</h2>
      <p className="desk-record-text">{t("record_text")}</p>
      <DeskData query={bundle} heights={[24, 44, 90]}>
        {(described) => <Record study={key} described={described} />}
      </DeskData>
    </section>
  );
}

function Record({ study, described }: { study: string; described: BundleDescription }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const { fileName, sha256, bytes, allocations, commitment } = described;
  const command = [
    `npm run --silent kendali -- allocation verify ${fileName} \\`,
    `  --commitment ${commitment} \\`,
    `  --sha256 ${sha256}`,
  ].join("\n");
  return (
    <>
      <ButtonLink icon={downloadIcon} href={`/api/download/${study}/allocations.json`} download>
        {t("record_download", { file: fileName })}
      </ButtonLink>
      <p className="note">
        {t("record_size", { count: allocations, size: formatNumber(locale, Math.ceil(bytes / 1024)) })}{" "}
        {t("download_recorded")}
      </p>
      <dl className="desk-record-hash">
        <dt>{t("record_hash")}</dt>
        <dd className="mono small">{sha256}</dd>
      </dl>
      <h3>{t("record_check")}</h3>
      <pre className="code mono" tabIndex={0} role="region" aria-label={t("record_command")}>
        {command}
      </pre>
      <div className="copy">
        <CopyButton locale={locale} text={command} />
      </div>
      <p className="note">{t("record_check_note")}</p>
    </>
  );
}
