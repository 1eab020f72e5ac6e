"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import { type BuilderPage, maySign } from "@kendali/builder";
import { DeskShell, Me, type RailGroup } from "@kendali/ui/components/desk-shell";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import {
  calendarDaysIcon,
  chartLineIcon,
  clipboardListIcon,
  eyeIcon,
  fileTextIcon,
  gitCompareIcon,
  houseIcon,
  listIcon,
  pencilIcon,
  searchCheckIcon,
  sendIcon,
  settingsIcon,
  shieldCheckIcon,
  shuffleIcon,
  tableIcon,
  timerIcon,
  userPlusIcon,
  usersIcon,
} from "@kendali/ui/icons";

import { jakartaItalic, jetbrains } from "../../desk/desk-fonts.ts";
import { useLocale } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilderWords } from "./builder-words.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { NewConflict } from "./new-conflict.tsx";
import { PageFindings } from "./page-findings.tsx";
import { PassedOver } from "./passed-over.tsx";
import { SavingChip } from "./saving-chip.tsx";
import { UndoButtons } from "./undo-buttons.tsx";
import { useBuilderOf } from "./use-builder.ts";
import { useOfflineStay } from "./use-offline-stay.ts";
import { usePlaceInAddress } from "./use-place-in-address.ts";

type Words = ReturnType<typeof useBuilderWords>;

/** Frame of the pages of one draft: its name, whether it is saved, the way back, and its parts with what is open in each. */
export function BuilderFrame({ children }: { children: ReactNode }) {
  const t = useBuilderWords();
  const { locale, setLocale } = useLocale();
  const study = useBuilderOf(({ draft, document }) => document.shortTitle[locale] || draft.name);
  const version = useBuilderOf(({ document }) => document.version);
  const isAmendment = useBuilderOf(({ draft }) => draft.study !== null);
  const me = useQuery({ ...useTRPC().session.me.queryOptions(), staleTime: 60_000 });
  const rail = useRail(t);
  usePlaceInAddress();
  const isHeld = useOfflineStay();
  return (
    <DeskShell
      locale={locale}
      home="/"
      link={AppLink}
      className={`builder ${jetbrains.variable} ${jakartaItalic.variable}`}
      study={study}
      tags={<span className="tag draft">{t(isAmendment ? "amendment_version" : "draft_version", { version })}</span>}
      sight={
        <div className="builder-state">
          <SavingChip />
          <UndoButtons />
        </div>
      }
      language={<LanguageSwitch locale={locale} onChange={setLocale} />}
      me={
        me.data === undefined ? undefined : (
          <AppLink className="me-link" href="/drafts">
            <Me name={me.data.account.displayName} role={t("drafts")} />
          </AppLink>
        )
      }
      rail={rail}
    >
      {isHeld ? (
        <div className="toast note-below" role="alert">
          <span>{t("offline_stays")}</span>
        </div>
      ) : null}
      <ConflictPanel />
      <PassedOver />
      <NewConflict />
      {children}
      <PageFindings />
    </DeskShell>
  );
}

const planned = [
  { page: "basics", word: "page_basics", icon: pencilIcon },
  { page: "people", word: "page_people", icon: userPlusIcon },
  { page: "schedule", word: "page_schedule", icon: calendarDaysIcon },
  { page: "forms", word: "page_forms", icon: clipboardListIcon },
  { page: "interventions", word: "page_interventions", icon: timerIcon },
  { page: "outcomes", word: "page_outcomes", icon: chartLineIcon },
  { page: "sample-size", word: "page_sample_size", icon: usersIcon },
  { page: "allocation", word: "page_allocation", icon: shuffleIcon },
  { page: "analysis", word: "page_analysis", icon: tableIcon },
  { page: "consent", word: "page_consent", icon: shieldCheckIcon },
  { page: "statements", word: "page_statements", icon: listIcon },
] as const satisfies readonly { readonly page: BuilderPage; readonly word: string; readonly icon: string }[];

function useRail(t: Words): readonly RailGroup[] {
  const draft = useBuilderOf((builder) => builder.draft.id);
  const isAmendment = useBuilderOf((builder) => builder.draft.study !== null);
  const design = useBuilderOf(({ document }) => document.design.type);
  const findings = useBuilderOf((builder) => builder.findings);
  const current = usePathname();
  const root = `/drafts/${draft}`;
  const link = (path: string, label: string, icon: string, count = 0) => {
    const href = path === "" ? root : `${root}/${path}`;
    return { href, label, icon, count, current: current === href || (path !== "" && current.startsWith(`${href}/`)) };
  };
  const open = (page: BuilderPage) =>
    findings.filter((finding) => !maySign(finding) && finding.mend.page === page).length;
  return [
    { links: [link("", t("rail_steps"), houseIcon)] },
    {
      title: t("rail_plan"),
      links: planned.map(({ page, word, icon }) => link(page, t(word), icon, open(page))),
    },
    {
      title: t("rail_result"),
      links: [
        ...(design === "one_group_pretest_posttest" ? [link("controlled", t("page_controlled"), settingsIcon)] : []),
        link("compare", t("page_compare"), gitCompareIcon),
        link("dry-run", t("page_dry_run"), eyeIcon),
        link("document", t("page_document"), fileTextIcon),
        link("publish", t("page_publish"), isAmendment ? searchCheckIcon : sendIcon),
      ],
    },
  ];
}
