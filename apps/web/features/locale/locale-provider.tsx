"use client";

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";

import { type Catalogue, createTranslator, type Locale, type Translator } from "@kendali/i18n";

type LocaleState = { readonly locale: Locale; readonly setLocale: (locale: Locale) => void };

const LocaleContext = createContext<LocaleState | null>(null);

/** Holds the language of the screen. Switching is instant, keeps everything typed, and is remembered in a cookie for the next page. */
export function LocaleProvider({ initial, children }: { initial: Locale; children: ReactNode }) {
  const [locale, setState] = useState(initial);
  const setLocale = useCallback((next: Locale) => {
    setState(next);
    document.documentElement.lang = next;
    document.cookie = `kendali-locale=${next}; path=/; max-age=31536000; samesite=lax`;
  }, []);
  const state = useMemo(() => ({ locale, setLocale }), [locale, setLocale]);
  return <LocaleContext value={state}>{children}</LocaleContext>;
}

/** The language of the screen and how to change it. */
export function useLocale(): LocaleState {
  const state = use(LocaleContext);
  if (state === null) throw new Error("invariant: useLocale outside LocaleProvider");
  return state;
}

/** The words of the catalogues a page needs, in the language of the screen. A component asks for the same catalogues as long as it lives; the first ones it gave are kept. */
export function useTranslator<const C extends readonly Catalogue[]>(...catalogues: C): Translator<C[number]> {
  const { locale } = useLocale();
  // The arguments are a new array on every render; a state of their own lets the translator be made once per language.
  const [own] = useState(catalogues);
  return useMemo(() => createTranslator(locale, ...own), [locale, own]);
}
