"use client";

import type { ReactNode } from "react";

import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { Mark } from "@kendali/ui/components/mark";

import { useLocale } from "../locale/locale-provider.tsx";

/** The frame of pages that nobody needs to be signed in for: mark, language, one column. */
export function PublicPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { locale, setLocale } = useLocale();
  return (
    <div className="field public-page">
      <header className="public-top">
        <span className="brand">
          <Mark /> Kendali
        </span>
        <LanguageSwitch locale={locale} onChange={setLocale} />
      </header>
      <main>
        <h1>{title}</h1>
        <p className="ink2">{lead}</p>
        {children}
      </main>
    </div>
  );
}
