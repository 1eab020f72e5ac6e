"use client";

import type { ReactNode } from "react";

import { BackLink, InnerHeader, WhoRow } from "@kendali/ui/components/field-header";
import { FieldScreen } from "@kendali/ui/components/field-screen";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { DataTag } from "@kendali/ui/components/data-tag";

import { useLocale } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { StudySight } from "../study/study-sight.tsx";

/** Frame of the deeper phone pages: the way back, language, sight, and whose data these are. */
export function InnerPage({
  back,
  who,
  foot,
  children,
}: {
  back: { readonly href: string; readonly words: string };
  who?: { readonly number: string; readonly about: string };
  foot?: ReactNode;
  children: ReactNode;
}) {
  const { locale, setLocale } = useLocale();
  return (
    <FieldScreen
      header={
        <InnerHeader
          back={
            <BackLink href={back.href} link={AppLink}>
              {back.words}
            </BackLink>
          }
          end={<LanguageSwitch locale={locale} onChange={setLocale} />}
          strip={who === undefined ? <SightAndKind /> : undefined}
          who={who === undefined ? undefined : <WhoRow {...who} sight={<SightAndKind short />} />}
        />
      }
      foot={foot}
    >
      {children}
    </FieldScreen>
  );
}

/** What this person may see, and that the data are not real where they are not: on every page of a study. */
export function SightAndKind({ short = false }: { short?: boolean }) {
  const { locale } = useLocale();
  const { kind } = useStudy();
  return (
    <span className="sight-and-kind">
      {kind === "live" ? null : <DataTag locale={locale} kind={kind} />}
      <StudySight short={short} />
    </span>
  );
}
