"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { DeskShell, Me } from "@kendali/ui/components/desk-shell";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { Skeleton } from "@kendali/ui/components/skeleton";
import { houseIcon, searchCheckIcon, shuffleIcon, usersIcon } from "@kendali/ui/icons";

import { jakartaItalic, jetbrains } from "../desk/desk-fonts.ts";
import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { failureOf } from "../trpc/refusal-of.ts";
import { useTRPC } from "../trpc/trpc.ts";

/** Frame of the pages that compute and read no study. Whoever is signed in may open them; without a connection they go on. */
export function ToolPage({ children }: { children: ReactNode }) {
  const t = useTranslator(toolsCatalogue);
  const { locale, setLocale } = useLocale();
  const current = usePathname();
  const me = useQuery({ ...useTRPC().session.me.queryOptions(), staleTime: 60_000 });
  const isOpen = me.data !== undefined || (me.isError && failureOf(me.error).kind === "unreachable");
  const place = (href: string, label: string, icon: string) => ({ href, label, icon, current: current === href });
  return (
    <DeskShell
      locale={locale}
      home="/"
      link={AppLink}
      className={`${jetbrains.variable} ${jakartaItalic.variable}`}
      study={t("tools")}
      language={<LanguageSwitch locale={locale} onChange={setLocale} />}
      me={
        me.data === undefined ? undefined : (
          <AppLink className="me-link" href="/">
            <Me name={me.data.account.displayName} role={t("tools_home")} />
          </AppLink>
        )
      }
      rail={[
        { links: [place("/", t("tools_home"), houseIcon)] },
        {
          title: t("tools_menu"),
          links: [
            place("/tools/sample-size", t("tools_sample_size"), usersIcon),
            place("/tools/randomization", t("tools_randomization"), shuffleIcon),
            place("/tools/reported", t("tools_reported"), searchCheckIcon),
          ],
        },
      ]}
    >
      {isOpen ? children : <Skeleton locale={locale} />}
    </DeskShell>
  );
}
