"use client";

import type { ApprovalView } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** Who approved, each with a place to sign and date the print. */
export function Signatures({ approvals }: { approvals: readonly ApprovalView[] }) {
  const t = useTranslator(authCatalogue, goLiveCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const zone = protocol.sites[0]?.timeZone ?? "UTC";
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">{t("signatures")}</h2>
      <ul className="signatures">
        {approvals.map(({ name, role, at }) => (
          <li key={`${name} ${at}`}>
            <b>{name}</b>
            <span>{t(`role_${role}`)}</span>
            <span className="ink2">
              {t("approved_at", { time: formatInstant(locale, at, zone, { seconds: true }) })}
            </span>
            <span className="line">{t("signature")}</span>
            <span className="line">{t("signed_on")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
