"use client";

import type { StudyOverview } from "@kendali/api";
import { formatInstant, formatNumber } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { ShortHash } from "@kendali/ui/components/hash-line";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { StudyActs } from "./study-acts.tsx";

/** Where the study stands, by which hashes it can be checked, and the acts that move it on. */
export function StandingSection({ overview }: { overview: StudyOverview }) {
  const t = useTranslator(commonCatalogue, deskCatalogue, goLiveCatalogue);
  const { locale } = useLocale();
  const study = useStudy();
  const { standing } = overview;
  const isInvestigator = study.viewer.roles.includes("investigator");
  const zone = study.protocol.sites[0]?.timeZone ?? "UTC";
  const at = (instant: string) => formatInstant(locale, instant, zone);
  const counted = new Map(standing.registerCounts.map((one) => [one.site, one.count]));
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">{t("standing")}</h2>
      <dl className="kv desk-standing">
        <dt>{t("status")}</dt>
        <dd>
          <b>{t(`status_${study.status}`)}</b>
        </dd>
        {standing.liveAt === null ? null : (
          <>
            <dt>{t("live_since")}</dt>
            <dd>{at(standing.liveAt)}</dd>
          </>
        )}
        {standing.lockedAt === null ? null : (
          <>
            <dt>{t("locked_on")}</dt>
            <dd>{at(standing.lockedAt)}</dd>
          </>
        )}
        {standing.unblindedAt === null ? null : (
          <>
            <dt>{t("unblinded_on")}</dt>
            <dd>
              {at(standing.unblindedAt)}
              {standing.unblindingReason === null ? null : (
                <span className="desk-why">{standing.unblindingReason}</span>
              )}
            </dd>
          </>
        )}
        <dt className="wide">
          {t("protocol")}, {t("version", { version: study.protocol.version })}
        </dt>
        <dd className="wide">
          <HashWords value={study.protocolHash} />
        </dd>
        {study.protocol.allocation === null ? null : (
          <>
            <dt className="wide">{t("commitment")}</dt>
            <dd className="wide">
              {standing.commitment === null ? t("commitment_later") : <HashWords value={standing.commitment} />}
              {standing.commitment === null ? null : (
                <AppLink className="desk-why" href={`/s/${study.key}/commitment`}>
                  {t("see_commitment")}
                </AppLink>
              )}
              {standing.hasPublishedSeed ? <span className="desk-why">{t("published_seed")}</span> : null}
            </dd>
          </>
        )}
        {study.protocol.allocation === null || study.status === "locked" || !isInvestigator ? null : (
          <>
            <dt className="wide">{t("rail_randomization")}</dt>
            <dd className="wide">
              <AppLink href={`/tools/randomization?study=${study.key}`}>{t("try_design")}</AppLink>
            </dd>
          </>
        )}
        {study.protocol.sampling.method !== "total" || study.kind === "reconstructed"
          ? null
          : study.protocol.sites
              .filter((site) => study.viewer.sites === null || study.viewer.sites.includes(site.key))
              .map((site) => {
                const count = counted.get(site.key);
                return [
                  <dt key={`${site.key} name`}>{t("register_of", { site: site.name[locale] })}</dt>,
                  <dd key={site.key}>
                    {count === undefined ? t("register_not_recorded") : formatNumber(locale, count)}
                  </dd>,
                ];
              })}
      </dl>
      <StudyActs overview={overview} />
    </section>
  );
}

function HashWords({ value }: { value: string }) {
  const { locale } = useLocale();
  return (
    <span className="desk-hash">
      <ShortHash value={value} /> <CopyButton locale={locale} text={value} />
    </span>
  );
}
