"use client";

import type { AuditView } from "@kendali/api";
import { formatInstant, formatInstantTime } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { ShortHash } from "@kendali/ui/components/hash-line";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useEventWords } from "./use-event-words.ts";
import { useZone } from "./use-zone.ts";

/** One event: when by which clock, who, what in plain words, and the record itself with its hash. */
export function AuditRow({ event }: { event: AuditView }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const { key, protocol } = useStudy();
  const say = useEventWords();
  const zone = useZone()(event.site);
  const { deviceTime } = event.data;
  const site = protocol.sites.find((each) => each.key === event.site);
  return (
    <li className="audit-event">
      <p className="audit-when">
        <time dateTime={event.at}>{formatInstantTime(locale, event.at, zone, { seconds: true, zone: true })}</time>
        {event.clock === "injected" ? <span className="tag unreal">{t("clock_injected")}</span> : null}
        {typeof deviceTime === "string" ? (
          <small>{t("clock_device", { time: formatInstant(locale, deviceTime, zone, { seconds: true }) })}</small>
        ) : null}
      </p>
      <div className="audit-what">
        <p>
          <b>{say(event)}</b>
        </p>
        <p className="small ink2">
          {event.accountName ?? t("audit_no_account")}
          {site === undefined ? null : ` · ${site.name[locale]}`}
        </p>
        <details className="more">
          <summary>{t("audit_record")}</summary>
          <pre className="code mono" tabIndex={0} role="region" aria-label={t("audit_record")}>
            {JSON.stringify(event.data, null, 2)}
          </pre>
          {event.hash === null ? null : (
            <p className="small">
              {t("audit_place", { sequence: event.sequence ?? 0 })} <ShortHash value={event.hash} />
            </p>
          )}
        </details>
      </div>
      <p className="audit-chain">
        <AppLink href={`/s/${key}/audit?chain=${encodeURIComponent(event.chain)}`}>{chainWords(event.chain)}</AppLink>
      </p>
    </li>
  );

  function chainWords(chain: string): string {
    if (chain === "study") return t("chain_study");
    const [kind, number = ""] = chain.split(":");
    return kind === "screening" ? t("chain_screening", { number }) : chain;
  }
}
