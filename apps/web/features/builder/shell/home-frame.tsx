"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { DeskShell, Me } from "@kendali/ui/components/desk-shell";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { houseIcon, pencilIcon, searchCheckIcon, shuffleIcon, usersIcon } from "@kendali/ui/icons";

import { jakartaItalic, jetbrains } from "../../desk/desk-fonts.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilderWords } from "./builder-words.ts";

/** Frame of the pages about drafts that are in no draft: the list, and starting one. */
export function HomeFrame({ children }: { children: ReactNode }) {
  const t = useBuilderWords();
  const tools = useTranslator(toolsCatalogue);
  const { locale, setLocale } = useLocale();
  const current = usePathname();
  const me = useQuery({ ...useTRPC().session.me.queryOptions(), staleTime: 60_000 });
  const place = (href: string, label: string, icon: string) => ({ href, label, icon, current: current === href });
  return (
    <DeskShell
      locale={locale}
      home="/"
      link={AppLink}
      className={`builder ${jetbrains.variable} ${jakartaItalic.variable}`}
      study={t("drafts")}
      language={<LanguageSwitch locale={locale} onChange={setLocale} />}
      me={
        me.data === undefined ? undefined : (
          <AppLink className="me-link" href="/">
            <Me name={me.data.account.displayName} role={tools("tools_home")} />
          </AppLink>
        )
      }
      rail={[
        { links: [place("/", tools("tools_home"), houseIcon), place("/drafts", t("drafts"), pencilIcon)] },
        {
          title: tools("tools_menu"),
          links: [
            place("/tools/sample-size", tools("tools_sample_size"), usersIcon),
            place("/tools/randomization", tools("tools_randomization"), shuffleIcon),
            place("/tools/reported", tools("tools_reported"), searchCheckIcon),
          ],
        },
      ]}
    >
      {children}
    </DeskShell>
  );
}
