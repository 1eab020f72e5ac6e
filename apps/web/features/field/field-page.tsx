"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { DataTag } from "@kendali/ui/components/data-tag";
import { SyncChip } from "@kendali/ui/components/sync-chip";
import { FieldHeader } from "@kendali/ui/components/field-header";
import { FieldScreen } from "@kendali/ui/components/field-screen";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { TabBar } from "@kendali/ui/components/tab-bar";
import { calendarDaysIcon, circleQuestionMarkIcon, usersIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { useKeptDrafts } from "./draft-list.tsx";
import { isStuck } from "./entry/attach/file-tally.ts";
import { useWaitingFiles } from "./entry/attach/use-waiting-files.ts";
import { StudySight } from "../study/study-sight.tsx";

/** Frame of the first-level phone pages: study, site and sight above, the places of the day below. */
export function FieldPage({ children }: { children: ReactNode }) {
  const { locale, setLocale } = useLocale();
  const study = useStudy();
  return (
    <FieldScreen
      header={
        <FieldHeader
          study={study.protocol.shortTitle[locale]}
          site={useSiteWords()}
          language={<LanguageSwitch locale={locale} onChange={setLocale} />}
          sight={<StudySight />}
          sync={<KindAndSync />}
        />
      }
      foot={<FieldTabs />}
    >
      {children}
    </FieldScreen>
  );
}

/** That the data are not real where they are not, and how many entries the server does not have; the count cannot be closed. */
function KindAndSync() {
  const { locale } = useLocale();
  const study = useStudy();
  const waiting = useKeptDrafts().length;
  const files = useWaitingFiles();
  const failed = files.filter(isStuck).length;
  return (
    <>
      {study.kind === "live" ? null : <DataTag locale={locale} kind={study.kind} />}
      {waiting === 0 && study.kind !== "live" ? null : (
        <SyncChip
          locale={locale}
          waiting={waiting}
          files={{
            waiting: files.length - failed,
            isSending: files.some(({ sending }) => sending !== null),
            failed,
          }}
          href={`/s/${study.key}/today#drafts`}
          link={AppLink}
        />
      )}
    </>
  );
}

/** The places a phone always offers. */
export function FieldTabs() {
  const t = useTranslator(uiCatalogue);
  const { locale } = useLocale();
  const { key } = useStudy();
  const path = usePathname();
  const tabs = [
    { href: `/s/${key}/today`, label: t("tab_today"), icon: calendarDaysIcon },
    { href: `/s/${key}/participants`, label: t("tab_participants"), icon: usersIcon },
    { href: `/s/${key}/help`, label: t("tab_help"), icon: circleQuestionMarkIcon },
  ];
  return <TabBar locale={locale} link={AppLink} tabs={tabs.map((tab) => ({ ...tab, current: path === tab.href }))} />;
}

/** The one site this person works at, or that it is all of them. */
export function useSiteWords(): string {
  const t = useTranslator(authCatalogue);
  const { locale } = useLocale();
  const { protocol, viewer } = useStudy();
  const sites = protocol.sites.filter((site) => viewer.sites === null || viewer.sites.includes(site.key));
  return sites.length === 1 && sites[0] !== undefined ? sites[0].name[locale] : t("all_sites");
}
