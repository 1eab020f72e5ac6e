"use client";

import type { GoLiveState } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import { CheckList, type Check } from "@kendali/ui/components/check-list";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** The places for approvals, given or open, and those that fell. */
export function ApprovalList({ state }: { state: GoLiveState }) {
  const t = useTranslator(authCatalogue, goLiveCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const zone = protocol.sites[0]?.timeZone ?? "UTC";
  const given = state.approvals.map(({ name, role, at, isMine }, index): Check => ({
    key: `given ${index}`,
    state: "holds",
    title: t(isMine ? "approval_mine" : "approval_given", { name, role: t(`role_${role}`) }),
    detail: formatInstant(locale, at, zone),
  }));
  const open = Array.from({ length: state.missing }, (_, index): Check => ({
    key: `open ${index}`,
    state: "open",
    title: t("approval_open"),
    detail: t(given.length + index > 0 ? "approval_open_other" : "approval_open_detail"),
  }));
  return (
    <div className="go-live-approvals">
      <CheckList checks={[...given, ...open]} />
      {state.lapsed.map(({ name, at, why }) => (
        <Message key={`${name} ${at}`} tone="warn" title={t(`lapsed_${why}`, { name })}>
          {t("lapsed_next")}
        </Message>
      ))}
    </div>
  );
}
