"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";

import type { SessionMe } from "@kendali/api";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { type Theme, ThemeSwitch } from "@kendali/ui/components/theme-switch";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { forgetCookie } from "./sign-in.ts";

/** Who is signed in, how the screen looks, and the way out. */
export function AccountMenu({ me }: { me: SessionMe }) {
  const t = useTranslator(commonCatalogue, authCatalogue);
  const { locale } = useLocale();
  const router = useRouter();
  const queryClient = useQueryClient();
  const signOut = useMutation(useTRPC().session.signOut.mutationOptions());
  const [theme, setTheme] = useState<Theme>(currentTheme);

  async function leave() {
    await signOut.mutateAsync(undefined);
    await forgetCookie();
    queryClient.clear();
    router.replace("/sign-in");
  }

  return (
    <section className="account-menu" aria-label={t("settings")}>
      <p className="small ink2">{t("signed_in_as", { name: me.account.displayName })}</p>
      <ThemeSwitch
        locale={locale}
        theme={theme}
        onChange={(next) => {
          setTheme(next);
          document.cookie = `kendali-theme=${next}; path=/; max-age=31536000; samesite=lax`;
        }}
      />
      <button type="button" className="btn" onClick={() => void leave()} aria-disabled={signOut.isPending}>
        {t("sign_out")}
      </button>
    </section>
  );
}

function currentTheme(): Theme {
  const theme = typeof document === "undefined" ? undefined : document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" || theme === "contrast" ? theme : "auto";
}
