"use client";

import type { CommitmentView } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import { DataTag } from "@kendali/ui/components/data-tag";
import { Hash } from "@kendali/ui/components/hash-line";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** Of which study, when, and for which document the promise is. */
export function CommitmentFacts({ promised }: { promised: CommitmentView }) {
  const t = useTranslator(goLiveCatalogue);
  const { locale } = useLocale();
  const { key, kind, protocol } = useStudy();
  const zone = protocol.sites[0]?.timeZone ?? "UTC";
  const { madeAt, protocolHash, algorithmVersion, sites, strataFactors } = promised;
  return (
    <section aria-labelledby="of-study">
      <h2 id="of-study">{t("of_study")}</h2>
      <p>
        <b>{protocol.title[locale]}</b> ({key}){" "}
        {/* Other data that are not real have their line above; the print of a test would carry no mark. */}
        {kind === "test" ? <DataTag locale={locale} kind={kind} /> : null}
      </p>
      <dl className="kv">
        <dt>{t("made_at")}</dt>
        <dd>{t("made_at_detail", { time: formatInstant(locale, madeAt, zone, { seconds: true }) })}</dd>
        <dt>{t("of_lists")}</dt>
        <dd>{t("of_lists_detail", { sites, factors: strataFactors })}</dd>
        <dt>{t("of_algorithm")}</dt>
        <dd>{algorithmVersion}</dd>
        <dt className="wide">{t("of_protocol")}</dt>
        <dd className="wide">
          <Hash value={protocolHash} />
        </dd>
      </dl>
    </section>
  );
}
