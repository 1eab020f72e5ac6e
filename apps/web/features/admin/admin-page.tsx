"use client";

import { useQuery } from "@tanstack/react-query";

import { adminCatalogue } from "@kendali/i18n/catalogues/admin";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { DeskShell, Me, PageHead } from "@kendali/ui/components/desk-shell";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { AccountsSection } from "./accounts-section.tsx";
import { BothSection } from "./both-section.tsx";
import { StudiesSection } from "./studies-section.tsx";

/** Accounts, their roles, and the studies there are: everything an administrator does, and no study data. */
export function AdminPage() {
  const t = useTranslator(authCatalogue, adminCatalogue);
  const { locale, setLocale } = useLocale();
  const trpc = useTRPC();
  const me = useQuery(trpc.session.me.queryOptions());
  const accounts = useQuery(trpc.account.list.queryOptions());
  const studies = useQuery(trpc.study.listAll.queryOptions());
  const error = accounts.error ?? studies.error;
  return (
    <DeskShell
      locale={locale}
      home="/"
      link={AppLink}
      language={<LanguageSwitch locale={locale} onChange={setLocale} />}
      me={me.data === undefined ? undefined : <Me name={me.data.account.displayName} role={t("role_administrator")} />}
    >
      <PageHead title={t("admin_title")}>{t("admin_lead")}</PageHead>
      {error === null ? null : <FailureMessage error={error} />}
      {accounts.isPending || studies.isPending ? <Skeleton locale={locale} /> : null}
      {accounts.data === undefined || studies.data === undefined ? null : (
        <>
          <BothSection accounts={accounts.data} studies={studies.data} />
          <div className="admin-columns">
            <AccountsSection accounts={accounts.data} studies={studies.data} />
            <StudiesSection studies={studies.data} />
          </div>
        </>
      )}
    </DeskShell>
  );
}
