"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import type { PolicyKey } from "@kendali/domain";
import { allocationErrorsCatalogue } from "@kendali/i18n/catalogues/allocation-errors";
import { amendmentsCatalogue } from "@kendali/i18n/catalogues/amendments";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { DataTag } from "@kendali/ui/components/data-tag";
import { DeskShell, Me, type RailGroup } from "@kendali/ui/components/desk-shell";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import {
  calendarDaysIcon,
  chartLineIcon,
  databaseIcon,
  eyeOffIcon,
  fileTextIcon,
  historyIcon,
  layoutGridIcon,
  printerIcon,
  searchCheckIcon,
  shuffleIcon,
  shieldCheckIcon,
  triangleAlertIcon,
  userPlusIcon,
  usersIcon,
} from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { StudySight } from "../study/study-sight.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { mayDo } from "./may-do.ts";
import { jakartaItalic, jetbrains } from "./desk-fonts.ts";

/** Frame of the desk pages of one study: what it is, what this person may see, and the places their roles reach. */
export function DeskPage({ children }: { children: ReactNode }) {
  const t = useTranslator(commonCatalogue, authCatalogue, deskCatalogue);
  const { locale, setLocale } = useLocale();
  const study = useStudy();
  const me = useQuery({ ...useTRPC().session.me.queryOptions(), staleTime: 60_000 });
  const rail = useRail();
  return (
    <DeskShell
      locale={locale}
      home="/"
      link={AppLink}
      className={`${jetbrains.variable} ${jakartaItalic.variable}`}
      study={study.protocol.shortTitle[locale]}
      tags={
        <>
          {study.kind === "live" && study.status !== "live" ? null : <DataTag locale={locale} kind={study.kind} />}
          {study.status === "live" ? null : <DataTag locale={locale} kind={study.status} />}
          <span className="tag">{t("protocol_version", { version: study.protocol.version })}</span>
        </>
      }
      sight={<StudySight />}
      language={<LanguageSwitch locale={locale} onChange={setLocale} />}
      me={
        me.data === undefined ? undefined : (
          <AppLink className="me-link" href="/">
            <Me
              name={me.data.account.displayName}
              role={study.viewer.roles.map((role) => t(`role_${role}`)).join(", ")}
            />
          </AppLink>
        )
      }
      rail={rail}
    >
      {children}
    </DeskShell>
  );
}

/** `act`: what the page begins with; who may not do it is not led there. */
type Place = { path: string; label: string; icon: string; act: PolicyKey };

function useRail(): readonly RailGroup[] {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const errors = useTranslator(allocationErrorsCatalogue);
  const amendments = useTranslator(amendmentsCatalogue);
  const { key, protocol, viewer } = useStudy();
  const current = usePathname();
  const reach = ({ act }: Place) => mayDo(viewer, act);
  const links = (places: readonly Place[]) =>
    places.filter(reach).map(({ path, label, icon }) => {
      const href = `/s/${key}/${path}`;
      return { href, label, icon, current: current === href || current.startsWith(`${href}/`) };
    });
  return [
    {
      links: links([
        {
          path: "overview",
          label: t("rail_overview"),
          icon: layoutGridIcon,
          act: "study.overview",
        },
        {
          path: "today",
          label: t("rail_today"),
          icon: calendarDaysIcon,
          act: "entry.save",
        },
        { path: "participants", label: t("participants"), icon: usersIcon, act: "participant.list" },
        {
          path: "amendments",
          label: amendments("rail_amendments"),
          icon: fileTextIcon,
          act: "amendment.list",
        },
        { path: "team", label: t("rail_team"), icon: userPlusIcon, act: "team.list" },
        { path: "cards", label: t("rail_cards"), icon: printerIcon, act: "allocation.cards" },
      ]),
    },
    {
      title: t("rail_evidence"),
      links: links([
        {
          path: "datasets",
          label: t("rail_datasets"),
          icon: databaseIcon,
          act: "snapshot.list",
        },
        {
          path: "results",
          label: t("rail_results"),
          icon: chartLineIcon,
          act: "analysis.run",
        },
        ...(protocol.allocation === null
          ? []
          : [
              {
                path: "deviations",
                label: errors("list_title"),
                icon: triangleAlertIcon,
                act: "deviation.list" as const,
              },
              {
                path: "masking",
                label: t("rail_masking"),
                icon: eyeOffIcon,
                act: "masking.unmaskings" as const,
              },
            ]),
        { path: "audit", label: t("rail_audit"), icon: historyIcon, act: "audit.list" },
        ...(protocol.allocation === null
          ? []
          : [
              {
                path: "commitment",
                label: t("rail_commitment"),
                icon: shieldCheckIcon,
                act: "allocation.commitment" as const,
              },
            ]),
      ]),
    },
    {
      title: t("rail_tools"),
      links: [
        { href: "/tools/sample-size", label: t("rail_sample_size"), icon: usersIcon },
        { href: `/tools/randomization?study=${key}`, label: t("rail_randomization"), icon: shuffleIcon },
        { href: "/tools/reported", label: t("rail_reported"), icon: searchCheckIcon },
      ],
    },
  ].filter((group) => group.links.length > 0);
}
