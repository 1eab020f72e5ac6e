"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import type { SessionMe } from "@kendali/api";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { DataTag } from "@kendali/ui/components/data-tag";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { Mark } from "@kendali/ui/components/mark";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AccountMenu } from "../session/account-menu.tsx";
import { failureOf } from "../trpc/refusal-of.ts";
import { useTRPC } from "../trpc/trpc.ts";
import { AppLink } from "./app-link.tsx";
import { FailureMessage } from "./failure-message.tsx";
import { startPathOf } from "./start-path.ts";

/** The studies of whoever is signed in; each leads to where that person's day begins. */
export function HomePage() {
  const t = useTranslator(commonCatalogue, authCatalogue);
  const { locale, setLocale } = useLocale();
  const me = useQuery(useTRPC().session.me.queryOptions());
  const isSignedOut = me.isError && failureOf(me.error).kind === "signed_out";
  // Nothing is typed here that a sheet over the page would have to keep: a newcomer gets the page to sign in.
  useEffect(() => {
    if (isSignedOut) globalThis.location.replace("/sign-in");
  }, [isSignedOut]);
  return (
    <div className="field public-page">
      <header className="public-top">
        <span className="brand">
          <Mark /> {t("app_name")}
        </span>
        <LanguageSwitch locale={locale} onChange={setLocale} />
      </header>
      <main id="main" tabIndex={-1}>
        <h1>{t("home_title")}</h1>
        {me.isPending ? <Skeleton locale={locale} /> : null}
        {me.isError ? <FailureMessage error={me.error} /> : null}
        {me.data === undefined ? null : <Studies me={me.data} />}
      </main>
    </div>
  );
}

function Studies({ me }: { me: SessionMe }) {
  const t = useTranslator(commonCatalogue, authCatalogue);
  const { locale } = useLocale();
  return (
    <>
      {me.account.administrator ? (
        <AppLink className="btn primary wide" href="/admin">
          {t("home_admin")}
        </AppLink>
      ) : null}
      {me.studies.length === 0 ? (
        <EmptyState title={t("home_empty_title")}>
          {t(me.account.administrator ? "home_empty_admin" : "home_empty_text")}
        </EmptyState>
      ) : (
        <ul className="studies">
          {me.studies.map((study) => (
            <li key={study.key}>
              <AppLink className="study-row" href={startPathOf(study)}>
                <b>{study.shortTitle[locale]}</b>
                <span className="small ink2">{study.title[locale]}</span>
                <span className="study-tags">
                  {study.kind === "live" && study.status !== "live" ? null : (
                    <DataTag locale={locale} kind={study.kind} />
                  )}
                  {study.status === "live" ? null : <DataTag locale={locale} kind={study.status} />}
                  <span className="small ink2">{study.roles.map((role) => t(`role_${role}`)).join(", ")}</span>
                </span>
              </AppLink>
            </li>
          ))}
        </ul>
      )}
      <AppLink className="study-row home-drafts" href="/drafts">
        <b>{t("home_drafts")}</b>
        <span className="small ink2">{t("home_drafts_text")}</span>
      </AppLink>
      <section className="home-tools" aria-labelledby="home-tools">
        <h2 id="home-tools">{t("home_tools")}</h2>
        <ul className="studies">
          {(["sample_size", "randomization", "reported"] as const).map((tool) => (
            <li key={tool}>
              <AppLink className="study-row" href={`/tools/${tool.replace("_", "-")}`}>
                <b>{t(`home_${tool}`)}</b>
                <span className="small ink2">{t(`home_${tool}_text`)}</span>
              </AppLink>
            </li>
          ))}
        </ul>
      </section>
      <AccountMenu me={me} />
    </>
  );
}
